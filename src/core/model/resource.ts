import type { JsonObject } from './json.ts'
import type { ResourcePath } from './path.ts'
import type { NetworkPolicy } from './policy.ts'

/** One object of the document: what a reader hands on. Its text is found through its path. */
export interface Resource {
  readonly path: ResourcePath
  readonly apiVersion: string
  readonly kind: string
  /** As read, with the meaning `kubectl` gives to scalars (YML-2). Treat as immutable and shared. */
  readonly value: JsonObject
  /** Present on a valid networking.k8s.io/v1 NetworkPolicy, and on a stale one in its last valid form. */
  readonly policy?: NetworkPolicy | undefined
  /** The text is broken or invalid now; this is the last good form of that place. */
  readonly stale: boolean
}
