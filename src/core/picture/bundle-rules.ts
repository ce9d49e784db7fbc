import type { Answer } from '../model/verdict.ts'
import type { Admissions, PeerTable, RuleTable } from './admissions.ts'
import { certainAtEnd, entryPortsAt, isOpen, isPlain, judgedBetween, maybeAtEnd, rulePortsAt } from './admissions.ts'
import { hasBit, membersOf } from './bits.ts'
import { groupOfPeer, groupOfSubjects, type PeerNodes } from './peer-nodes.ts'
import { EVERY_PORT, NO_PORTS, type PortsId } from './port-sets.ts'
import { frameId, type Leaf, type Leaves } from './workload-leaves.ts'

/** A flow between two nodes as one rule has it. */
export interface Bundle {
  readonly rule: RuleTable
  readonly from: string
  readonly to: string
  readonly answer: Answer
  readonly ports: PortsId
  /** Endpoint pairs it stands for. */
  readonly pairs: number
  /** Where the other end blocks what the rule admits: the cards there. */
  readonly blockedAt?: readonly Leaf[]
}

export interface Bundling {
  readonly admissions: Admissions
  readonly leaves: Leaves
  readonly nodes: PeerNodes
}

/** Above so many edges for one rule, what may pass becomes a group node of its own. */
const MOST_PIECES = 4

/** Above so many cards, the subjects of a rule that behave alike become a group node. */
const MOST_SUBJECTS = 3

/** What a rule lets pass between two cards, from and to the parts it speaks of. */
interface Cell {
  readonly ports: PortsId
  /** The ports of the rule of which nothing passes, though this end admits them. */
  readonly blocked: PortsId
  /** Whether it holds alike for all parts of both cards. */
  readonly whole: boolean
  readonly pairs: number
}

/** A card with its cells in the order of the far cards; undefined where nothing passes within one card. */
interface Row {
  readonly leaf: Leaf
  readonly cells: readonly (Cell | undefined)[]
}

/** The edges of one rule, each at the highest level at which it is exact (product: exact bundling). */
export function bundleRule(bundling: Bundling, rule: RuleTable): readonly Bundle[] {
  const near = leavesOfNumbers(bundling, rule.subjects)
  if (near.length === 0) return []
  const bundles: Bundle[] = []
  const blocked: Blocked[] = []
  for (const table of rule.peers) {
    if (table.peer !== 'anyone' && table.peer.kind === 'block')
      bundles.push(...blockBundles(bundling, rule, table, near))
    else bundles.push(...peerBundles(bundling, rule, table, near, blocked))
  }
  return [...bundles, ...halfBundles(bundling, rule, near, blocked)]
}

/** An address block's edge ends at its node: pods that it covers are named there, not drawn one by one. */
function blockBundles(bundling: Bundling, rule: RuleTable, table: PeerTable, near: readonly Leaf[]): Bundle[] {
  if (table.peer === 'anyone' || table.peer.kind !== 'block') return []
  const { peer } = table
  const outside = bundling.leaves.outside.filter((number) => hasBit(table.certain, number))
  const rows = outsideRows(bundling, rule, near, outside)
  const known = rows.length > 0 ? rows : coveredRows(bundling, rule, table, near)
  return known.flatMap(({ leaves, ports }) =>
    nearNodes(bundling, rule, leaves, near).map((node) =>
      directed(rule, node.id, bundling.nodes.block(table, peer), ports, node.parts * Math.max(1, outside.length)),
    ),
  )
}

/** Named ports mean nothing outside (POR-5), but may still be admitted at the pods that a block covers. */
function coveredRows(
  { admissions, leaves }: Bundling,
  rule: RuleTable,
  table: PeerTable,
  near: readonly Leaf[],
): OutsideRow[] {
  const covered = membersOf(table.certain).filter((number) => leaves.at[number] !== undefined)
  return near.flatMap((leaf) => {
    const passing = leaf.parts.flatMap((own) => covered.map((other) => passingByRule(admissions, rule, own, other)))
    const ports = passing.reduce((joined, one) => admissions.ports.union(joined, one), NO_PORTS)
    return ports === NO_PORTS ? [] : [{ ports, leaves: [leaf] }]
  })
}

interface OutsideRow {
  readonly ports: PortsId
  readonly leaves: readonly Leaf[]
}

