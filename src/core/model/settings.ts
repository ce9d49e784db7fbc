import { type AddressSet, isSubset } from '../net/address.ts'
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

/** Whether both judge every cluster alike. */
export function isSameSettings(a: EngineSettings, b: EngineSettings): boolean {
  return a === b || (a.cni === b.cni && a.implied === b.implied && isSameRanges(a.podRanges, b.podRanges))
}

function isSameRanges(a: EngineSettings['podRanges'], b: EngineSettings['podRanges']): boolean {
  if (a === undefined || b === undefined || a === 'any' || b === 'any') return a === b
  return isSubset(a, b) && isSubset(b, a)
}
