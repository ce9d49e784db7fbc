import { CNI_TABLE } from '../model/cni-profiles.ts'
import type { Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import { type BitSet, EMPTY_BITS, intersectsBits, subtractBits, toBits, unionBits } from '../net/bit-set.ts'
import { ALL_TRAFFIC } from '../net/ports-by-protocol.ts'
import type { Clause, ClausesOf, PortsNumber, PortsTable } from './clauses.ts'
import type { Passing } from './decide.ts'
import { joinBlocks } from './join-blocks.ts'
import type { PlaceSets } from './place-sets.ts'
import { classifyAtoms, type PortAtoms, type PortClass } from './port-atoms.ts'
import type { Stage } from './stage.ts'
import type { TierPolicy } from './tiers.ts'

/** What all looks at the ends of one direction in one family share. */
export interface Basis {
  readonly stage: Stage
  readonly direction: Direction
  readonly sets: PlaceSets
  readonly table: PortsTable
  readonly atoms: PortAtoms
  readonly clausesOf: ClausesOf
  readonly divide: Divider
  readonly doubts: Doubts
}

/** Classes of port atoms that some numbered ports divide; remembered. */
export type Divider = (numbers: readonly PortsNumber[]) => readonly NumberedClass[]

export interface NumberedClass extends PortClass {
  /** The numbered ports that hold it. */
  readonly numbers: ReadonlySet<PortsNumber>
}

/** `always` are masks that divide everything, whatever the ports. */
export function createDivider(atoms: PortAtoms, table: PortsTable, always: BitSet): Divider {
  const known = new Map<string, readonly NumberedClass[]>()
  const masks: BitSet[] = []
  const maskOf = (number: PortsNumber) => {
    const mask = masks[number] ?? atoms.maskOf(table.list[number] ?? {})
    masks[number] = mask
    return mask
  }
  return (numbers) => {
    const key = numbers.join()
    const found = known.get(key)
    if (found) return found
    const classes = classifyAtoms(atoms, [...numbers.map(maskOf), always]).map(({ mask, heldBy }) => ({
      mask,
      heldBy,
      numbers: new Set(heldBy.flatMap((index) => numbers[index] ?? [])),
    }))
    known.set(key, classes)
    return classes
  }
}

/** The numbered ports that clauses are about, ascending and each once. */
export function numbersOf(clauses: readonly { readonly ports: PortsNumber }[]): readonly PortsNumber[] {
  const numbers: PortsNumber[] = []
  for (const { ports } of clauses) {
    let at = numbers.length
    while (at > 0 && (numbers[at - 1] as number) > ports) at -= 1
    if (numbers[at - 1] !== ports) numbers.splice(at, 0, ports)
  }
  return numbers
}

/** What a plugin may not support: isolated ends are open to doubt there (CNI-2f, CNI-2g). */
export interface Doubts {
  readonly mask: BitSet
  /** Whether such traffic is dropped when it is not supported. */
  readonly isDropped: boolean
}

export function findDoubts({ settings }: Stage, family: Family, atoms: PortAtoms): Doubts {
  const { SCTP, IPv6 } = CNI_TABLE[settings.cni]
  if (family === 6 && IPv6.support !== 'yes') return { mask: atoms.all, isDropped: IPv6.otherwise === 'dropped' }
  if (SCTP.support === 'yes') return { mask: EMPTY_BITS, isDropped: false }
  return { mask: atoms.maskOf({ SCTP: ALL_TRAFFIC.SCTP ?? [] }), isDropped: SCTP.otherwise === 'dropped' }
}

/** What passes when nobody vouches for the plugin towards the isolated ends. */
export function doubt({ mask, isDropped }: Doubts, ports: BitSet, isolated: BitSet, passing: Passing): Passing {
  if (!intersectsBits(mask, ports)) return passing
  return {
    certain: subtractBits(passing.certain, isolated),
    possible: isDropped ? passing.possible : unionBits(passing.possible, isolated),
  }
}

/** The clauses of policies that select together, with those that their blocks make together (IPB-4). */
export function clausesTogether(
  basis: Basis,
  policies: readonly TierPolicy[],
  subjects: readonly number[],
): readonly Clause[] {
  const said = policies.map((policy) => basis.clausesOf(policy))
  const clauses = joinLists(said.map((one) => one.clauses))
  const partial = joinLists(said.map((one) => one.partial))
  if (partial.length < 2) return clauses
  return [...clauses, ...joinBlocks({ ...basis, members: basis.stage.members }, partial, toBits(subjects))]
}

/** One list of all; mostly there is something in one only. */
function joinLists<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const full = lists.filter((list) => list.length > 0)
  return full.length === 1 && full[0] ? full[0] : full.flat()
}

/** Policies that select an end together or not at all. */
export function bySelection<Policy extends TierPolicy>(policies: readonly Policy[]): readonly (readonly Policy[])[] {
  const groups = new Map<string, Policy[]>()
  for (const policy of policies) {
    const group = groups.get(policy.selection)
    if (group) group.push(policy)
    else groups.set(policy.selection, [policy])
  }
  return [...groups.values()]
}
