/** What the browser does not let the page store lasts as long as the page. */
const unstored = new Map<string, string>()

/** A small setting of this browser, or null. */
export function readPreference(name: string): string | null {
  try {
    return localStorage.getItem(`bulkhead:${name}`) ?? unstored.get(name) ?? null
  } catch {
    return unstored.get(name) ?? null
  }
}

/** What this tab remembers across reloads, else what any tab remembered last. */
export function readTabPreference(name: string): string | null {
  try {
    return sessionStorage.getItem(`bulkhead:${name}`) ?? readPreference(name)
  } catch {
    return readPreference(name)
  }
}

/** Remembers a setting for this tab, and for tabs that open later. */
export function writeTabPreference(name: string, value: string): void {
  writePreference(name, value)
  try {
    sessionStorage.setItem(`bulkhead:${name}`, value)
  } catch {
    // Denied: tabs share what they remember.
  }
}

/** Remembers a setting: in the browser, or in the page when the browser denies it. */
export function writePreference(name: string, value: string): void {
  try {
    localStorage.setItem(`bulkhead:${name}`, value)
  } catch {
    unstored.set(name, value)
  }
}
