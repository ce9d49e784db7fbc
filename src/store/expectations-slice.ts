import type { CheckedExpectations } from '../core/workspace/check-expectations.ts'
import type { SliceContext } from './slice-context.ts'

export interface ExpectationsData {
  /** What came of the expectations, of the newest text that was judged; null before the first. */
  readonly expectations: CheckedExpectations | null
}

export interface ExpectationsActions {
  /** Has the expectations of the text that was read last judged. */
  checkExpectations(): void
}

export function createExpectationsSlice({ set, get }: SliceContext): ExpectationsActions {
  return {
    async checkExpectations() {
      const asked = get().documentId
      const expectations = await get().askEngine('expectations', {})
      if (expectations !== null && get().documentId === asked) set({ expectations })
    },
  }
}
