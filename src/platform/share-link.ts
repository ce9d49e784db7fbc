/** The part of the page's address after its `#`; empty when there is none. It never leaves the browser. */
export function readHash(): string {
  return location.hash.slice(1)
}

/** Takes it out of the address; the page stays as it is. */
export function clearHash(): void {
  if (location.hash !== '' || location.href.endsWith('#'))
    history.replaceState(history.state, '', location.pathname + location.search)
}

/** Puts another part there; nobody is told. */
export function putHash(hash: string): void {
  history.replaceState(history.state, '', `#${hash}`)
}

/** Tells whenever it becomes another one. Returns what ends that. */
export function hearHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The address of this page with another part after its `#`. */
export function linkWith(hash: string): string {
  return `${location.href.replace(/#.*$/s, '')}#${hash}`
}