/** The near cards by the ports that a rule gives them with addresses outside; named ports differ from card to card. */
function outsideRows(bundling: Bundling, rule: RuleTable, near: readonly Leaf[], outside: readonly number[]) {
  const rows = new Map<PortsId, Leaf[]>()
  for (const leaf of near) {
    const destination = rule.direction === 'ingress' ? (leaf.parts[0] ?? -1) : (outside[0] ?? -1)
    const ports = rulePortsAt(bundling.admissions, rule, destination)
    if (ports !== NO_PORTS) rows.set(ports, [...(rows.get(ports) ?? []), leaf])
  }
  return [...rows].map(([ports, leaves]) => ({ ports, leaves }))
}

interface Blocked {
  readonly near: Leaf
  readonly far: Leaf
  readonly ports: PortsId
  readonly table: PeerTable
}

function peerBundles(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  near: readonly Leaf[],
  blocked: Blocked[],
): Bundle[] {
  const far = leavesOfNumbers(bundling, membersOf(table.certain))
  const rows = fillSelf(
    near.map((leaf) => ({ leaf, cells: far.map((other) => cellOf(bundling, rule, table, leaf, other)) })),
  )
  for (const { leaf, cells } of rows)
    cells.forEach((cell, at) => {
      const other = far[at]
      if (cell && other && cell.blocked !== NO_PORTS)
        blocked.push({ near: leaf, far: other, ports: cell.blocked, table })
    })
  const bundles =
    table.peer === 'anyone'
      ? anyoneBundles(bundling, rule, table, near, far, rows)
      : rowBundles(bundling, rule, table, near, far, rows)
  return [...bundles, ...maybeBundles(bundling, rule, table, near)]
}

/** One edge from "anyone" where nobody is blocked; else one from outside, and the pods as they may. */
function anyoneBundles(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  near: readonly Leaf[],
  far: readonly Leaf[],
  rows: readonly Row[],
): Bundle[] {
  const { outside } = bundling.leaves
  return outsideRows(bundling, rule, near, outside)
    .flatMap(({ ports, leaves }): Bundle[] => {
      const alike = rows.filter(({ leaf }) => leaves.includes(leaf))
      const isAnyone = (row: Row) => row.cells.every((cell) => !cell || (cell.ports === ports && cell.whole))
      const anyone = alike.filter(isAnyone)
      const others = alike.filter((row) => !isAnyone(row))
      const edges = (among: readonly Row[], id: () => string, count: number) =>
        nearNodes(
          bundling,
          rule,
          among.map(({ leaf }) => leaf),
          near,
        ).map((node) => directed(rule, node.id, id(), ports, node.parts * count))
      return [
        ...edges(anyone, bundling.nodes.anyone, bundling.admissions.endpoints.length),
        ...edges(others, bundling.nodes.internet, outside.length),
        ...rowBundles(bundling, rule, table, near, far, others),
      ]
    })
    .concat(
      outsideRows(bundling, rule, near, outside).length === 0 ? rowBundles(bundling, rule, table, near, far, rows) : [],
    )
}

/** Cards whose rows are equal share edges; within a row, cards with equal ports are joined as far as possible. */
function rowBundles(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  near: readonly Leaf[],
  far: readonly Leaf[],
  rows: readonly Row[],
): Bundle[] {
  const alike = new Map<string, Row[]>()
  for (const row of rows) {
    const key = row.cells.map((cell) => (cell ? `${cell.ports}${cell.whole ? '' : 'p'}` : '')).join()
    alike.set(key, [...(alike.get(key) ?? []), row])
  }
  return [...alike.values()].flatMap((group) => {
    const cells = group[0]?.cells ?? []
    const nodes = nearNodes(
      bundling,
      rule,
      group.map(({ leaf }) => leaf),
      near,
    )
    return farPieces(bundling, rule, table, far, cells).flatMap((piece) =>
      nodes.map((node) => directed(rule, node.id, piece.id, piece.ports, node.parts * piece.parts)),
    )
  })
}

interface NearNode {
  readonly id: string
  readonly parts: number
}

