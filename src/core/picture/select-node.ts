import type { Prepared } from '../engine/prepare.ts'
import type { Answer } from '../model/verdict.ts'
import { finish, type Work } from '../model/work.ts'
import { listBits } from '../net/bit-set.ts'
import { type Admissions, gatheringAdmissions, type PeerTable, type RuleTable } from './admissions.ts'
import type { Bundle } from './bundle.ts'
import { deniedEdges } from './denied-edges.ts'
import { type NodeEndpoints, nodeEndpoints } from './expand-edge.ts'
import { createEdgeCollector } from './merge-bundles.ts'
import { titlesOf } from './open-edge.ts'
import { ALL_BLOCKS, createPeerNodes, type PeerNodes } from './peer-nodes.ts'
import type { Picture, PictureEdge, PictureNode, SelectionView } from './picture.ts'
import { NO_PORTS } from './port-sets.ts'
import { blockedByOther, isSelf, passingByRule } from './rule-passing.ts'
import { standBetween, standTogether } from './stand-between.ts'
import { frameId, type Leaf, type Leaves, leavesOf } from './workload-leaves.ts'

/** Above so many blocked ends, the stubs of one rule stay one. */
const MOST_STUBS = 12

interface Looking {
  readonly admissions: Admissions
  readonly leaves: Leaves
  readonly picture: Picture
  readonly ends: NodeEndpoints
  /** The selected node, and the endpoints it stands for. */
  readonly node: string
  readonly selected: ReadonlySet<number>
}

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
): Work<SelectionView> {
  const admissions = yield* gatheringAdmissions(prepared)
  const ends = nodeEndpoints(admissions, picture)
  const looking = { admissions, leaves: leavesOf(admissions), picture, ends, node, selected: ends.numbersOf(node) }
  const others = yield* comparingOthers(looking)
  const edges = isEveryone(picture, node)
    ? touchingEdges(picture, node)
    : [...(yield* openingEdges(looking)), ...openQuestions(picture, node)]
  return {
    node,
    others,
    edges: showDenied ? [...edges, ...deniedEdges(looking, others, titlesOf(picture, looking.leaves))] : edges,
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

function* comparingOthers(looking: Looking): Work<SelectionView['others']> {
  const others = new Map<string, { out: Answer | 'some'; in: Answer | 'some' }>()
  for (const { id } of looking.picture.nodes) {
    if (id === looking.node) continue
    const numbers = looking.ends.numbersOf(id)
    const out = standTogether(answersBetween(looking, looking.selected, numbers))
    const into = standTogether(answersBetween(looking, numbers, looking.selected))
    if (out && into) others.set(id, { out, in: into })
    yield undefined
  }
  return others
}

function* answersBetween({ admissions }: Looking, sources: ReadonlySet<number>, targets: ReadonlySet<number>) {
  const { endpoints } = admissions
  const seen = new Set<Answer>()
  for (const source of sources) {
    for (const target of targets) {
      if (endpoints[source]?.kind === 'outside' && endpoints[target]?.kind === 'outside') continue
      if (isSelf(admissions, source, target) || seen.size === 3) continue
      const answer = standBetween(admissions, source, target)
      if (!seen.has(answer)) yield answer
      seen.add(answer)
    }
  }
}

/** What policies admit at the selection, card by card; stubs for what the other end blocks. */
function* openingEdges(looking: Looking): Work<readonly PictureEdge[]> {
  const { admissions, leaves, picture } = looking
  const collector = createEdgeCollector(admissions)
  const peers = createPeerNodes(admissions, leaves)
  const drawn = new Set(picture.nodes.map(({ id }) => id))
  const cardOf = (number: number) => {
    const leaf = leaves.at[number]
    if (!leaf) return undefined
    return drawn.has(leaf.id) ? leaf.id : frameId(leaf.namespace)
  }
  for (const rule of admissions.rules) {
    for (const table of rule.peers) addOpened(looking, rule, table, peers, cardOf, (bundle) => collector.add(bundle))
    yield undefined
  }
  const edges = collector.edges(
    picture.nodes.map(({ id }) => id),
    titlesOf(picture, leaves),
  )
  const isCard = (id: string) => leaves.all.some((leaf) => leaf.id === id)
  return edges.filter(({ from, to }) => drawn.has(from) && drawn.has(to) && (from !== to || isCard(from)))
}

function addOpened(
  looking: Looking,
  rule: RuleTable,
  table: PeerTable,
  peers: PeerNodes,
  cardOf: (number: number) => string | undefined,
  add: (bundle: Bundle) => void,
): void {
  const { admissions, leaves, selected } = looking
  const isBlock = table.peer !== 'anyone' && table.peer.kind === 'block'
  if (table.outside !== undefined) addOutside(looking, rule, table, peers, cardOf, add)
  if (isBlock) return
  const members = listBits(table.certain).filter((number) => leaves.at[number] !== undefined)
  for (const own of rule.subjects) {
    const isOwn = selected.has(own)
    const blocked: Leaf[] = []
    for (const other of members) {
      if ((!isOwn && !selected.has(other)) || isSelf(admissions, own, other)) continue
      const passing = passingByRule(admissions, rule, own, other)
      const [near, far, leaf] = [cardOf(own), cardOf(other), leaves.at[other]]
      if (near === undefined || far === undefined || !leaf) continue
      if (passing !== NO_PORTS) add(toBundle(rule, near, far, passing))
      const ports = blockedByOther(admissions, rule, own, other)
      if (ports !== NO_PORTS && blocked.push(leaf) <= MOST_STUBS)
        add({ ...toBundle(rule, near, far, ports), blockedAt: [leaf] })
    }
  }
}

function addOutside(
  { admissions, selected, node, picture }: Looking,
  rule: RuleTable,
  table: PeerTable,
  peers: PeerNodes,
  cardOf: (number: number) => string | undefined,
  add: (bundle: Bundle) => void,
): void {
  const far = outsideNode(table, peers, picture)
  if (far === undefined) return
  const outside = table.outside ?? -1
  for (const own of rule.subjects) {
    const near = cardOf(own)
    if (near === undefined || (!selected.has(own) && far !== node)) continue
    const ports = passingByRule(admissions, rule, own, outside)
    if (ports !== NO_PORTS) add(toBundle(rule, near, far, ports))
  }
}

/** The node that stands for a peer's outside addresses in this picture. */
function outsideNode(table: PeerTable, peers: PeerNodes, { nodes }: Picture): string | undefined {
  const drawn = (id: string) => (nodes.some((node: PictureNode) => node.id === id) ? id : undefined)
  if (table.peer !== 'anyone' && table.peer.kind === 'block')
    return drawn(peers.block(table, table.peer)) ?? drawn(ALL_BLOCKS)
  return drawn(peers.anyone()) ?? drawn(peers.internet())
}

function toBundle(rule: RuleTable, near: string, far: string, ports: number): Bundle {
  const [from, to] = rule.direction === 'ingress' ? [far, near] : [near, far]
  return { rule, from, to, answer: 'allowed', ports, pairs: 1 }
}
