import type { Work } from '../model/work.ts'
import { hasBit, listBits } from '../net/bit-set.ts'
import type { Bundle } from './bundle.ts'
import type { Looking } from './looking.ts'
import { createEdgeCollector } from './merge-bundles.ts'
import { titlesOf } from './open-edge.ts'
import { ALL_BLOCKS, createPeerNodes, type PeerNodes } from './peer-nodes.ts'
import type { PictureEdge } from './picture.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import { NO_PORTS } from './port-sets.ts'
import { isSelf, passingByRule, ruleAt } from './rule-passing.ts'
import { frameId } from './workload-leaves.ts'

/** Above so many blocked ends, the stubs of one rule stay one. */
const MOST_STUBS = 12

/** What policies admit at the selection, card by card; stubs for what the other end blocks. */
export function* openingSelection(
  looking: Omit<Looking, 'node'>,
  nodes: readonly string[],
): Work<readonly PictureEdge[]> {
  const { admissions, leaves, picture, sieve } = looking
  const collector = createEdgeCollector(admissions)
  const drawn = new Set(picture.nodes.map(({ id }) => id))
  const opening: Opening = {
    ...looking,
    nodes: new Set(nodes),
    drawn,
    peers: createPeerNodes(admissions, leaves),
    cardOf: (number) => {
      const leaf = leaves.at[number]
      return leaf && (picture.folded.has(leaf.namespace) ? frameId(leaf.namespace) : leaf.id)
    },
    add: (bundle) => collector.add(bundle),
  }
  for (const rule of admissions.rules) {
    for (const table of rule.peers) addOpened(opening, rule, table)
    yield undefined
  }
  if (sieve) collector.sift((edge) => sieve.keeps(edge, (id) => [id]))
  const edges = collector.edges(
    picture.nodes.map(({ id }) => id),
    titlesOf(picture, leaves),
  )
  const isCard = (id: string) => leaves.all.some((leaf) => leaf.id === id)
  return edges.filter(({ from, to }) => drawn.has(from) && drawn.has(to) && (from !== to || isCard(from)))
}

interface Opening extends Omit<Looking, 'node'> {
  /** The selected nodes. */
  readonly nodes: ReadonlySet<string>
  /** Ids of the nodes in the picture. */
  readonly drawn: ReadonlySet<string>
  readonly peers: PeerNodes
  /** What an endpoint is drawn as: its card, or its folded frame. */
  readonly cardOf: (number: number) => string | undefined
  readonly add: (bundle: Bundle) => void
}

function addOpened(opening: Opening, rule: RuleTable, table: PeerTable): void {
  const { leaves, selected } = opening
  if (table.outside !== undefined) addOutside(opening, rule, table, table.outside)
  if (table.peer !== 'anyone' && table.peer.kind === 'block') return
  const isMember = (number: number) => leaves.at[number] !== undefined && hasBit(table.certain, number)
  const chosen = [...selected].filter(isMember)
  const isOwn = rule.subjects.some((subject) => selected.has(subject))
  const members = isOwn ? listBits(table.certain).filter(isMember) : chosen
  for (const own of rule.subjects) addFrom(opening, rule, own, selected.has(own) ? members : chosen)
}

/** What passes between a subject of a rule and some of its peers, and what the peers block. */
function addFrom(opening: Opening, rule: RuleTable, own: number, others: readonly number[]): void {
  const { admissions, leaves, cardOf, add } = opening
  const near = cardOf(own)
  if (near === undefined || others.length === 0) return
  const { passing, blocked } = ruleAt(opening, rule, own, others.length)
  let stubs = 0
  for (const other of others) {
    const [far, leaf] = [cardOf(other), leaves.at[other]]
    if (far === undefined || !leaf || isSelf(admissions, own, other)) continue
    const ports = passing(other)
    if (ports !== NO_PORTS) add(toBundle(rule, near, far, ports))
    const stopped = blocked(other)
    if (stopped === NO_PORTS) continue
    stubs += 1
    if (stubs <= MOST_STUBS) add({ ...toBundle(rule, near, far, stopped), blockedAt: [leaf] })
  }
}

function addOutside(opening: Opening, rule: RuleTable, table: PeerTable, outside: number): void {
  const { admissions, selected, nodes, cardOf, add } = opening
  const far = outsideNode(opening, table)
  if (far === undefined) return
  for (const own of rule.subjects) {
    const near = cardOf(own)
    if (near === undefined || (!selected.has(own) && !nodes.has(far))) continue
    const ports = passingByRule(admissions, rule, own, outside)
    if (ports !== NO_PORTS) add(toBundle(rule, near, far, ports))
  }
}

/** The node that stands for a peer's outside addresses in this picture. */
function outsideNode({ peers, drawn }: Opening, table: PeerTable): string | undefined {
  const isBlock = table.peer !== 'anyone' && table.peer.kind === 'block'
  const candidates = isBlock ? [peers.block(table, table.peer), ALL_BLOCKS] : [peers.anyone(), peers.internet()]
  return candidates.find((id) => drawn.has(id))
}

function toBundle(rule: RuleTable, near: string, far: string, ports: number): Bundle {
  const [from, to] = rule.direction === 'ingress' ? [far, near] : [near, far]
  return { rule, from, to, answer: 'allowed', ports, pairs: 1 }
}
