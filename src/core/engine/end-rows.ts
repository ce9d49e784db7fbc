import { type BitSet, EMPTY_BITS } from '../net/bit-set.ts'
import { type Basis, doubt, type NumberedClass, numbersOf, type PortClass, piecesOn } from './basis.ts'
import type { Spoken } from './clauses.ts'
import { allowMore, decide, onlyAllow, type Passing, type TierEnd } from './decide.ts'
import type { Profile, ProfileTier } from './profile.ts'
import type { TierPolicy } from './tiers.ts'
import { bySelection, clausesAbout } from './voices.ts'

/** What one end lets pass, by classes of ports that divide all of them. */
export interface EndRow {
  readonly classes: readonly PortClass[]
  /** The other ends, by class. */
  readonly passing: readonly Passing[]
}

/** What the policies of one tier say of one end. */
interface Speech extends TierEnd {
  readonly clauses: readonly Spoken[]
}

/** The row of the end at a place, by the policies of a profile: all that speak for it, or some of them. */
export function makeEndRow(basis: Basis, place: number, profile: Profile<TierPolicy>): EndRow {
  const everyone = basis.sets.everyone
  const speeches = profile.tiers.map((tier) => gatherSpeech(basis, place, tier))
  const [only] = speeches
  const clauses = only && speeches.length === 1 ? only.clauses : speeches.flatMap((speech) => speech.clauses)
  const { classes } = basis.divide(numbersOf(clauses))
  const isDoubtful = speeches.some(
    ({ end, isolated, unsure }) => end === 'deny' && (isolated === everyone || unsure.length > 0),
  )
  const decideOn = createDecideOn(speeches, clauses, basis.anyone)
  const passing = classes.map((ports) => {
    const decided = decideOn(ports)
    return isDoubtful ? doubt(basis.doubts, ports.mask, everyone, decided) : decided
  })
  return { classes, passing }
}

/** What the speeches let pass on a class of ports; `clauses` are those of all. */
function createDecideOn(
  speeches: readonly Speech[],
  clauses: readonly Spoken[],
  anyone: Passing,
): (ports: NumberedClass) => Passing {
  if (onlyAllow(speeches, clauses)) {
    const without = decide(speeches, [], anyone)
    return (ports) => allowMore(piecesOn(ports, clauses), without)
  }
  return (ports) => {
    const said = speeches.map((speech) => piecesOn(ports, speech.clauses))
    return decide(speeches, said, anyone)
  }
}

function gatherSpeech(basis: Basis, place: number, { tier, sure, unsure }: ProfileTier<TierPolicy>): Speech {
  const { direction, sets, stage } = basis
  const everyone = sets.everyone
  const end = stage.tiers[tier]?.end ?? 'pass'
  const isolated = sure.some((policy) => policy.isolates[direction]) ? everyone : EMPTY_BITS
  const clauses = clausesAbout(basis, sure, place)
  if (unsure.length === 0) return { end, clauses, isolated, unsure: NO_GROUPS }
  const mixed: Spoken[] = [...clauses]
  const isolating: BitSet[] = []
  for (const together of bySelection(unsure)) {
    const isolates = together.some((policy) => policy.isolates[direction])
    for (const clause of clausesAbout(basis, together, place)) {
      const voids = clause.isCertain && isolates ? isolating.length : undefined
      mixed.push({ ...clause, isCertain: false, voids })
    }
    if (isolates) isolating.push(everyone)
  }
  return { end, clauses: mixed, isolated, unsure: isolating }
}

const NO_GROUPS: readonly BitSet[] = []
