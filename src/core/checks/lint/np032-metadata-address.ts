import { effectiveRules } from '../../engine/effective-rules.ts'
import type { BlockPeer, NetworkPolicy, Peer } from '../../model/policy.ts'
import { type AddressSet, containsAddress, parseAddress } from '../../net/address.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintFix, type LintRule } from './lint-rule.ts'
import { nameMembers } from './words.ts'

export const NP032: LintRule = {
  id: 'NP032',
  code: 'IPB-1',
  severity: 'warning',
  title: 'Cloud metadata address reachable',
  why: 'At 169.254.169.254 most clouds hand out the credentials of the machine to whoever asks from it: a pod that somebody takes over asks first.',
  check: (context) => each(context.policies, (policy) => checkPolicy(context, policy)),
}

const ADDRESS = '169.254.169.254'

function checkPolicy(context: LintContext, policy: NetworkPolicy): readonly Hit[] {
  const pods = context.podsOf(policy)
  if (pods.length === 0) return []
  return effectiveRules(policy).flatMap(({ direction, peers, path }): readonly Hit[] => {
    if (direction !== 'egress') return []
    const message = `${policy.name} lets ${nameMembers(pods)} reach ${ADDRESS}`
    const about = { endpoints: pods.map(({ endpoint }) => endpoint.id), directions: [] }
    if (peers === 'any') return [{ path, message: `${message}: a rule names no peers`, about }]
    const blocks = peers.filter((peer): peer is BlockPeer => peer.kind === 'block' && holds(peer.addresses))
    return blocks.map((block) => ({
      path: block.path,
      message: `${message}: it is in ${block.cidr}`,
      fixes: except(policy, block, peers),
      about,
    }))
  })
}

function holds(addresses: AddressSet): boolean {
  const address = parseAddress(ADDRESS)
  return address !== undefined && containsAddress(addresses, address)
}

/** An exception lies strictly inside its block (VAL-6): a block of nothing else goes, unless it stands beside pods. */
function except(policy: NetworkPolicy, { path: peer, cidr }: BlockPeer, peers: readonly Peer[]): readonly LintFix[] {
  if (cidr.endsWith('/32')) {
    if (peers.some(({ kind }) => kind === 'pods')) return []
    const removal = { kind: 'remove-peer', peer } as const
    return [
      { title: `Remove the peer ${cidr}`, intention: { kind: 'edit-policy', policy: policy.path, change: removal } },
    ]
  }
  const change = { kind: 'add-except', peer, cidr: `${ADDRESS}/32` } as const
  return [{ title: `Except ${ADDRESS}/32`, intention: { kind: 'edit-policy', policy: policy.path, change } }]
}
