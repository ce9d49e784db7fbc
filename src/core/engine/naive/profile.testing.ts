/** What a network plugin can and cannot do (CNI-2), for the naive evaluator. */

import type { Cluster } from '../../model/cluster.ts'
import { CNI_FEATURES, type CniFeature } from '../../model/cni-cell.ts'
import { CNI_TABLE, type CniProfile } from '../../model/cni-profiles.ts'
import type { Rule } from '../../model/policy.ts'
import { memoized } from './memory.testing.ts'

export type Lacks = ReadonlySet<CniFeature>

/** Whether traffic of a protocol the plugin may not support never passes by mistake. */
export function isDropped(profile: CniProfile): boolean {
  return CNI_TABLE[profile].SCTP.otherwise === 'dropped'
}

/**
 * What a plugin may lack of all that the policies of a cluster use: one set for every combination nobody knows. A protocol
 * or family that is not known to work counts as lacking, for that is depends already (CNI-2f, CNI-2g).
 */
export const possibleLacks = memoized((cluster: Cluster, profile: CniProfile): readonly Lacks[] => {
  const row = CNI_TABLE[profile]
  const absent = CNI_FEATURES.filter((feature) => row[feature].support !== 'yes' && isUsed(cluster, feature))
  const isOpen = (feature: CniFeature) => row[feature].support === 'unknown' && feature !== 'SCTP' && feature !== 'IPv6'
  const sure = absent.filter((feature) => !isOpen(feature))
  return subsets(absent.filter(isOpen)).map((some) => new Set([...sure, ...some]))
})

function isUsed({ policies }: Cluster, feature: CniFeature): boolean {
  const rules = policies.flatMap((policy) => [...policy.rules.ingress, ...policy.rules.egress])
  return rules.some((rule) => uses(rule, feature)) || ['ingress', 'egress', 'SCTP', 'IPv6'].includes(feature)
}

function uses({ peers, ports }: Rule, feature: CniFeature): boolean {
  const blocks = peers === 'any' ? [] : peers.filter((peer) => peer.kind === 'block')
  const entries = ports === 'any' ? [] : ports.map(({ port }) => port)
  if (feature === 'blocks-match-pods') return blocks.length > 0
  if (feature === 'except') return blocks.some(({ except }) => except.length > 0)
  if (feature === 'endPort') return entries.some((port) => port.kind === 'range' && port.first < port.last)
  return feature === 'named-ports' && entries.some((port) => port.kind === 'named')
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items
  if (first === undefined) return [[]]
  return subsets(rest).flatMap((subset) => [subset, [first, ...subset]])
}
