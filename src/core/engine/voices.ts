import type { Direction } from '../model/policy.ts'
import { hasBit, toBits } from '../net/bit-set.ts'
import type { Clause, ClausesOf, PortsTable } from './clauses.ts'
import { flat } from './flat.ts'
import { joinBlocks } from './join-blocks.ts'
import type { Stage } from './stage.ts'
import type { TierPolicy } from './tiers.ts'

/** The policies of all ends in one direction, and what they say in one family. */
export interface Voices {
  readonly stage: Stage
  readonly direction: Direction
  readonly table: PortsTable
  readonly clausesOf: ClausesOf
}

/**
 * The clauses of policies that select together and are about a place, with those that their blocks make together
 * (IPB-4).
 */
export function clausesAbout(voices: Voices, policies: readonly TierPolicy[], place: number): readonly Clause[] {
  const clauses: Clause[] = []
  let parts = 0
  for (const policy of policies) {
    const said = voices.clausesOf(policy)
    parts += said.partial.length
    for (const clause of said.clauses) if (isAbout(clause, place)) clauses.push(clause)
  }
  if (parts < 2) return clauses
  const partial = flat(policies.map((policy) => voices.clausesOf(policy).partial))
  const joined = joinBlocks({ ...voices, members: voices.stage.members }, partial, toBits([place]))
  return [...clauses, ...joined.filter((clause) => isAbout(clause, place))]
}

function isAbout({ subjects }: Clause, place: number): boolean {
  return !subjects || hasBit(subjects, place)
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
