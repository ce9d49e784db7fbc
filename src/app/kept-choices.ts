import { readPreference, writePreference } from '../platform/preferences.ts'
import type { AppStore } from '../store/create-app-store.ts'

const SMALL_CHANGES = 'apply-small-changes'

/** Takes over what was chosen in this browser before, and remembers what is chosen now. Returns what ends it. */
export function keepChoices(store: AppStore): () => void {
  store.getState().setAppliesSmall(readPreference(SMALL_CHANGES) === 'yes')
  return store.subscribe(({ appliesSmall }, before) => {
    if (appliesSmall !== before.appliesSmall) writePreference(SMALL_CHANGES, appliesSmall ? 'yes' : 'no')
  })
}
