import type { Family } from '../net/address.ts'
import { type BitSet, EMPTY_BITS, isEmptyBits, subtractBits, toBits, unionAllBits } from '../net/bit-set.ts'
import { containsPort, type Protocol } from '../net/ports.ts'
import type { Audience } from './coverage-audiences.ts'
import type { Scope } from './coverage-scope.ts'
import { namedBy } from './place-sets.ts'
import type { Prepared } from './prepare.ts'
import { remember } from './remember.ts'
import type { CompiledPolicy, CompiledRule } from './tiers.ts'

/** Whether something is lost for certain when some rules of a policy go; false where it takes more to find out. */
export type IsPlainlyMissed = (
  policy: CompiledPolicy,
  rules: readonly CompiledRule[],
  audiences: readonly Audience[],
) => boolean

/**
 * Looks at one port of a rule: somebody whom it names there, and no other rule at all, is lost without it. That is so for
 * most rules, and cheaper to see than what passes without them.
 */
export function createIsPlainlyMissed(prepared: Prepared, scope: Scope): IsPlainlyMissed {
  const { sets } = prepared.rows()
  const families = [...sets.keys()]
  const namedBy = rememberNamed(prepared)
  const speakersAt = remember(listSpeakers)
  const isMissedAt = (gone: ReadonlySet<CompiledRule>, rule: CompiledRule, audience: Audience) => {
    const port = somePortOf(rule)
    if (!port) return false
    const others = speakersAt(audience).filter((other) => !gone.has(other) && mayHold(other, port))
    if (others.some(({ peers }) => peers === 'any')) return false
    return families.some((family) => {
      const held = unionAllBits([...others.map((other) => namedBy(other, family)), toBits([...audience.places])])
      const alone = subtractBits(namedBy(rule, family), held)
      const loss = { ports: prepared.rows().atoms.all, certain: alone, possible: alone }
      return !isEmptyBits(alone) && scope.isFelt(audience, family, [loss])
    })
  }
  return (policy, rules, audiences) => {
    const gone = new Set(rules)
    const plain = audiences.filter((audience) => isOnlyTier(policy, audience))
    return rules.some((rule) => plain.some((audience) => isMissedAt(gone, rule, audience)))
  }
}

/** Whether a policy isolates an audience for certain, and nothing but its tier speaks for it. */
function isOnlyTier(policy: CompiledPolicy, { direction, profile }: Audience): boolean {
  const [tier, ...more] = profile.tiers
  return tier !== undefined && more.length === 0 && tier.sure.includes(policy) && policy.isolates[direction]
}

function listSpeakers({ direction, profile }: Audience): readonly CompiledRule[] {
  return profile.tiers.flatMap(({ sure, unsure }) => [...sure, ...unsure].flatMap(({ rules }) => rules[direction]))
}

interface Port {
  readonly protocol: Protocol
  readonly port: number
}

/** A port that a rule may admit wherever it applies; undefined for one that gives names, which are others elsewhere. */
function somePortOf({ ports: { possible, named } }: CompiledRule): Port | undefined {
  if (named.length > 0) return undefined
  for (const [protocol, ranges] of Object.entries(possible)) {
    const [range] = ranges
    if (range) return { protocol: protocol as Protocol, port: range.first }
  }
  return undefined
}

function mayHold({ ports: { possible, named } }: CompiledRule, { protocol, port }: Port): boolean {
  return containsPort(possible[protocol] ?? [], port) || named.some((one) => one.protocol === protocol)
}

/** Everybody whom a rule may name, in a family. */
function rememberNamed(prepared: Prepared): (rule: CompiledRule, family: Family) => BitSet {
  const byFamily = new Map(
    [...prepared.rows().sets].map(([family, sets]) => [family, remember((rule: CompiledRule) => namedBy(rule, sets))]),
  )
  return (rule, family) => byFamily.get(family)?.(rule) ?? EMPTY_BITS
}
