import type { PictureNode } from '../core/picture/picture.ts'
import type { CheckedExpectation, CheckedExpectations } from '../core/workspace/check-expectations.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import type { AppState } from './state.ts'

/** How an expectation that does not hold is marked: it certainly does not, or nobody can tell. */
export type ExpectationMark = 'broken' | 'depends'

/** Where expectations do not hold, on the picture. */
export interface ExpectationMarks {
  /** By node id, how many expectations of each kind. */
  readonly nodes: ReadonlyMap<string, Readonly<Record<ExpectationMark, number>>>
  /** By edge id. */
  readonly edges: ReadonlyMap<string, ExpectationMark>
}

const NO_MARKS: ExpectationMarks = { nodes: new Map(), edges: new Map() }

const known = new WeakMap<CheckedExpectations, { readonly snapshot: Snapshot; readonly marks: ExpectationMarks }>()

/** What expectations mark on the picture that is shown; the same object while neither changes. */
export function selectExpectationMarks({
  expectations,
  snapshot,
}: Pick<AppState, 'expectations' | 'snapshot'>): ExpectationMarks {
  if (!expectations || !snapshot) return NO_MARKS
  const before = known.get(expectations)
  if (before?.snapshot === snapshot) return before.marks
  const marks = markPicture(expectations, snapshot)
  known.set(expectations, { snapshot, marks })
  return marks
}

function markPicture({ rows }: CheckedExpectations, { picture }: Snapshot): ExpectationMarks {
  const nodes = new Map<string, Record<ExpectationMark, number>>()
  const edges = new Map<string, ExpectationMark>()
  const standsFor = createStandsFor(picture.nodes)
  for (const row of rows.filter(({ pairs }) => pairs.length > 0)) {
    const mark = row.state === 'depends' ? 'depends' : 'broken'
    const touched = new Set<string>()
    for (const { from, to } of row.pairs) {
      const [sources, targets] = [standsFor(from), standsFor(to)]
      for (const node of [...sources.cards, ...targets.cards]) touched.add(node)
      for (const edge of picture.edges)
        if (sources.all.has(edge.from) && targets.all.has(edge.to) && contradicts(row, edge))
          edges.set(edge.id, edges.get(edge.id) === 'broken' ? 'broken' : mark)
    }
    for (const node of touched) {
      const counts = nodes.get(node) ?? { broken: 0, depends: 0 }
      nodes.set(node, { ...counts, [mark]: counts[mark] + 1 })
    }
  }
  return { nodes, edges }
}

/** An edge shows what is not as expected: something passes that must not, or an end blocks what must pass. */
function contradicts({ expectation }: CheckedExpectation, edge: Snapshot['picture']['edges'][number]): boolean {
  const isBlocked = edge.answer === 'denied' || edge.half !== undefined
  return edge.answer === 'depends' || isBlocked === (expectation?.expected === 'allowed')
}

/** The nodes that stand for an endpoint; `cards` are those where a badge belongs. */
function createStandsFor(nodes: readonly PictureNode[]) {
  const memory = new Map<string, { readonly cards: readonly string[]; readonly all: ReadonlySet<string> }>()
  const within = (node: PictureNode, endpoint: string) =>
    node.kind === 'namespace' ? endpoint.startsWith(`${node.namespace}/`) : node.endpoints.includes(endpoint)
  return (endpoint: string) => {
    const found = memory.get(endpoint)
    if (found) return found
    const own = nodes.filter((node) => within(node, endpoint))
    const cards = own.filter((node) => node.kind === 'workload' || (node.kind === 'namespace' && node.folded))
    const stands = { cards: cards.map(({ id }) => id), all: new Set(own.map(({ id }) => id)) }
    memory.set(endpoint, stands)
    return stands
  }
}
