/** Whether the browser deletes what a page stores when it needs the room. */
export type Keeping = 'kept' | 'clearable' | 'unknown'

/** In bytes, as far as the browser tells. */
export interface Room {
  readonly used: number
  readonly quota: number
}

/** What the browser said before, without asking anybody. */
export async function isKept(): Promise<boolean> {
  return (await navigator.storage?.persisted?.().catch(() => false)) ?? false
}

/** Asks the browser to keep what this page stores; some ask the person. */
export async function askToKeep(): Promise<Keeping> {
  try {
    const answer = await navigator.storage?.persist?.()
    return answer === undefined ? 'unknown' : answer ? 'kept' : 'clearable'
  } catch {
    return 'unknown'
  }
}

export async function estimateRoom(): Promise<Room | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate()
    return usage === undefined || quota === undefined ? null : { used: usage, quota }
  } catch {
    return null
  }
}
