import type { TextFile } from '../model/edit.ts'
import type { Progress, Work } from '../model/work.ts'
import { createChangeCollector } from '../picture/changed-flows.ts'
import type { Picture } from '../picture/picture.ts'
import { type Analysis, analysing } from './analyse.ts'
import { drawIsolated, newlyIsolated } from './newly-isolated.ts'
import type { DrawnEffects } from './preview.ts'
import { type Review, type ReviewedFlow, review } from './review.ts'

/** A review as the page shows it: the first flows of each group, and all of them on the picture of the open document. */
export interface PageReview extends Omit<Review, 'opened' | 'closed' | 'changed'> {
  readonly opened: ReviewedFlows
  readonly closed: ReviewedFlows
  readonly changed: ReviewedFlows
  readonly drawn: DrawnEffects
}

/** The first flows of a group, and how many there are in all. */
export interface ReviewedFlows {
  readonly first: readonly ReviewedFlow[]
  readonly total: number
}

/** How many flows of a group are kept for showing. */
const SHOWN_FLOWS = 200

const COMPARING: Progress = { doing: 'comparing flows' }

/** Reads another set of manifests for a comparison with an analysis, under the same settings. */
export function readingOther(files: readonly TextFile[], { prepared }: Analysis, previous?: Analysis): Work<Analysis> {
  return analysing(files, prepared.settings, previous)
}

/** What `after` allows otherwise than `before`; one of the two is what the picture shows. */
export function* reviewingOnPicture(before: Analysis, after: Analysis, picture: Picture): Work<PageReview> {
  yield COMPARING
  const found = review(before.prepared, after.prepared)
  const changes = createChangeCollector(picture)
  for (const { from, to, after: ports } of found.opened) changes.add({ from, to, ...ports }, 'opens')
  for (const { from, to, before: ports } of found.closed) changes.add({ from, to, ...ports }, 'closes')
  const isolated = drawIsolated(picture, newlyIsolated(before.prepared, after.prepared))
  return {
    ...found,
    opened: firstOf(found.opened),
    closed: firstOf(found.closed),
    changed: firstOf(found.changed),
    drawn: { ...changes.edges(), isolated },
  }
}

function firstOf(flows: readonly ReviewedFlow[]): ReviewedFlows {
  return { first: flows.slice(0, SHOWN_FLOWS), total: flows.length }
}
