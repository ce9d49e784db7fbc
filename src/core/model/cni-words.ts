import { CNI_FEATURES, type CniFeature, type Support } from './cni-cell.ts'
import { CNI_TABLE, type CniProfile, ignoresPolicies } from './cni-profiles.ts'

/** What a profile stands for. */
export const PROFILE_TITLES: Readonly<Record<CniProfile, string>> = {
  upstream: 'what Kubernetes itself says',
  calico: 'Calico, with any of its data planes',
  canal: 'Canal: the policies of Calico on flannel',
  cilium: 'Cilium',
  antrea: 'Antrea',
  'ovn-kubernetes': 'OVN-Kubernetes, as in OpenShift',
  'kube-router': 'kube-router',
  'aws-vpc-cni': 'Amazon VPC CNI',
  'azure-npm': 'Azure Network Policy Manager on Linux nodes',
  weave: 'Weave Net (archived)',
  kindnet: 'kindnet, and anything with kube-network-policies',
  flannel: 'flannel alone, or no plugin that enforces policies',
}

/** A feature as the object of "supports" (CNI-2). */
export const FEATURE_NAMES: Readonly<Record<CniFeature, string>> = {
  ingress: 'ingress policies',
  egress: 'egress policies',
  except: 'exceptions of blocks',
  'blocks-match-pods': 'blocks that match pods',
  endPort: 'endPort',
  SCTP: 'SCTP',
  'named-ports': 'named ports',
  IPv6: 'IPv6',
}

/** What becomes of rules where a plugin lacks the feature (CNI-2a to CNI-2g). */
export const FEATURE_LACKS: Readonly<Record<CniFeature, string>> = {
  ingress: 'policies isolate nobody for ingress',
  egress: 'policies isolate nobody for egress',
  except: 'a block admits its exceptions as well',
  'blocks-match-pods': 'a block matches no pods, only addresses outside',
  endPort: 'a port with endPort admits its first port only',
  SCTP: 'nobody knows what happens to SCTP where a policy isolates',
  'named-ports': 'a port given by name admits nothing',
  IPv6: 'nobody knows what happens to IPv6 where a policy isolates',
}

/** One cell in a word, always with a sign that is no colour. */
export const SUPPORT_WORDS: Readonly<Record<Support, string>> = { yes: '✓ yes', no: '✕ no', unknown: '? not sure' }

/** What tells a plugin apart from what Kubernetes says, in one line. */
export function describeProfile(profile: CniProfile): string {
  if (profile === 'upstream') return PROFILE_TITLES.upstream
  if (ignoresPolicies(profile)) return 'policies have no effect'
  const having = (support: Support) =>
    CNI_FEATURES.filter((feature) => CNI_TABLE[profile][feature].support === support).map(
      (feature) => FEATURE_NAMES[feature],
    )
  const [lacking, doubtful] = [having('no'), having('unknown')]
  const parts = [
    ...(lacking.length > 0 ? [`without ${lacking.join(', ')}`] : []),
    ...(doubtful.length > 0 ? [`not sure: ${doubtful.join(', ')}`] : []),
  ]
  return parts.length > 0 ? parts.join('; ') : 'supports everything'
}

/** What becomes of rules, or of traffic, where this plugin lacks the feature. */
export function describeLack(profile: CniProfile, feature: CniFeature): string {
  return CNI_TABLE[profile][feature].otherwise === 'dropped' ? 'such traffic is dropped' : FEATURE_LACKS[feature]
}

/** What a person should know of a cell beside its support: "if not, a port given by name admits nothing; since 0.4". */
export function describeCell(profile: CniProfile, feature: CniFeature): string {
  const { support, since, note } = CNI_TABLE[profile][feature]
  const hasLack = support !== 'yes' && !ignoresPolicies(profile)
  return [
    ...(hasLack ? [`${support === 'no' ? 'so' : 'if not,'} ${describeLack(profile, feature)}`] : []),
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(note === undefined ? [] : [note]),
  ].join('; ')
}
