import type { Work } from '../model/work.ts'
import { hasBit, listBits } from '../net/bit-set.ts'
import { certainAtEnd, maybeAtEnd } from './admissions.ts'
import { rulePortsAt } from './admitted-ports.ts'
import { type Bundle, type Bundling, countParts, directed, leavesOfNumbers, pushTo } from './bundle.ts'
import { cellsOf, fillSelf, type Row } from './bundle-cells.ts'
import { farPieces, nearNodes } from './bundle-nodes.ts'
import { type Blocked, halfBundles } from './half-bundles.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { isSelf, passingByRule, passingOutside } from './rule-passing.ts'
import type { Leaf } from './workload-leaves.ts'

/** The edges of one rule, each at the highest level at which it is exact (product: exact bundling), card by card. */
export function* bundlingRule(bundling: Bundling, rule: RuleTable): Work<readonly Bundle[]> {
  const near = leavesOfNumbers(bundling, rule.subjects)
  if (near.length === 0) return []
  const bundles: Bundle[] = []
  const blocked: Blocked[] = []
  for (const table of rule.peers) {
    if (table.peer !== 'anyone' && table.peer.kind === 'block')
      bundles.push(...blockBundles(bundling, rule, table, near))
    else bundles.push(...(yield* bundlingPeer(bundling, rule, table, near, blocked)))
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
      directed(rule, node.id, bundling.nodes.block(table, peer), ports, node.parts),
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
  const covered = listBits(table.certain).filter((number) => leaves.at[number] !== undefined)
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
    const ports = passingOutside(bundling.admissions, rule, leaf.parts[0] ?? -1, outside[0] ?? -1)
    if (ports !== NO_PORTS) pushTo(rows, ports, leaf)
  }
  return [...rows].map(([ports, leaves]) => ({ ports, leaves }))
}

function* bundlingPeer(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  near: readonly Leaf[],
  blocked: Blocked[],
): Work<readonly Bundle[]> {
  const far = bundling.leavesIn(table.certain)
  const judged: Row[] = []
  for (const leaf of near) {
    judged.push({ leaf, cells: cellsOf(bundling, rule, table, leaf, far) })
    yield undefined
  }
  const rows = fillSelf(judged)
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

/**
 * One edge from "anyone" where nobody is blocked, or only some of the pods, which it then excepts; else one from outside,
 * and the pods as they may.
 */
function anyoneBundles(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  near: readonly Leaf[],
  far: readonly Leaf[],
  rows: readonly Row[],
): Bundle[] {
  const { admissions, leaves: cards, nodes } = bundling
  const outside = outsideRows(bundling, rule, near, cards.outside)
  if (outside.length === 0) return rowBundles(bundling, rule, table, near, far, rows)
  return outside.flatMap(({ ports, leaves }): Bundle[] => {
    const alike = rows.filter(({ leaf }) => leaves.includes(leaf))
    return [...byExceptions(alike, far, ports).values()].flatMap(({ others, among }): Bundle[] => {
      const nearOf = nearNodes(bundling, rule, toLeaves(among), near)
      if (others.length * 2 > far.length)
        return [
          ...nearOf.map(({ id, parts }) => directed(rule, id, nodes.internet(), ports, parts)),
          ...rowBundles(bundling, rule, table, near, far, among),
        ]
      const pairs = admissions.endpoints.length - countParts(others)
      const except = others.length > 0 ? { except: { leaves: others, among: far.length } } : {}
      const rest = among.map(({ leaf, cells }) => ({
        leaf,
        cells: cells.map((cell, at) => keepOf(others, far[at], cell)),
      }))
      return [
        ...nearOf.map(({ id, parts }) => ({ ...directed(rule, id, nodes.anyone(), ports, parts * pairs), ...except })),
        ...rowBundles(bundling, rule, table, near, far, rest),
      ]
    })
  })
}

function keepOf(wanted: readonly Leaf[], leaf: Leaf | undefined, cell: Row['cells'][number]): Row['cells'][number] {
  return leaf && wanted.includes(leaf) ? cell : undefined
}

/** Rows by the cards at which other ports pass than `ports`, or not at all parts. */
function byExceptions(rows: readonly Row[], far: readonly Leaf[], ports: PortsId) {
  const groups = new Map<string, { readonly others: readonly Leaf[]; readonly among: Row[] }>()
  for (const row of rows) {
    const others = far.filter((_, at) => {
      const cell = row.cells[at]
      return cell !== undefined && (cell.ports !== ports || !cell.whole)
    })
    const key = others.map(({ id }) => id).join()
    const group = groups.get(key)
    if (group) group.among.push(row)
    else groups.set(key, { others, among: [row] })
  }
  return groups
}

function toLeaves(rows: readonly Row[]): readonly Leaf[] {
  return rows.map(({ leaf }) => leaf)
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
    pushTo(alike, key, row)
  }
  return [...alike.values()].flatMap((group) => {
    const cells = group[0]?.cells ?? []
    const nodes = nearNodes(bundling, rule, toLeaves(group), near)
    return farPieces(bundling, rule, table, far, cells).flatMap((piece) =>
      nodes.map((node) => ({
        ...directed(rule, node.id, piece.id, piece.ports, node.parts * piece.parts),
        ...(piece.except ? { except: piece.except } : {}),
      })),
    )
  })
}

/** Pods that may match a peer, depending on labels nobody knows yet: dotted, card by card. Blocks have a note instead. */
function maybeBundles(bundling: Bundling, rule: RuleTable, table: PeerTable, near: readonly Leaf[]): Bundle[] {
  if (!table.maybe || table.peer === 'anyone' || table.peer.kind === 'block') return []
  const { maybe } = table
  const { admissions } = bundling
  const others = bundling.leavesIn(maybe)
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