/** The nodes at the rule's own end: its frame, a group, or the cards one by one. */
function nearNodes(
  { leaves, nodes }: Bundling,
  rule: RuleTable,
  alike: readonly Leaf[],
  all: readonly Leaf[],
): NearNode[] {
  const { policy, subjects } = rule
  const parts = countParts(alike)
  const isWhole = alike.length === all.length && parts === subjects.length
  const frame = leaves.selectable.get(policy.namespace) ?? []
  const isFrame =
    parts === countParts(frame) && alike.length === frame.length && frame.every((leaf) => alike.includes(leaf))
  if (isFrame && isWhole && (frame.length > 1 || policy.podSelector.requirements.length === 0))
    return [{ id: frameId(policy.namespace), parts }]
  if (isWhole && alike.length > MOST_SUBJECTS) return [{ id: nodes.group(groupOfSubjects(policy, alike)), parts }]
  return alike.map((leaf) => ({ id: leaf.id, parts: leaf.parts.length }))
}

interface Piece {
  readonly id: string
  readonly ports: PortsId
  readonly parts: number
}

/** The nodes at the other end, for each set of ports: one for all, or frames, a group, or the cards one by one. */
function farPieces(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  far: readonly Leaf[],
  cells: Row['cells'],
): Piece[] {
  const pieces: Piece[] = []
  const alike = new Map<PortsId, Leaf[]>()
  far.forEach((leaf, at) => {
    const cell = cells[at]
    if (!cell || cell.ports === NO_PORTS) return
    if (cell.whole) alike.set(cell.ports, [...(alike.get(cell.ports) ?? []), leaf])
    else pieces.push({ id: leaf.id, ports: cell.ports, parts: leaf.parts.length })
  })
  for (const [ports, leaves] of alike) {
    if (leaves.length === far.length)
      pieces.push({ id: levelNode(bundling, rule, table, leaves), ports, parts: countParts(leaves) })
    else pieces.push(...splitPieces(bundling, rule, table, far, leaves, ports))
  }
  return pieces
}

/** The node that stands for all that a peer matches. */
function levelNode({ leaves, nodes }: Bundling, rule: RuleTable, table: PeerTable, all: readonly Leaf[]): string {
  const { peer } = table
  const [only] = all
  const isBroad = peer === 'anyone' || (peer.kind === 'pods' && (peer.podSelector?.requirements.length ?? 0) === 0)
  const isEveryNamespace =
    peer === 'anyone' || (peer.kind === 'pods' && peer.namespaceSelector?.requirements.length === 0)
  if (isBroad && isEveryNamespace) return nodes.anyPod()
  const namespaces = new Set(all.map(({ namespace }) => namespace))
  if (only && namespaces.size === 1) {
    const frame = leaves.selectable.get(only.namespace) ?? []
    if (frame.length === all.length && (all.length > 1 || isBroad)) return frameId(only.namespace)
    if (all.length === 1) return only.id
  }
  if (namespaces.size === leaves.selectable.size && all.length === countAll(leaves)) return nodes.anyPod()
  return nodes.group(groupOfPeer(table, peer, rule.policy, all))
}

function countAll({ selectable }: Leaves): number {
  return [...selectable.values()].reduce((sum, { length }) => sum + length, 0)
}

/** Part of what a peer matches: whole frames where they are whole, else cards; many of them as one group. */
function splitPieces(
  { leaves, nodes }: Bundling,
  rule: RuleTable,
  table: PeerTable,
  far: readonly Leaf[],
  alike: readonly Leaf[],
  ports: PortsId,
): Piece[] {
  const byNamespace = new Map<string, Leaf[]>()
  for (const leaf of alike) byNamespace.set(leaf.namespace, [...(byNamespace.get(leaf.namespace) ?? []), leaf])
  const pieces = [...byNamespace].flatMap(([namespace, members]): Piece[] => {
    const frame = leaves.selectable.get(namespace) ?? []
    const isFrame = frame.length > 1 && frame.every((leaf) => members.includes(leaf))
    const rest = isFrame ? members.filter((leaf) => !frame.includes(leaf)) : members
    return [
      ...(isFrame ? [{ id: frameId(namespace), ports, parts: countParts(frame) }] : []),
      ...rest.map((leaf) => ({ id: leaf.id, ports, parts: leaf.parts.length })),
    ]
  })
  if (pieces.length <= MOST_PIECES) return pieces
  const { policy, direction } = rule
  const whole =
    table.peer === 'anyone' ? 'any pod' : groupOfPeer(table, table.peer, policy, far).title.replace(/ · \d+$/, '')
  const key = `${table.key} ${direction} of ${policy.namespace}/${policy.name} ${rule.rule.path.split('/').slice(-1)} ${alike.length}`
  const detail = `the other end admits it at ${alike.length} of ${far.length}`
  const id = nodes.group({ key, title: `${whole} · ${alike.length} of ${far.length}`, detail, leaves: alike })
  return [{ id, ports, parts: countParts(alike) }]
}

