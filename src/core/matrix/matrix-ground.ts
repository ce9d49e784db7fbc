import type { FlowCell } from '../engine/flow-cell.ts'
import { isSinglePod } from '../engine/member.ts'
import type { Prepared } from '../engine/prepare.ts'
import { createSpread, type Spread } from '../engine/spread-row.ts'
import type { FlowPorts } from '../engine/verdict-ports.ts'
import { type BitSet, EMPTY_BITS, intersectBits, subtractBits, toBits, unionAllBits } from '../net/bit-set.ts'
import { type Admissions, admissionsOf } from '../picture/admissions.ts'
import { counted } from '../picture/card-nodes.ts'
import { namespacesOf } from '../picture/cards.ts'
import { createPeerNodes } from '../picture/peer-nodes.ts'
import type { GroupNode, OutsideNode } from '../picture/picture.ts'
import { createPortSets } from '../picture/port-sets.ts'
import { frameId, type Leaf, type Leaves, leavesOf } from '../picture/workload-leaves.ts'
import type { MatrixEnd, NamespaceEnd, OutsideEnd, WorkloadEnd } from './matrix.ts'

/** A cluster made ready for its matrix: who stands for whom, and the rows of the engine as they are asked for. */
export interface MatrixGround {
  readonly prepared: Prepared
  /** Namespaces in the order of the picture, those in `opened` followed by their workloads; outside peers last. */
  readonly ends: (opened: ReadonlySet<string>) => readonly MatrixEnd[]
  /** The workloads of a namespace; any other end is its own part. */
  readonly partsOf: (id: string) => readonly MatrixEnd[]
  /** The engine's places behind an end; empty for one that is not there. */
  readonly placesOf: (id: string) => BitSet
  /** Those of `group` that make pairs with this place as the source. */
  readonly partners: (place: number, group: BitSet) => BitSet
  readonly rowFrom: (place: number) => GroundRow
  /** "8080", "every port"; equal masks have equal labels. */
  readonly labelOf: (ports: BitSet) => string
}

/** What passes from one place, by classes of ports that have nothing in common. */
export interface GroundRow {
  readonly cells: readonly FlowCell[]
  /** Whom something reaches for certain, whom possibly, and whom possibly only, on some port. */
  readonly certain: BitSet
  readonly possible: BitSet
  readonly doubtful: BitSet
  /** What passes to one place; the same object for the same ports of like rows. Undefined for nothing. */
  readonly portsTo: (place: number) => FlowPorts | undefined
}

/** Rows that are kept at most. */
const KEPT_ROWS = 2000

const known = new WeakMap<Prepared, MatrixGround>()

/** The ground of a cluster; made once for each. */
export function layMatrix(prepared: Prepared): MatrixGround {
  const ground = known.get(prepared) ?? makeGround(prepared)
  known.set(prepared, ground)
  return ground
}

function makeGround(prepared: Prepared): MatrixGround {
  const admissions = admissionsOf(prepared)
  const leaves = leavesOf(admissions)
  const namespaces = new Map<string, readonly Leaf[]>(namespacesOf(prepared, leaves).map((name) => [name, []]))
  for (const leaf of leaves.all) namespaces.set(leaf.namespace, [...(namespaces.get(leaf.namespace) ?? []), leaf])
  const outside = outsideOf(admissions, leaves)
  const places = placesById(namespaces, outside)
  const membersOf = (namespace: string) => (namespaces.get(namespace) ?? []).map(toWorkloadEnd)
  const pods = toBits(prepared.endpoints.flatMap(({ kind }, place) => (kind === 'pods' ? [place] : [])))
  return {
    prepared,
    ends: (opened) => [
      ...[...namespaces].flatMap(([namespace, { length }]) => [
        toNamespaceEnd(namespace, length, opened.has(namespace)),
        ...(opened.has(namespace) ? membersOf(namespace) : []),
      ]),
      ...outside.map(({ end }) => end),
    ],
    partsOf(id) {
      const namespace = [...namespaces.keys()].find((name) => frameId(name) === id)
      if (namespace !== undefined) return membersOf(namespace)
      const peer = outside.find(({ end }) => end.id === id)
      return peer ? [peer.end] : leaves.all.filter((leaf) => leaf.id === id).map(toWorkloadEnd)
    },
    placesOf: (id) => places.get(id) ?? EMPTY_BITS,
    partners(place, group) {
      const member = prepared.members[place]
      if (member?.endpoint.kind !== 'pods') return intersectBits(group, pods)
      return isSinglePod(member) ? subtractBits(group, toBits([place])) : group
    },
    rowFrom: createRows(prepared),
    labelOf: createLabels(prepared),
  }
}

