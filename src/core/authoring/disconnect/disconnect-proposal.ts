import type { Narrowing } from '../plan.ts'
import type { Rewritten } from './judge-draft.ts'

/** A way to stop the flow, before it is judged. */
export interface Proposal extends Pick<Narrowing, 'id' | 'kind' | 'direction' | 'words'>, Rewritten {
  /** What is closed beside what the document shows: pods that are added later. */
  readonly unseen: readonly string[]
}

/** What is proposed for one end. */
export interface Proposed {
  readonly proposals: readonly Proposal[]
  readonly refusals: readonly string[]
}
