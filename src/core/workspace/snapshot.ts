import type { OfferedFix } from '../authoring/fix/fixes.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { ResourcePath } from '../model/path.ts'
import type { Picture } from '../picture/picture.ts'
import type { PolicyKindCount } from './counts.ts'

/** A place in a file, resolved: 1-based line and column as editors count them. */
export interface Location {
  readonly file: string
  readonly span: Span
  readonly line: number
  readonly column: number
}

export interface Problem {
  readonly diagnostic: Diagnostic
  readonly location: Location
  /** Repairs that the planner knows besides the reader's own; absent for none. */
  readonly fixes?: readonly OfferedFix[]
  /** Nodes of the picture that it marks; absent for none. */
  readonly nodes?: readonly string[]
}

/** What the page gets for one revision of the document. */
export interface Snapshot {
  readonly revision: number
  readonly picture: Picture
  /** Those that can be shown and no comment silences, worst first; a text that is wrong ten thousand times is told so often enough. */
  readonly problems: readonly Problem[]
  /** How many there are in all. */
  readonly problemCount: number
  readonly files: readonly FileSummary[]
  /** Banner lines: "without 14 CiliumNetworkPolicies", "flannel: policies have no effect". */
  readonly banners: readonly string[]
  readonly policies: readonly PolicySummary[]
  readonly counts: PolicyKindCount
  /** All endpoints a question can name. */
  readonly endpoints: readonly EndpointSummary[]
  /** Where pods of unknown address are taken to lie unless the person says otherwise; absent: presumed (IPB-4a). */
  readonly podRangeSuggestion?: PodRangeOffer
}

/** The Nodes' podCIDRs, in which all known pod addresses lie (IPB-4a). */
export interface PodRangeOffer {
  /** Never empty; neighbours joined. */
  readonly cidrs: readonly string[]
  /** How many pod addresses are known. */
  readonly addresses: number
}

export interface FileSummary {
  readonly name: string
  readonly resources: number
  readonly policies: number
  readonly errors: number
  readonly warnings: number
}

export interface PolicySummary {
  readonly path: ResourcePath
  readonly namespace: string
  readonly name: string
  readonly stale: boolean
}

export interface EndpointSummary {
  readonly id: string
  /** `payments / api-server`. */
  readonly label: string
  readonly implied: boolean
}
