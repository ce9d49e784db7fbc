import type { ChangedPair } from '../engine/compare-pairs.ts'
import type { TextFile } from '../model/edit.ts'
import type { Work } from '../model/work.ts'
import { createChangeCollector } from '../picture/changed-flows.ts'
import type { Picture } from '../picture/picture.ts'
import { type Analysis, analysing, resourcesOf } from './analyse.ts'
import { drawIsolated, newlyIsolated } from './newly-isolated.ts'
import type { DrawnEffects } from './preview.ts'
import { type Review, reviewing } from './review.ts'

/** A review as the page shows it: the first flows of each group, and all of them on the picture of the open document. */
export interface PageReview extends Review {
  /** Of the set that the document is compared with: what was read, and how much of it is wrong and so not in force. */
  readonly other: { readonly resources: number; readonly errors: number }
  readonly drawn: DrawnEffects
}

type Gains = NonNullable<ChangedPair['gains']>

/** How many flows of a group are kept for showing. */
const SHOWN_FLOWS = 200

/** Reads another set of manifests for a comparison with an analysis, under the same settings. */
export function readingOther(files: readonly TextFile[], { prepared }: Analysis, previous?: Analysis): Work<Analysis> {
  return analysing(files, prepared.settings, previous)
}

/** What the document and the picture of it are compared with, and which of the two comes after. */
export interface Compared {
  readonly document: Analysis
  readonly picture: Picture
  readonly other: Analysis
  /** The other one is what comes after. */
  readonly isReversed: boolean
}

export function* reviewingOnPicture({ document, picture, other, isReversed }: Compared): Work<PageReview> {
  const [before, after] = isReversed ? [document.prepared, other.prepared] : [other.prepared, document.prepared]
  const changes = createChangeCollector(picture)
  const side = isReversed ? 'before' : 'after'
  const idAt = (place: number) => document.prepared.members[place]?.endpoint.id ?? ''
  const found = yield* reviewing(before, after, {
    most: SHOWN_FLOWS,
    onPair({ from, to, gains, losses }) {
      const [source, target] = [idAt(from[side]), idAt(to[side])]
      const add = ({ allowed, depends }: Gains, change: 'opens' | 'closes') =>
        changes.add({ from: source, to: target, allowed, depends }, change)
      if (gains) add(gains, 'opens')
      if (losses) add(losses, 'closes')
    },
  })
  const isolated = drawIsolated(picture, newlyIsolated(before, after))
  const errors = other.diagnostics.filter(({ severity }) => severity === 'error').length
  const read = { resources: resourcesOf(other.reading).length, errors }
  return { ...found, other: read, drawn: { ...changes.edges(), isolated } }
}
