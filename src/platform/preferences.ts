/** A small setting of this browser, or null; also when storage is denied. */
export function readPreference(name: string): string | null {
  try {
    return localStorage.getItem(`bulkhead:${name}`)
  } catch {
    return null
  }
}

/** Remembers a setting as long as the browser allows it. */
export function writePreference(name: string, value: string): void {
  try {
    localStorage.setItem(`bulkhead:${name}`, value)
  } catch {
    // Storage is denied or full: the setting lasts as long as the page.
  }
}
