import type { CniFeature } from '../../model/cni-cell.ts'
import { CNI_TABLE, supportOf } from '../../model/cni-profiles.ts'
import { FEATURE_NAMES } from '../../model/cni-words.ts'
import { joinPath, type Path } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy, type Peer, type PortEntry } from '../../model/policy.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP044: LintRule = {
  id: 'NP044',
  code: 'CNI-2',
  severity: 'warning',
  title: 'The network plugin lacks it',
  why: 'Kubernetes accepts a policy whatever the plugin can do: what the plugin lacks is not enforced as it is written.',
  check: (context) => each(context.policies, (policy) => checkPolicy(context, policy)),
}

/** A feature of the API where a policy uses it. */
interface Use {
  readonly feature: CniFeature
  readonly path: Path
}

function checkPolicy({ prepared }: LintContext, policy: NetworkPolicy): readonly Hit[] {
  const { cni } = prepared.settings
  return usesOf(policy).flatMap(({ feature, path }): readonly Hit[] => {
    const support = supportOf(cni, feature)
    if (support === 'yes') return []
    const { note } = CNI_TABLE[cni][feature]
    const lacks = support === 'no' ? `${cni} does not support` : `nobody is sure that ${cni} supports`
    const message = `${policy.name}: ${lacks} ${FEATURE_NAMES[feature]}${note ? ` (${note})` : ''}`
    return [{ path, message, ...(support === 'unknown' ? { severity: 'info' as const } : {}) }]
  })
}

/** Each feature once for each rule part that needs it; a direction once. */
function usesOf(policy: NetworkPolicy): readonly Use[] {
  return DIRECTIONS.filter((direction) => policy.isolates[direction]).flatMap((direction) => [
    { feature: direction, path: joinPath(policy.path, 'spec', direction) },
    ...policy.rules[direction].flatMap(({ peers, ports }) => [
      ...(peers === 'any' ? [] : peers.flatMap(usesOfPeer)),
      ...(ports === 'any' ? [] : ports.flatMap(usesOfPort)),
    ]),
  ])
}

function usesOfPeer(peer: Peer): readonly Use[] {
  if (peer.kind !== 'block') return []
  const { path, except, addresses } = peer
  return [
    ...(except.length > 0 ? [{ feature: 'except' as const, path: joinPath(path, 'ipBlock', 'except') }] : []),
    ...(addresses[0]?.family === 6 ? [{ feature: 'IPv6' as const, path }] : []),
  ]
}

function usesOfPort({ path, protocol, port }: PortEntry): readonly Use[] {
  return [
    ...(protocol === 'SCTP' ? [{ feature: 'SCTP' as const, path }] : []),
    ...(port.kind === 'named' ? [{ feature: 'named-ports' as const, path }] : []),
    ...(port.kind === 'range' && port.first < port.last ? [{ feature: 'endPort' as const, path }] : []),
  ]
}
