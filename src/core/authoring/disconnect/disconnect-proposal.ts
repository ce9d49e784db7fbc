import type { Direction } from '../../model/policy.ts'
import type { Narrowing } from '../plan.ts'
import type { Rewritten } from './judge-draft.ts'

/** A way to stop the flow, before it is judged. */
export interface Proposal extends Pick<Narrowing, 'id' | 'kind' | 'words'>, Rewritten {
  /** The one end whose rules it narrows; absent where both ends or none are narrowed. */
  readonly direction?: Direction
  /** What is closed beside what the document shows: pods that are added later. */
  readonly unseen: readonly string[]
}

/** What is proposed, and why there is no more. */
export interface Proposed {
  readonly proposals: readonly Proposal[]
  readonly refusals: readonly string[]
}
