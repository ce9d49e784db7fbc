/**
 * A worker that is killed, or closes itself, says nothing to the page. So it holds a lock under its own name as long as it
 * lives: whoever waits for that lock gets it when the worker is gone. Where there are no locks (pages that are not served
 * safely) only the deaths that browsers report are noticed.
 */

/** A name that no other worker of this browser has. */
export function toLifeName(): string {
  return `engine ${Math.random().toString(36).slice(2)}`
}

/** In the worker: takes the lock of its name, and then says so. */
export function tellLife(say: () => void): void {
  if (typeof navigator === 'undefined' || !navigator.locks) return
  navigator.locks.request(self.name, () => {
    say()
    return new Promise(() => {})
  })
}

/** In the page: once the worker said that it has its lock, waits for it, and reports the worker's end as an error. */
export function watchLife(worker: Worker, name: string): void {
  const wait = ({ data }: MessageEvent<{ readonly kind?: string }>) => {
    if (data.kind !== 'alive') return
    worker.removeEventListener('message', wait)
    navigator.locks.request(name, () => {
      worker.dispatchEvent(new ErrorEvent('error', { message: 'it ended without a word' }))
    })
  }
  worker.addEventListener('message', wait)
}
