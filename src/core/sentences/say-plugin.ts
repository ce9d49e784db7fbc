import { effectiveRules } from '../engine/effective-rules.ts'
import type { CniFeature } from '../model/cni-cell.ts'
import { type CniProfile, ignoresPolicies, supportOf } from '../model/cni-profiles.ts'
import { describeLack, FEATURE_NAMES } from '../model/cni-words.ts'
import { DIRECTIONS, type NetworkPolicy, type Rule } from '../model/policy.ts'

/**
 * What the network plugin makes of a policy, where that is less than it says or not known (CNI-1, CNI-2): a sentence per
 * feature that its effective rules use. Whether blocks match pods is said at each block.
 */
export function sayPlugin(cni: CniProfile, policy: NetworkPolicy): readonly string[] {
  if (ignoresPolicies(cni)) return [`${cni} stores policies without effect.`]
  return [...featuresOf(policy)].flatMap((feature) => {
    const support = supportOf(cni, feature)
    if (support === 'yes') return []
    const lack = describeLack(cni, feature)
    return support === 'no'
      ? `${cni} does not support ${FEATURE_NAMES[feature]}: ${lack}.`
      : `Whether ${cni} supports ${FEATURE_NAMES[feature]} is not known: if not, ${lack}.`
  })
}

function featuresOf(policy: NetworkPolicy): ReadonlySet<CniFeature> {
  const directions = DIRECTIONS.filter((direction) => policy.isolates[direction])
  return new Set([...directions, ...effectiveRules(policy).flatMap(featuresOfRule)])
}

function featuresOfRule({ peers, ports }: Rule): readonly CniFeature[] {
  const blocks = peers === 'any' ? [] : peers.flatMap((peer) => (peer.kind === 'block' ? [peer] : []))
  const entries = ports === 'any' ? [] : ports
  return [
    ...(blocks.some(({ except }) => except.length > 0) ? (['except'] as const) : []),
    ...(blocks.some(({ addresses }) => addresses.some(({ family }) => family === 6)) ? (['IPv6'] as const) : []),
    ...(entries.some(({ port }) => port.kind === 'range' && port.last > port.first) ? (['endPort'] as const) : []),
    ...(entries.some(({ port }) => port.kind === 'named') ? (['named-ports'] as const) : []),
    ...(entries.some(({ protocol }) => protocol === 'SCTP') ? (['SCTP'] as const) : []),
  ]
}
