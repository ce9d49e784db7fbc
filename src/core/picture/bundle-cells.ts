import type { PeerTable, RuleTable } from './admissions.ts'
import { hasBit } from './bits.ts'
import type { Bundling } from './bundle.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { blockedByOther, isSelf, passingByRule } from './rule-passing.ts'
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

/** What passes between two cards by this rule, over the parts that the rule and its peer speak of. */
export function cellOf(bundling: Bundling, rule: RuleTable, table: PeerTable, near: Leaf, far: Leaf): Cell | undefined {
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
