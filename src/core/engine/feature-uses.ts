import { assertNever } from '../model/assert-never.ts'
import type { CniFeature } from '../model/cni-cell.ts'
import type { BlockPeer, PortEntry, Rule } from '../model/policy.ts'
import type { Isolating } from './answer-under.ts'
import { formatBlockPeer } from './explain-block.ts'
import { type End, explainRule } from './explain-policy.ts'
import { formatEntry } from './explain-port.ts'
import { supposing } from './plugin.ts'
import type { CompiledRule } from './tiers.ts'

/**
 * Where a feature comes into play at an end: the parts of rules that would say something else without it, as written;
 * `[]` when it is the flow itself that needs it. Undefined when the feature makes no difference.
 */
export function findUses(end: End, { sure, unsure }: Isolating, feature: CniFeature): readonly string[] | undefined {
  const policies = [...sure, ...unsure]
  switch (feature) {
    case 'ingress':
    case 'egress':
      return feature === end.direction ? policies.map(({ policy }) => policy.name) : undefined
    case 'SCTP':
      return end.asked.protocol === 'SCTP' ? [] : undefined
    case 'IPv6':
      return end.families.includes(6) ? [] : undefined
    case 'endPort':
    case 'named-ports':
    case 'except':
    case 'blocks-match-pods': {
      const rules = policies.flatMap(({ rules }) => rules[end.direction])
      const uses = rules.flatMap((rule) => findUsesOfRule(end, rule, feature))
      return uses.length > 0 ? [...new Set(uses)] : undefined
    }
    default:
      return assertNever(feature)
  }
}

type RuleFeature = 'endPort' | 'named-ports' | 'except' | 'blocks-match-pods'

function findUsesOfRule(end: End, compiled: CompiledRule, feature: RuleFeature): readonly string[] {
  const parts = partsUsing(compiled.rule, feature, end)
  if (parts.length === 0) return []
  const suppose = (support: 'yes' | 'no') =>
    explainRule({ ...end, plugin: supposing(end.plugin, feature, support) }, compiled).admissions
  return JSON.stringify(suppose('yes')) === JSON.stringify(suppose('no')) ? [] : parts
}

function partsUsing(rule: Rule, feature: RuleFeature, { asked }: End): readonly string[] {
  switch (feature) {
    case 'endPort':
      return entriesOf(rule, asked)
        .filter(({ port }) => port.kind === 'range' && port.first < port.last)
        .map(formatEntry)
    case 'named-ports':
      return entriesOf(rule, asked)
        .filter(({ port }) => port.kind === 'named')
        .map(formatEntry)
    case 'except':
      return blocksOf(rule)
        .filter(({ except }) => except.length > 0)
        .map(formatBlockPeer)
    case 'blocks-match-pods':
      return blocksOf(rule).map(formatBlockPeer)
    default:
      return assertNever(feature)
  }
}

function entriesOf({ ports }: Rule, { protocol }: End['asked']): readonly PortEntry[] {
  return ports === 'any' ? [] : ports.filter((entry) => entry.protocol === protocol)
}

function blocksOf({ peers }: Rule): readonly BlockPeer[] {
  return peers === 'any' ? [] : peers.filter((peer): peer is BlockPeer => peer.kind === 'block')
}
