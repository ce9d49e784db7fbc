/** Why nothing was written. `full`: room has to be made first; `denied`: this browser lets the page store nothing. */
export interface WriteFailure {
  readonly kind: 'failed'
  readonly cause: 'full' | 'denied' | 'other'
  readonly reason: string
}

/** Names of what browsers throw where pages may not store: private windows, blocked site data, no IndexedDB at all. */
const DENIALS = new Set(['SecurityError', 'InvalidStateError', 'NotAllowedError', 'UnknownError'])

export function whyNotWritten(error: unknown): WriteFailure {
  if (nameOf(error) === 'QuotaExceededError')
    return { kind: 'failed', cause: 'full', reason: 'the browser has no room left' }
  if (error instanceof ReferenceError || DENIALS.has(nameOf(error)))
    return { kind: 'failed', cause: 'denied', reason: `this browser does not let pages store (${nameOf(error)})` }
  return { kind: 'failed', cause: 'other', reason: error instanceof Error ? error.message : String(error) }
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : ''
}
