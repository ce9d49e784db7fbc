import type { Family } from '../net/address.ts'
import { allBits, type BitSet, hasBit, intersectBits, isEmptyBits, subtractBits, toBits } from '../net/bit-set.ts'
import type { Audience } from './coverage-audiences.ts'
import { type Loss, placesOf } from './coverage-loss.ts'
import { memberAt } from './judge.ts'
import { judgedFamilies } from './match-rule.ts'
import { isSinglePod } from './member.ts'
import type { Prepared } from './prepare.ts'

/** Which other ends of a subject count. */
export interface Scope {
  /** Those of `places` that people see, without the subject itself when it is a single pod (END-6). */
  readonly seenFrom: (subject: number, places: BitSet) => BitSet
  /** Whether a loss in one family touches an end that is judged in it against a subject (IPB-6), seen or not: questions name more. */
  readonly isFelt: (audience: Audience, family: Family, losses: readonly Loss[]) => boolean
}

export function createScope(prepared: Prepared): Scope {
  const seen = allBits(prepared.listed)
  const everyone = allBits(prepared.members.length)
  const judged = prepared.rows().sets.size > 1 ? createJudged(prepared) : () => everyone
  const isSelf = (subject: number, places: BitSet) =>
    hasBit(places, subject) && isSinglePod(memberAt(prepared, subject))
  const limit = (subject: number, places: BitSet, bound: BitSet) => {
    const within = intersectBits(places, bound)
    return isSelf(subject, within) ? subtractBits(within, toBits([subject])) : within
  }
  return {
    seenFrom: (subject, places) => limit(subject, places, seen),
    isFelt: ({ places }, family, losses) =>
      places.some((subject) =>
        losses.some((loss) => !isEmptyBits(limit(subject, placesOf(loss), judged(subject, family)))),
      ),
  }
}

/** The ends that are judged in a family; the same for all pods that have the same families. */
function createJudged(prepared: Prepared): (subject: number, family: Family) => BitSet {
  const known = new Map<string, BitSet>()
  return (subject, family) => {
    const member = memberAt(prepared, subject)
    const key = `${[...member.location.possible.keys()].sort().join()} in ${family}`
    const find = () =>
      toBits(prepared.members.flatMap((other, at) => (judgedFamilies(member, other).includes(family) ? at : [])))
    const places = known.get(key) ?? find()
    known.set(key, places)
    return places
  }
}
