import { CNI_FEATURES, type CniFeature } from '../model/cni-cell.ts'
import { CNI_TABLE } from '../model/cni-profiles.ts'
import { describeLack, FEATURE_NAMES } from '../model/cni-words.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Answer, Cause, Dependency } from '../model/verdict.ts'
import { answerUnder, type Isolating, type Outcome } from './answer-under.ts'
import type { End } from './explain-policy.ts'
import { findUses } from './feature-uses.ts'
import { askFor, type Plugin, supposing } from './plugin.ts'
import { listWords } from './words.ts'

export type PluginCause = Extract<Cause, { readonly kind: 'plugin' }>

/**
 * What the plugin lacks, or may lack, and the answer of an isolated end rests on: a cause for each feature with which the
 * end would answer otherwise than without it (CNI-2).
 */
export function explainPlugin(end: End, isolating: Isolating): readonly PluginCause[] {
  return CNI_FEATURES.flatMap((feature) => {
    if (end.plugin.supports(feature) === 'yes') return []
    const uses = findUses(end, isolating, feature)
    if (!uses) return []
    const suppose = (support: 'yes' | 'no') =>
      answerUnder({ ...end, plugin: supposing(end.plugin, feature, support) }, isolating)
    const [having, lacking] = [suppose('yes'), suppose('no')]
    if (having === lacking && !(isFate(feature) && lacking === 'unknown')) return []
    const depends = dependOn(end.plugin, feature, having, lacking)
    return [{ ...toCause(end.plugin, feature, uses), ...(depends ? { depends } : {}) }]
  })
}

/** The cause of an end that policies select in vain, because the plugin enforces none in this direction (CNI-2a). */
export function explainUnenforced(
  plugin: Plugin,
  direction: End['direction'],
  policies: readonly NetworkPolicy[],
): PluginCause {
  return toCause(
    plugin,
    direction,
    policies.map(({ name }) => name),
  )
}

/** How many parts of rules a sentence names. */
const NAMED = 3

function toCause(plugin: Plugin, feature: CniFeature, uses: readonly string[]): PluginCause {
  const { profile, supports } = plugin
  const { note, source } = CNI_TABLE[profile][feature]
  const support = supports(feature) === 'no' ? 'no' : 'unknown'
  const name = FEATURE_NAMES[feature]
  const named = uses.length > NAMED ? [...uses.slice(0, NAMED), `${uses.length - NAMED} more`] : uses
  const lack = `${describeLack(profile, feature)}${named.length > 0 ? ` (${listWords(named, 'and')})` : ''}`
  const known = note === undefined ? name : `${name} (${note})`
  const words =
    support === 'no'
      ? `${profile} does not support ${known}: ${lack}`
      : `it is not certain that ${profile} supports ${known}; without, ${lack}`
  return { kind: 'plugin', profile, feature, support, words, source }
}

/** Whether nobody knows what happens to traffic that needs a feature the plugin lacks (CNI-2f, CNI-2g). */
function isFate(feature: CniFeature): boolean {
  return feature === 'SCTP' || feature === 'IPv6'
}

/** A lack that is certain leaves nothing open, but for traffic nobody knows the fate of. */
function dependOn(plugin: Plugin, feature: CniFeature, having: Outcome, lacking: Outcome): Dependency | undefined {
  const isLacking = plugin.supports(feature) === 'no'
  if (isLacking && !isFate(feature)) return undefined
  const name = FEATURE_NAMES[feature]
  const either = `${nameOutcome(having)} with ${name}, ${nameOutcome(lacking)} without`
  return {
    question: isLacking ? `what does ${plugin.profile} do with ${name} at isolated pods?` : askFor(plugin, feature),
    on: `the network plugin: ${having === lacking ? 'not known, whatever the rules say' : either}`,
  }
}

function nameOutcome(outcome: Outcome): Answer | 'not known' {
  return outcome === 'unknown' ? 'not known' : outcome
}
