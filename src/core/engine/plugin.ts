import type { CniFeature, Support } from '../model/cni-cell.ts'
import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import { FEATURE_NAMES } from '../model/cni-words.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Dependency } from '../model/verdict.ts'
import type { Member } from './member.ts'

/** What the network plugin of a question can do (CNI-2); with one feature supposed, to compare both ways. */
export interface Plugin {
  readonly profile: CniProfile
  readonly supports: (feature: CniFeature) => Support
}

export function pluginOf({ cni }: EngineSettings): Plugin {
  return { profile: cni, supports: (feature) => supportOf(cni, feature) }
}

/** The same plugin, with or without one feature. */
export function supposing({ profile, supports }: Plugin, supposed: CniFeature, support: 'yes' | 'no'): Plugin {
  return { profile, supports: (feature) => (feature === supposed ? support : supports(feature)) }
}

/** Whether blocks match this endpoint: addresses outside always, the host network but under cilium (CNI-2e, END-5). */
export function blocksMatch({ profile, supports }: Plugin, { endpoint }: Member): Support {
  if (endpoint.kind === 'outside') return 'yes'
  return endpoint.hostNetwork && profile !== 'cilium' ? 'yes' : supports('blocks-match-pods')
}

/** "does weave support endPort?": the question that settles what nobody is sure of (VER-3). */
export function askFor({ profile }: Plugin, feature: CniFeature): string {
  return `does ${profile} support ${FEATURE_NAMES[feature]}?`
}

/** What a part of a rule depends on when it admits only with a feature nobody is sure of. */
export function dependOnFeature(plugin: Plugin, feature: CniFeature, part: string): Dependency {
  const on = `the network plugin: ${part} admits it if ${plugin.profile} supports ${FEATURE_NAMES[feature]}, otherwise not`
  return { question: askFor(plugin, feature), on }
}
