/** A short message; one with the `id` of another takes its place. */
export interface Toast {
  readonly tone: 'plain' | 'warning' | 'error'
  readonly title: string
  readonly id?: string
  readonly description?: string | undefined
  readonly action?: { readonly label: string; readonly onClick: () => unknown }
  /** Something less likely that can be done. */
  readonly more?: { readonly label: string; readonly onClick: () => unknown }
  /** Milliseconds that it stays. */
  readonly duration?: number
}

type Options = Omit<Toast, 'tone' | 'title'>
type Show = (toast: Toast) => void

/** What shows them is fetched after the first picture: what is said before waits. */
const waiting: Toast[] = []
let show: Show = (toast) => void waiting.push(toast)

/** Says something shortly, above everything else. */
export function toast(title: string, options: Options = {}): void {
  show({ tone: 'plain', title, ...options })
}

toast.warning = (title: string, options: Options = {}) => show({ tone: 'warning', title, ...options })
toast.error = (title: string, options: Options = {}) => show({ tone: 'error', title, ...options })

/** From now on `deliver` shows what is said, beginning with what waits. Returns what ends it. */
export function showToasts(deliver: Show): () => void {
  show = deliver
  waiting.splice(0).forEach(deliver)
  return () => {
    show = (toast) => void waiting.push(toast)
  }
}
