/** Which network plugin decides what Kubernetes leaves open (CNI-3). */
export const CNI_PROFILES = [
  'upstream',
  'calico',
  'canal',
  'cilium',
  'antrea',
  'ovn-kubernetes',
  'kube-router',
  'aws-vpc-cni',
  'azure-npm',
  'weave',
  'kindnet',
  'flannel',
] as const

export type CniProfile = (typeof CNI_PROFILES)[number]

/** What a plugin may lack of the NetworkPolicy API (CNI-2). */
export const CNI_FEATURES = [
  'ingress',
  'egress',
  'except',
  'blocks-match-pods',
  'endPort',
  'SCTP',
  'named-ports',
  'IPv6',
] as const

export type CniFeature = (typeof CNI_FEATURES)[number]

export type Support = 'yes' | 'no' | 'unknown'

/** What is known of one feature of one plugin. */
export interface CniCell {
  readonly support: Support
  /** The release that brought it. */
  readonly since?: string
  /** What else a person should know, in a sentence. */
  readonly note?: string
  /** Where this is said. */
  readonly source: string
  /** Traffic of a protocol the plugin may not support is dropped, so that it never passes by mistake. */
  readonly otherwise?: 'dropped'
}

export type CniRow = Readonly<Record<CniFeature, CniCell>>

const API = 'Kubernetes API reference, networking.k8s.io/v1 NetworkPolicy'
const yes = (source: string): CniCell => ({ support: 'yes', source })

const UPSTREAM: CniRow = {
  ingress: yes(API),
  egress: yes(API),
  except: yes(API),
  'blocks-match-pods': yes('Kubernetes conformance tests'),
  endPort: yes(API),
  SCTP: yes(API),
  'named-ports': yes(API),
  IPv6: yes(API),
}

const NONE: CniCell = { support: 'no', source: 'flannel README' }

/** The table of CNI-2, a row a profile. */
export const CNI_TABLE: Readonly<Record<CniProfile, CniRow>> = {
  upstream: UPSTREAM,
  calico: UPSTREAM,
  canal: UPSTREAM,
  cilium: { ...UPSTREAM, 'blocks-match-pods': { support: 'no', source: 'cilium issue 9209' } },
  antrea: UPSTREAM,
  'ovn-kubernetes': UPSTREAM,
  'kube-router': UPSTREAM,
  'aws-vpc-cni': UPSTREAM,
  'azure-npm': UPSTREAM,
  weave: UPSTREAM,
  kindnet: UPSTREAM,
  flannel: {
    ingress: NONE,
    egress: NONE,
    except: NONE,
    'blocks-match-pods': NONE,
    endPort: NONE,
    SCTP: NONE,
    'named-ports': NONE,
    IPv6: NONE,
  },
}

/** Whether a plugin has a feature. */
export function supportOf(profile: CniProfile, feature: CniFeature): Support {
  return CNI_TABLE[profile][feature].support
}

/** Whether policies are stored without any effect (CNI-1). */
export function ignoresPolicies(profile: CniProfile): boolean {
  return supportOf(profile, 'ingress') === 'no' && supportOf(profile, 'egress') === 'no'
}
