import type { TextFile } from '../core/model/edit.ts'
import type { Progress } from '../core/model/work.ts'
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
  /** How far the one is that is being made; null while it is quick, and when none is. */
  readonly progress: Progress | null
  /** The one that was asked for last will not come: a person stopped it, or it failed. */
  readonly isStopped: boolean
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
  /** Gives up the review that is being made; the last one stays. */
  stopReview(): void
  endComparison(): void
}

/** A comparison nothing is known of yet. */
const NOT_COMPARED = { review: null, progress: null, isStopped: false } as const

export function createReviewSlice({ set, get }: SliceContext): ReviewActions {
  let lastKey = 0
  /** Grows with every review that is asked for: what comes of an older one is left aside. */
  let lastAsked = 0

  const change = (part: Partial<Comparison>) => {
    const { comparison } = get()
    if (comparison) set({ comparison: { ...comparison, ...part } })
  }

  const ask = async ({ key, set: { files }, isReversed }: Comparison, onProgress: (progress: Progress) => void) => {
    const answer = await get().askEngine('review', { key, isReversed }, onProgress)
    return answer === 'unknown' ? get().askEngine('review', { key, isReversed, files }, onProgress) : answer
  }

  const begin = (comparison: Comparison) => {
    set({ comparison })
    get().reviewAgain()
  }

  const stopReview = () => get().stopAsking('review')

  return {
    compareWith: (compared) => {
      lastKey += 1
      begin({ set: compared, key: lastKey, isReversed: false, isDrawn: true, ...NOT_COMPARED })
    },
    reverseComparison() {
      const { comparison } = get()
      if (comparison) begin({ ...comparison, isReversed: !comparison.isReversed, ...NOT_COMPARED })
    },
    drawComparison: (isDrawn) => change({ isDrawn }),
    async reviewAgain() {
      const { comparison } = get()
      if (!comparison) return
      lastAsked += 1
      const asked = lastAsked
      const isLast = () => asked === lastAsked
      change({ isStopped: false })
      const review = await ask(comparison, (progress) => isLast() && change({ progress }))
      if (!isLast()) return
      const isThere = review !== null && review !== 'unknown'
      change({ progress: null, isStopped: !isThere, ...(isThere && { review }) })
    },
    stopReview,
    endComparison() {
      lastAsked += 1
      stopReview()
      set({ comparison: null })
    },
  }
}
