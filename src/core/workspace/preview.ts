import { applyEdits } from '../edits/apply-edits.ts'
import { compareFlows } from '../engine/compare.ts'
import { isolationOf } from '../engine/isolation.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { Edit, TextDocument } from '../model/edit.ts'
import { DIRECTIONS } from '../model/policy.ts'
import type { Flow } from '../model/verdict.ts'
import type { Progress, Work } from '../model/work.ts'
import { type Analysis, analysing } from './analyse.ts'

/** What edits would do to the flows of a document, evaluated on the edited text. */
export interface Effects {
  readonly opens: FlowList
  readonly closes: FlowList
  /** Workloads that become isolated: `api-server (ingress)`. */
  readonly isolates: readonly string[]
}

/** The first flows of a list, and how many there are in all. */
export interface FlowList {
  readonly first: readonly Flow[]
  readonly total: number
}

/** How many flows of a list are kept for showing. */
const SHOWN_FLOWS = 100

export const NO_EFFECTS: Effects = { opens: { first: [], total: 0 }, closes: { first: [], total: 0 }, isolates: [] }

const COMPARING: Progress = { doing: 'comparing flows' }

/** Applies `edits` to a copy of the document, reads it and compares the flows. Throws when the edits do not fit it. */
export function* previewingEdits(document: TextDocument, analysis: Analysis, edits: readonly Edit[]): Work<Effects> {
  const applied = applyEdits(document, { edits, label: 'preview', base: document.revision })
  if (applied.kind === 'stale') throw new Error('a preview is always planned on the current revision')
  const { prepared: after } = yield* analysing(applied.document.files, analysis.prepared.settings, analysis)
  yield COMPARING
  const { opened, closed } = compareFlows(analysis.prepared, after)
  const opens = yield* listFlows(opened)
  const closes = yield* listFlows(closed)
  return { opens, closes, isolates: newlyIsolated(analysis.prepared, after) }
}

function* listFlows(flows: Iterable<Flow>): Work<FlowList> {
  const first: Flow[] = []
  let total = 0
  for (const flow of flows) {
    if (total < SHOWN_FLOWS) first.push(flow)
    total += 1
    yield COMPARING
  }
  return { first, total }
}

function newlyIsolated(before: Prepared, after: Prepared): readonly string[] {
  const open = new Set<string>()
  for (const endpoint of before.endpoints) {
    if (endpoint.kind !== 'pods') continue
    const isolation = isolationOf(before, endpoint.id)
    for (const direction of DIRECTIONS)
      if (isolation[direction].isolation === 'open') open.add(`${endpoint.id} ${direction}`)
  }
  return after.endpoints.flatMap((endpoint) => {
    if (endpoint.kind !== 'pods') return []
    const isolation = isolationOf(after, endpoint.id)
    return DIRECTIONS.filter(
      (direction) => isolation[direction].isolation !== 'open' && open.has(`${endpoint.id} ${direction}`),
    ).map((direction) => `${endpoint.namespace} / ${endpoint.name} (${direction})`)
  })
}
