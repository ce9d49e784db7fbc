import type { Direction } from '../../model/policy.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import type { Narrowing } from '../plan.ts'
import type { Rewritten } from './judge-draft.ts'

/** An end that stops what it can, and the ports that it leaves to the other end; none where it stops all. */
export interface Share {
  readonly direction: Direction
  readonly left: PortsByProtocol
}

/** A way to stop the flow, before it is judged. */
export interface Proposal extends Pick<Narrowing, 'id' | 'kind' | 'words'>, Rewritten {
  /** The end whose rules it narrows, and what it leaves to the other; absent where no rules are narrowed. */
  readonly share?: Share
  /** What is closed beside what the document shows: pods that are added later. */
  readonly unseen: readonly string[]
}

/** What is proposed, and why there is no more. */
export interface Proposed {
  readonly proposals: readonly Proposal[]
  readonly refusals: readonly string[]
}
