/** What one tab tells the others of its documents. */
export type TabMessage =
  | { readonly kind: 'saved'; readonly id: string; readonly revision: number }
  | { readonly kind: 'renamed'; readonly id: string; readonly title: string }
  | { readonly kind: 'deleted'; readonly id: string }
  /** Something else in the list. */
  | { readonly kind: 'listed' }

export interface TabChannel {
  say(message: TabMessage): void
  hear(listener: (message: TabMessage) => void): void
}

/** Other tabs of this page in this browser; nobody where the browser knows no channels. */
export function createTabChannel(): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return { say: () => {}, hear: () => {} }
  const channel = new BroadcastChannel('bulkhead')
  return {
    say: (message) => channel.postMessage(message),
    hear(listener) {
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => listener(data)
    },
  }
}
