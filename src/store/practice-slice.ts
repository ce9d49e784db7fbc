import type { SliceContext } from './slice-context.ts'

export interface PracticeData {
  /** The list of practice tasks is shown. */
  readonly showsPractice: boolean
}

export interface PracticeActions {
  showPractice(shows: boolean): void
}

export function createPracticeSlice({ set }: SliceContext): PracticeActions {
  return { showPractice: (showsPractice) => set({ showsPractice }) }
}
