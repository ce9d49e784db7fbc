import type { AddressSet } from '../net/address.ts'
import { type CniProfile, findProfile } from './cni-profiles.ts'

/** Inputs of evaluation that are not in the manifests. */
export interface EngineSettings {
  readonly cni: CniProfile
  /** Where pods of unknown address may lie (IPB-4a); absent: presumed private ranges; `any`: anywhere. */
  readonly podRanges?: AddressSet | 'any'
  /** Whether endpoints nobody declared are added (END-8). */
  readonly implied: boolean
}

/** Settings as they were stored, perhaps by another version: a plugin of no profile reads as upstream (CNI-3). */
export function readStoredSettings(stored: EngineSettings): EngineSettings {
  return { ...stored, cni: findProfile(stored.cni) ?? 'upstream' }
}