/** Pods that may match a peer, depending on labels nobody knows yet: dotted, card by card. Blocks have a note instead. */
function maybeBundles(bundling: Bundling, rule: RuleTable, table: PeerTable, near: readonly Leaf[]): Bundle[] {
  if (!table.maybe || table.peer === 'anyone' || table.peer.kind === 'block') return []
  const { maybe } = table
  const { admissions } = bundling
  const others = leavesOfNumbers(bundling, membersOf(maybe))
  return near.flatMap((leaf) =>
    others.flatMap((other) => {
      let ports = NO_PORTS
      for (const own of leaf.parts)
        for (const part of other.parts) {
          if (!hasBit(maybe, part) || isSelf(admissions, own, part)) continue
          const destination = rule.direction === 'ingress' ? own : part
          const end = rule.direction === 'ingress' ? 'egress' : 'ingress'
          const passing = admissions.ports.union(
            certainAtEnd(admissions, end, part, own),
            maybeAtEnd(admissions, end, part, own),
          )
          ports = admissions.ports.union(
            ports,
            admissions.ports.intersect(rulePortsAt(admissions, rule, destination), passing),
          )
        }
      return ports === NO_PORTS ? [] : [{ ...directed(rule, leaf.id, other.id, ports, 1), answer: 'depends' as const }]
    }),
  )
}

/** Stubs at the rule's end for what the other end blocks: one for each near node, whatever it is blocked at. */
function halfBundles(
  bundling: Bundling,
  rule: RuleTable,
  near: readonly Leaf[],
  blocked: readonly Blocked[],
): Bundle[] {
  const { ports } = bundling.admissions
  const rows = new Map<string, { leaf: Leaf; far: Set<Leaf>; ports: PortsId; tables: Set<PeerTable> }>()
  for (const one of blocked) {
    const row = rows.get(one.near.id) ?? { leaf: one.near, far: new Set(), ports: NO_PORTS, tables: new Set() }
    row.far.add(one.far)
    row.tables.add(one.table)
    row.ports = ports.union(row.ports, one.ports)
    rows.set(one.near.id, row)
  }
  const alike = new Map<string, (typeof rows extends Map<string, infer R> ? R : never)[]>()
  for (const row of rows.values()) {
    const key = [row.ports, ...[...row.far].map(({ id }) => id)].join()
    alike.set(key, [...(alike.get(key) ?? []), row])
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const far = [...first.far]
    const farNode = blockedNode(bundling, rule, [...first.tables], far)
    return nearNodes(
      bundling,
      rule,
      group.map(({ leaf }) => leaf),
      near,
    ).map((node) => ({
      ...directed(rule, node.id, farNode, first.ports, node.parts * countParts(far)),
      blockedAt: far,
    }))
  })
}

/** Where a stub points: the one card that blocks, the frame of all that do, or the node of the peer. */
function blockedNode(bundling: Bundling, rule: RuleTable, tables: readonly PeerTable[], far: readonly Leaf[]): string {
  const [only] = far
  const [table] = tables
  if (only && far.length === 1) return only.id
  if (only && far.every(({ namespace }) => namespace === only.namespace)) return frameId(only.namespace)
  if (!table) return bundling.nodes.anyPod()
  if (table.peer === 'anyone') return bundling.nodes.anyone()
  return levelNode(bundling, rule, table, leavesOfNumbers(bundling, membersOf(table.certain)))
}

