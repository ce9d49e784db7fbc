import type { AddressSet } from '../net/address.ts'
import type { CniProfile } from './cni-profiles.ts'

/** Inputs of evaluation that are not in the manifests. */
export interface EngineSettings {
  readonly cni: CniProfile
  /** Where pods of unknown address may lie (IPB-4a); absent: presumed private ranges; `any`: anywhere. */
  readonly podRanges?: AddressSet | 'any'
  /** Whether endpoints nobody declared are added (END-8). */
  readonly implied: boolean
}
