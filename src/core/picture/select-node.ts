import type { Prepared } from '../engine/prepare.ts'
import { finish, type Work } from '../model/work.ts'
import { gatheringAdmissions } from './admissions.ts'
import { EDGE_BUDGET } from './choose-folds.ts'
import { comparingOthers } from './compare-others.ts'
import { deniedEdges } from './denied-edges.ts'
import { createFlowsAt } from './endpoint-flows.ts'
import { nodeEndpoints } from './expand-edge.ts'
import type { Looking } from './looking.ts'
import { titlesOf } from './open-edge.ts'
import { openingSelection } from './open-selection.ts'
import type { Picture, PictureEdge, SelectionView } from './picture.ts'
import { NO_FILTER, type PictureFilter } from './picture-filter.ts'
import { createSieve } from './sieve.ts'
import { leavesOf } from './workload-leaves.ts'

/**
 * How every other node stands to a selected one, in both directions, and the edges at rest that touch it, opened to
 * cards. With `showDenied` also what is denied between it and the other cards, labelled with the ports the target
 * declares.
 */
export function selectNode(prepared: Prepared, picture: Picture, node: string, showDenied: boolean): SelectionView {
  return finish(selectingNode(prepared, picture, node, showDenied))
}

/** {@link selectNode} in steps. */
export function* selectingNode(
  prepared: Prepared,
  picture: Picture,
  node: string,
  showDenied: boolean,
  filter = NO_FILTER,
): Work<SelectionView> {
  const looking: Looking = { ...(yield* lookingAt(prepared, picture, [node], filter)), node }
  const others = yield* comparingOthers(looking)
  const edges = isEveryone(picture, node)
    ? touchingEdges(picture, node)
    : [...(yield* openingSelection(looking, [node])), ...openQuestions(picture, node)]
  return {
    node,
    others,
    edges: showDenied ? [...edges, ...deniedEdges(looking, others, titlesOf(picture, looking.leaves))] : edges,
  }
}

/**
 * The edges of some nodes, card by card: what the budget leaves out at rest. Of nodes with very many together only the
 * first are told, as many as are drawn at rest at most.
 */
export function* openingNodes(
  prepared: Prepared,
  picture: Picture,
  nodes: readonly string[],
  filter = NO_FILTER,
): Work<readonly PictureEdge[]> {
  const wanted = nodes.filter((node) => !isEveryone(picture, node))
  const looking = yield* lookingAt(prepared, picture, wanted, filter)
  return (yield* openingSelection(looking, wanted)).slice(0, EDGE_BUDGET)
}

function* lookingAt(
  prepared: Prepared,
  picture: Picture,
  nodes: readonly string[],
  filter: PictureFilter,
): Work<Omit<Looking, 'node'>> {
  const admissions = yield* gatheringAdmissions(prepared)
  const ends = nodeEndpoints(admissions, picture)
  const leaves = leavesOf(admissions)
  const sieve = createSieve(admissions, leaves, filter)
  return {
    admissions,
    flowsAt: createFlowsAt(admissions),
    leaves,
    picture,
    ends,
    selected: new Set(nodes.flatMap((node) => [...ends.numbersOf(node)])),
    ...(sieve ? { sieve } : {}),
  }
}

/** Nodes that stand for everybody: opening their edges would draw every edge there is. */
function isEveryone({ nodes }: Picture, id: string): boolean {
  return nodes.some(
    (node) => node.id === id && node.kind === 'outside' && (node.role === 'anyone' || node.role === 'any-pod'),
  )
}

function touchingEdges({ edges }: Picture, node: string): readonly PictureEdge[] {
  return edges.filter(({ from, to }) => from === node || to === node)
}

/** Edges that depend on what nobody knows are drawn card by card already. */
function openQuestions(picture: Picture, node: string): readonly PictureEdge[] {
  return touchingEdges(picture, node).filter(({ answer }) => answer === 'depends')
}
