import { effectiveRules } from '../../engine/effective-rules.ts'
import type { BlockPeer, NetworkPolicy, Rule } from '../../model/policy.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP031: LintRule = {
  id: 'NP031',
  code: 'IPB-3',
  severity: 'warning',
  title: 'Every address of a family',
  why: '0.0.0.0/0 is the internet, the private networks and, with most plugins, every pod and node. It says nothing of IPv6, as ::/0 says nothing of IPv4.',
  check: ({ policies }) =>
    each(policies, (policy) => effectiveRules(policy).flatMap((rule) => checkRule(policy, rule))),
}

function checkRule({ name }: NetworkPolicy, { peers }: Rule): readonly Hit[] {
  const blocks = peers === 'any' ? [] : peers.filter((peer): peer is BlockPeer => peer.kind === 'block')
  const whole = blocks.filter(({ cidr }) => /\/0+$/.test(cidr))
  const families = new Set(whole.map(({ addresses }) => addresses[0]?.family))
  return whole.map((block) => {
    const other =
      families.size === 1 ? `; nothing is said of ${block.addresses[0]?.family === 6 ? 'IPv4' : 'IPv6'}` : ''
    const but = block.except.length > 0 ? ` except ${block.except.join(', ')}` : ''
    return { path: block.path, message: `${name} names every address as a peer: ${block.cidr}${but}${other}` }
  })
}
