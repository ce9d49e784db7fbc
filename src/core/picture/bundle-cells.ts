import { hasBit } from '../net/bit-set.ts'
import type { Admissions } from './admissions.ts'
import type { Bundling } from './bundle.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { isSelf, type RuleAtSubject, ruleAt } from './rule-passing.ts'
import type { Leaf } from './workload-leaves.ts'

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
export interface Row {
  readonly leaf: Leaf
  readonly cells: readonly (Cell | undefined)[]
}

/** What passes by a rule between one card and each of the others, over the parts that the rule and its peer speak of. */
export function cellsOf(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  near: Leaf,
  far: readonly Leaf[],
): Row['cells'] {
  const subjects = near.parts.filter((part) => rule.subjects.includes(part))
  const own = subjects.map((number) => ({ number, ...ruleAt(bundling, rule, number, far.length) }))
  return far.map((leaf): Cell | undefined => {
    const others = leaf.parts.filter((part) => hasBit(table.certain, part))
    const cell = joinPairs(bundling.admissions, own, others)
    if (!cell || (near === leaf && cell.ports === NO_PORTS)) return undefined
    const isWhole = cell.isEven && own.length === near.parts.length && others.length === leaf.parts.length
    return { ports: cell.ports, blocked: cell.blocked, whole: isWhole, pairs: cell.pairs }
  })
}

/** All pairs of parts together; undefined when there is none but a pod and itself. */
function joinPairs(
  admissions: Admissions,
  own: readonly (RuleAtSubject & { readonly number: number })[],
  others: readonly number[],
) {
  const { ports } = admissions
  let cell: { ports: PortsId; blocked: PortsId; pairs: number; isEven: boolean } | undefined
  for (const { number, passing, blocked } of own)
    for (const other of others) {
      if (isSelf(admissions, number, other)) continue
      const one = { ports: passing(other), blocked: blocked(other), pairs: 1, isEven: true }
      if (!cell) cell = one
      else {
        cell.isEven &&= cell.ports === one.ports
        cell.ports = ports.union(cell.ports, one.ports)
        cell.blocked = ports.union(cell.blocked, one.blocked)
        cell.pairs += 1
      }
    }
  return cell
}

/**
 * What stays inside one card stands in no edge's way while nothing passes there: "anyone may reach api" says nothing of
 * api's own replicas among themselves. It counts as whatever its neighbours are.
 */
export function fillSelf(rows: readonly Row[]): readonly Row[] {
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
