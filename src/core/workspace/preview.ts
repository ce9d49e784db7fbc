import { applyEdits } from '../edits/apply-edits.ts'
import { compareFlows } from '../engine/compare.ts'
import type { Edit, TextDocument } from '../model/edit.ts'
import type { Direction } from '../model/policy.ts'
import type { Flow } from '../model/verdict.ts'
import type { Progress, Work } from '../model/work.ts'
import { type ChangeCollector, type ChangedEdges, createChangeCollector } from '../picture/changed-flows.ts'
import type { Picture } from '../picture/picture.ts'
import { type Analysis, analysing } from './analyse.ts'
import { drawIsolated, newlyIsolated } from './newly-isolated.ts'

/** What edits would do to the flows of a document, evaluated on the edited text. */
export interface Effects {
  readonly opens: FlowList
  readonly closes: FlowList
  /** Workloads that become isolated: `api-server (ingress)`. */
  readonly isolates: readonly string[]
  /** The same on the picture of the text as it is. */
  readonly drawn: DrawnEffects
}

export interface DrawnEffects extends ChangedEdges {
  /** By node: the directions in which it, or some of it, becomes isolated. */
  readonly isolated: ReadonlyMap<string, readonly Direction[]>
}

/** The first flows of a list, and how many there are in all. */
export interface FlowList {
  readonly first: readonly Flow[]
  readonly total: number
}

/** How many flows of a list are kept for showing. */
const SHOWN_FLOWS = 100

const NO_FLOWS: FlowList = { first: [], total: 0 }

export const NO_EFFECTS: Effects = {
  opens: NO_FLOWS,
  closes: NO_FLOWS,
  isolates: [],
  drawn: { edges: [], flowsNotDrawn: 0, isolated: new Map() },
}

const COMPARING: Progress = { doing: 'comparing flows' }

/** What the effects of edits are looked at on. */
export interface Previewable {
  readonly document: TextDocument
  readonly analysis: Analysis
  readonly picture: Picture
}

/** Applies `edits` to a copy of the document, reads it and compares the flows. Throws when the edits do not fit it. */
export function* previewingEdits(on: Previewable, edits: readonly Edit[]): Work<Effects> {
  const { document, analysis, picture } = on
  const applied = applyEdits(document, { edits, label: 'preview', base: document.revision })
  if (applied.kind === 'stale') throw new Error('a preview is always planned on the current revision')
  const { prepared: after } = yield* analysing(applied.document.files, analysis.prepared.settings, analysis)
  yield COMPARING
  const { opened, closed } = compareFlows(analysis.prepared, after)
  const changes = createChangeCollector(picture)
  const opens = yield* listFlows(opened, 'opens', changes)
  const closes = yield* listFlows(closed, 'closes', changes)
  const isolated = newlyIsolated(analysis.prepared, after)
  const isolates = [...new Set(isolated.map(({ words }) => words))]
  return { opens, closes, isolates, drawn: { ...changes.edges(), isolated: drawIsolated(picture, isolated) } }
}

function* listFlows(flows: Iterable<Flow>, change: 'opens' | 'closes', changes: ChangeCollector): Work<FlowList> {
  const first: Flow[] = []
  let total = 0
  for (const flow of flows) {
    if (total < SHOWN_FLOWS) first.push(flow)
    total += 1
    changes.add(flow, change)
    yield COMPARING
  }
  return { first, total }
}