/** What passes between two cards by this rule, over the parts that the rule and its peer speak of. */
function cellOf(bundling: Bundling, rule: RuleTable, table: PeerTable, near: Leaf, far: Leaf): Cell | undefined {
  const { admissions } = bundling
  const { ports } = admissions
  const [own, others] = [
    near.parts.filter((part) => rule.subjects.includes(part)),
    far.parts.filter((part) => hasBit(table.certain, part)),
  ]
  let cell: { ports: PortsId; blocked: PortsId; pairs: number; even: boolean } | undefined
  for (const a of own)
    for (const b of others) {
      if (isSelf(admissions, a, b)) continue
      const one = { ports: passingByRule(admissions, rule, a, b), blocked: blockedByOther(admissions, rule, a, b) }
      cell = cell
        ? {
            ports: ports.union(cell.ports, one.ports),
            blocked: ports.union(cell.blocked, one.blocked),
            pairs: cell.pairs + 1,
            even: cell.even && cell.ports === one.ports,
          }
        : { ...one, pairs: 1, even: true }
    }
  if (!cell || (near === far && cell.ports === NO_PORTS)) return undefined
  return { ...cell, whole: cell.even && own.length === near.parts.length && others.length === far.parts.length }
}

/** What a rule admits between one of its subjects and another endpoint, and the other end lets pass for certain. */
export function passingByRule(admissions: Admissions, rule: RuleTable, own: number, other: number): PortsId {
  const { ports } = admissions
  const isIngress = rule.direction === 'ingress'
  const destination = isIngress ? own : other
  const admitted = rulePortsAt(admissions, rule, destination)
  if (!isPlain(admissions, own) || !isPlain(admissions, other))
    return ports.intersect(admitted, judgedBetween(admissions, isIngress ? other : own, destination))
  return ports.intersect(admitted, certainAtEnd(admissions, isIngress ? 'egress' : 'ingress', other, own))
}

/** The port entries of a rule of which the other end lets nothing pass, not even in doubt. */
export function blockedByOther(admissions: Admissions, rule: RuleTable, own: number, other: number): PortsId {
  const { ports } = admissions
  const isIngress = rule.direction === 'ingress'
  const end = isIngress ? 'egress' : 'ingress'
  if (isOpen(admissions, end, other) || !isPlain(admissions, own) || !isPlain(admissions, other)) return NO_PORTS
  const passing = ports.union(certainAtEnd(admissions, end, other, own), maybeAtEnd(admissions, end, other, own))
  const destination = isIngress ? own : other
  const entries =
    rule.rule.ports === 'any'
      ? [EVERY_PORT]
      : rule.rule.ports.map((entry) => entryPortsAt(admissions, entry, destination))
  return entries
    .filter((entry) => ports.intersect(entry, passing) === NO_PORTS)
    .reduce((joined, entry) => ports.union(joined, entry), NO_PORTS)
}

/** A single pod and itself: always allowed, never drawn (END-6). */
export function isSelf({ endpoints }: Admissions, a: number, b: number): boolean {
  const endpoint = endpoints[a]
  return a === b && endpoint?.kind === 'pods' && endpoint.workload?.kind === 'Pod' && endpoint.pods.length === 1
}

/**
 * What stays inside one card stands in no edge's way while nothing passes there: "anyone may reach api" says nothing of
 * api's own replicas among themselves. It counts as whatever its neighbours are.
 */
function fillSelf(rows: readonly Row[]): readonly Row[] {
  return rows.map(({ leaf, cells }) => ({
    leaf,
    cells: cells.map((cell, at) => cell ?? neighbour(rows, cells, at)),
  }))
}

function neighbour(rows: readonly Row[], cells: Row['cells'], at: number): Cell | undefined {
  const known = cells.find((cell) => cell !== undefined)
  const inRow = cells.every((cell) => cell === undefined || cell.ports === known?.ports) ? known : undefined
  const found = inRow ?? rows.map((row) => row.cells[at]).find((cell) => cell !== undefined)
  return found && { ...found, blocked: NO_PORTS }
}

function directed(rule: RuleTable, near: string, far: string, ports: PortsId, pairs: number): Bundle {
  const isIngress = rule.direction === 'ingress'
  return { rule, from: isIngress ? far : near, to: isIngress ? near : far, answer: 'allowed', ports, pairs }
}

function leavesOfNumbers({ leaves }: Bundling, numbers: readonly number[]): Leaf[] {
  return [...new Set(numbers.flatMap((number) => leaves.at[number] ?? []))]
}

function countParts(leaves: readonly Leaf[]): number {
  return leaves.reduce((sum, { parts }) => sum + parts.length, 0)
}
