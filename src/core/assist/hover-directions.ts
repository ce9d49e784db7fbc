import type { Prepared } from '../engine/prepare.ts'
import { supportOf } from '../model/cni-profiles.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy } from '../model/policy.ts'
import { fact, type HoverPart } from './hover.ts'
import { joinWords } from './words.ts'

/** In which directions a policy isolates, and by which rule (ISO-2, ISO-3, CNI-2a). */
export function describeTypes(prepared: Prepared, policy: NetworkPolicy): readonly HoverPart[] {
  const isolated = DIRECTIONS.filter((direction) => policy.isolates[direction])
  const why = policy.policyTypesWritten ? 'as policyTypes says' : 'by default'
  return [
    fact(`isolates ${joinWords(isolated)}, ${why}`),
    ...DIRECTIONS.flatMap((direction) => describeInert(policy, direction)),
    ...isolated.flatMap((direction) => describePlugin(prepared, direction)),
  ]
}

/** What stands under `ingress` or `egress` (RUL-4, ISO-3). */
export function describeDirection(
  prepared: Prepared,
  policy: NetworkPolicy,
  direction: Direction,
): readonly HoverPart[] {
  const rules = policy.rules[direction].length
  if (!policy.isolates[direction]) return describeInert(policy, direction)
  const admits =
    rules === 0 ? 'no rule: admits nothing' : `${rules} ${rules === 1 ? 'rule' : 'rules'}: any one is enough`
  return [fact(admits), ...describePlugin(prepared, direction)]
}

function describeInert({ rules, isolates }: NetworkPolicy, direction: Direction): readonly HoverPart[] {
  const count = rules[direction].length
  if (isolates[direction] || count === 0) return []
  return [
    fact(`policyTypes leaves ${direction} out: ${count === 1 ? 'its rule does' : `its ${count} rules do`} nothing`),
  ]
}

function describePlugin({ settings }: Prepared, direction: Direction): readonly HoverPart[] {
  const support = supportOf(settings.cni, direction)
  if (support === 'yes') return []
  const lack = `isolates nobody for ${direction}`
  return [fact(support === 'no' ? `under ${settings.cni} it ${lack}` : `under ${settings.cni} it perhaps ${lack}`)]
}
