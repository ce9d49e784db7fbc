import { readPreference, writePreference } from '../../platform/preferences.ts'

const RECENT = 'recent-commands'
const KEPT = 12

/** Ids of the commands that were chosen from the palette, the last one first. */
export function readRecent(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(readPreference(RECENT) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function noteRecent(id: string): void {
  writePreference(RECENT, JSON.stringify([id, ...readRecent().filter((other) => other !== id)].slice(0, KEPT)))
}