function placesById(
  namespaces: ReadonlyMap<string, readonly Leaf[]>,
  outside: readonly OutsidePeer[],
): ReadonlyMap<string, BitSet> {
  const leaves = [...namespaces.values()].flat()
  return new Map([
    ...[...namespaces].map(
      ([name, members]) => [frameId(name), toBits(members.flatMap(({ parts }) => parts))] as const,
    ),
    ...leaves.map(({ id, parts }) => [id, toBits(parts)] as const),
    ...outside.map(({ end, places }) => [end.id, toBits(places)] as const),
  ])
}

interface OutsidePeer {
  readonly end: OutsideEnd
  readonly places: readonly number[]
}

/** The peers of rules that are no pods of the cluster, as the picture names them; what is called internet always, first. */
function outsideOf(admissions: Admissions, leaves: Leaves): readonly OutsidePeer[] {
  const peers = createPeerNodes(admissions, leaves)
  for (const table of admissions.rules.flatMap((rule) => rule.peers)) {
    if (table.peer === 'anyone') peers.anyone()
    else if (table.peer.kind === 'block') peers.block(table, table.peer)
  }
  if (leaves.outside.length > 0 && !peers.made().some(isInternet)) peers.internet()
  const made = peers.made()
  return [...made.filter(isInternet), ...made.filter((node) => !isInternet(node))].map((node) =>
    toOutsidePeer(admissions.prepared, node),
  )
}

function isInternet(node: OutsideNode | GroupNode): boolean {
  return node.kind === 'outside' && node.role === 'internet'
}

function toOutsidePeer(prepared: Prepared, { id, title, detail, endpoints }: OutsideNode | GroupNode): OutsidePeer {
  return { end: { kind: 'outside', id, title, detail }, places: endpoints.map(prepared.indexOf) }
}

function toNamespaceEnd(namespace: string, workloads: number, isOpen: boolean): NamespaceEnd {
  const detail = workloads === 0 ? 'no pods' : counted(workloads, 'workload')
  return { kind: 'namespace', id: frameId(namespace), title: namespace, detail, namespace, workloads, isOpen }
}

function toWorkloadEnd({ id, namespace, first }: Leaf): WorkloadEnd {
  const implied = first.implied !== undefined
  const detail = first.workload ? first.workload.kind : `implied by ${first.implied?.words ?? 'a policy'}`
  return { kind: 'workload', id, title: first.workload?.name ?? first.name, detail, namespace, implied }
}

function createRows(prepared: Prepared): MatrixGround['rowFrom'] {
  const kept = new Map<number, GroundRow>()
  // Rows of ends that are alike are the same object.
  const joined = new WeakMap<readonly FlowCell[], GroundRow>()
  const spread = createSpread(prepared.rows().atoms, prepared.members.length)
  return (place) => {
    const cells = kept.get(place)?.cells ?? prepared.rows().rowFrom(place)
    const row = joined.get(cells) ?? joinRow(cells, spread)
    joined.set(cells, row)
    if (kept.size >= KEPT_ROWS) kept.clear()
    kept.set(place, row)
    return row
  }
}

function joinRow(cells: readonly FlowCell[], spread: Spread): GroundRow {
  return {
    cells,
    certain: unionAllBits(cells.map(({ certain }) => certain)),
    possible: unionAllBits(cells.map(({ possible }) => possible)),
    doubtful: unionAllBits(cells.map(({ certain, possible }) => subtractBits(possible, certain))),
    portsTo: (place) => spread(cells)(place),
  }
}

function createLabels(prepared: Prepared): MatrixGround['labelOf'] {
  const ports = createPortSets()
  const known = new WeakMap<BitSet, string>()
  return (mask) => {
    const label = known.get(mask) ?? ports.label(ports.of(prepared.rows().atoms.portsOf(mask)))
    known.set(mask, label)
    return label
  }
}
