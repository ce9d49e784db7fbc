import type { CniFeature, CniRow, Support } from './cni-cell.ts'
import * as rows from './cni-rows.ts'

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

/** The table of CNI-2, a row a profile. */
export const CNI_TABLE: Readonly<Record<CniProfile, CniRow>> = {
  upstream: rows.UPSTREAM,
  calico: rows.CALICO,
  canal: rows.CANAL,
  cilium: rows.CILIUM,
  antrea: rows.ANTREA,
  'ovn-kubernetes': rows.OVN_KUBERNETES,
  'kube-router': rows.KUBE_ROUTER,
  'aws-vpc-cni': rows.AWS_VPC_CNI,
  'azure-npm': rows.AZURE_NPM,
  weave: rows.WEAVE,
  kindnet: rows.KINDNET,
  flannel: rows.FLANNEL,
}

/** The profile of a name, as people and stored documents give it; `none` is flannel (CNI-1). */
export function findProfile(name: string): CniProfile | undefined {
  return name === 'none' ? 'flannel' : CNI_PROFILES.find((profile) => profile === name)
}

/** Whether a plugin has a feature. */
export function supportOf(profile: CniProfile, feature: CniFeature): Support {
  return CNI_TABLE[profile][feature].support
}

/** Whether policies are stored without any effect (CNI-1). */
export function ignoresPolicies(profile: CniProfile): boolean {
  return supportOf(profile, 'ingress') === 'no' && supportOf(profile, 'egress') === 'no'
}
