import type { AddressSet } from '../net/address.ts'

/** Which network plugin decides what Kubernetes leaves open (IPB-3, CNI-1). */
export type CniProfile = 'upstream' | 'cilium' | 'flannel'

/** Inputs of evaluation that are not in the manifests. */
export interface EngineSettings {
  readonly cni: CniProfile
  /** Where pods of unknown address may lie (IPB-4a); absent: presumed private ranges; `any`: anywhere. */
  readonly podRanges?: AddressSet | 'any'
  /** Whether endpoints nobody declared are added (END-8). */
  readonly implied: boolean
}
