import type { TextFile } from '../core/model/edit.ts'
import type { PageReview } from '../core/workspace/review-on-picture.ts'
import type { SliceContext } from './slice-context.ts'

/** Manifests that the open document is compared with: another document, files, or an older text of its own. */
export interface ComparedSet {
  /** What it is called in the page. */
  readonly title: string
  readonly files: readonly TextFile[]
}

/** A comparison that goes on until it is ended; it follows the text. */
export interface Comparison {
  readonly set: ComparedSet
  /** Tells the set to the engine: it holds the last one, so that its texts are sent once. */
  readonly key: number
  /** The open document is what there was before. */
  readonly isReversed: boolean
  /** What opens and closes is drawn on the picture. */
  readonly isDrawn: boolean
  /** The last one that came; null before the first. */
  readonly review: PageReview | null
}

export interface ReviewData {
  readonly comparison: Comparison | null
}

export interface ReviewActions {
  /** Compares the open document with other manifests, which are what there was before, from now on. */
  compareWith(set: ComparedSet): void
  /** Changes which of the two is before and which after. */
  reverseComparison(): void
  drawComparison(isDrawn: boolean): void
  /** Compares again what was read last. */
  reviewAgain(): void
  endComparison(): void
}

export function createReviewSlice({ set, get }: SliceContext): ReviewActions {
  let lastKey = 0

  const ask = async ({ key, set: { files }, isReversed }: Comparison) => {
    const answer = await get().askEngine('review', { key, isReversed })
    return answer === 'unknown' ? get().askEngine('review', { key, isReversed, files }) : answer
  }

  const begin = (comparison: Comparison) => {
    set({ comparison })
    get().reviewAgain()
  }

  return {
    compareWith: (compared) => {
      lastKey += 1
      begin({ set: compared, key: lastKey, isReversed: false, isDrawn: true, review: null })
    },
    reverseComparison() {
      const { comparison } = get()
      if (comparison) begin({ ...comparison, isReversed: !comparison.isReversed, review: null })
    },
    drawComparison(isDrawn) {
      const { comparison } = get()
      if (comparison) set({ comparison: { ...comparison, isDrawn } })
    },
    async reviewAgain() {
      const { comparison: asked } = get()
      if (!asked) return
      const review = await ask(asked)
      const { comparison } = get()
      const isSame = comparison?.key === asked.key && comparison.isReversed === asked.isReversed
      if (isSame && review !== null && review !== 'unknown') set({ comparison: { ...comparison, review } })
    },
    endComparison: () => set({ comparison: null }),
  }
}
