import { EMPTY_BITS, hasBit, toBits } from '../net/bit-set.ts'
import { type Basis, bySelection, clausesTogether, doubt, type NumberedClass } from './basis.ts'
import type { Clause, PortsNumber } from './clauses.ts'
import { decide, type Passing, type Piece, type TierView } from './decide.ts'
import type { Profile, ProfileTier } from './profile.ts'
import type { Tier, TierPolicy } from './tiers.ts'

/** What one end lets pass, by classes of ports that divide all of them. */
export interface EndRow {
  readonly classes: readonly NumberedClass[]
  /** The other ends, by class. */
  readonly passing: readonly Passing[]
}

/** What the policies of one tier say of one end. */
interface Speech {
  readonly end: Tier['end']
  readonly clauses: readonly Spoken[]
  readonly isIsolated: boolean
  /** How many groups of policies may isolate it, each together or not at all. */
  readonly unsure: number
}

interface Spoken {
  readonly clause: Clause
  readonly isCertain: boolean
  readonly voids?: number
}

/** The row of the end at a place, by the policies of a profile: all that speak for it, or some of them. */
export function makeEndRow(basis: Basis, place: number, profile: Profile<TierPolicy>): EndRow {
  const everyone = basis.sets.everyone.places
  const speeches = profile.tiers.map((tier) => gatherSpeech(basis, place, tier))
  const numbers = new Set<PortsNumber>()
  for (const { clauses } of speeches) for (const { clause } of clauses) numbers.add(clause.ports)
  const classes = basis.divide([...numbers])
  const isDoubtful = speeches.some(({ end, isIsolated, unsure }) => end === 'deny' && (isIsolated || unsure > 0))
  const passing = classes.map((ports) => {
    const views = speeches.map((speech) => toView(speech, ports, basis))
    const decided = decide(views, everyone)
    return isDoubtful ? doubt(basis.doubts, ports.mask, everyone, decided) : decided
  })
  return { classes, passing }
}

function gatherSpeech(basis: Basis, place: number, { tier, sure, unsure }: ProfileTier<TierPolicy>): Speech {
  const self = toBits([place])
  const clauses: Spoken[] = []
  const hear = (policies: readonly TierPolicy[], status: { readonly isSure: boolean; readonly voids?: number }) => {
    const { isSure, ...group } = status
    for (const clause of clausesTogether(basis, policies, self)) {
      if (clause.subjects && !hasBit(clause.subjects.places, place)) continue
      clauses.push({ clause, isCertain: isSure && clause.isCertain, ...(clause.isCertain ? group : {}) })
    }
  }
  hear(sure, { isSure: true })
  let groups = 0
  for (const together of bySelection(unsure)) {
    const isolates = together.some((policy) => policy.isolates[basis.direction])
    hear(together, { isSure: false, ...(isolates ? { voids: groups } : {}) })
    if (isolates) groups += 1
  }
  return {
    end: basis.stage.tiers[tier]?.end ?? 'pass',
    clauses,
    isIsolated: sure.some((policy) => policy.isolates[basis.direction]),
    unsure: groups,
  }
}

function toView({ end, clauses, isIsolated, unsure }: Speech, { numbers }: NumberedClass, { sets }: Basis): TierView {
  const everyone = sets.everyone.places
  const pieces: Piece[] = []
  for (const { clause, isCertain, voids } of clauses) {
    if (!numbers.has(clause.ports)) continue
    const { action, rank, peers } = clause
    pieces.push({ action, rank, isCertain, places: peers.places, ...(voids === undefined ? {} : { voids }) })
  }
  return {
    end,
    pieces,
    isolated: isIsolated ? everyone : EMPTY_BITS,
    unsure: Array.from({ length: unsure }, () => everyone),
  }
}
