import type { Prepared } from '../../engine/prepare.ts'
import type { TextDocument } from '../../model/edit.ts'
import type { FoundNarrowings } from './disconnect-narrow.ts'
import type { Search } from './disconnect-search.ts'

interface Kept {
  readonly prepared: Prepared
  readonly asked: string
  readonly found: FoundNarrowings
}

/** Of each document the ways that were found last: who chooses among them asks for the same again. */
const last = new WeakMap<TextDocument, Kept>()

/** What was found for the same question on the same document, when that was the last one. */
export function recallNarrowings(search: Search): FoundNarrowings | undefined {
  const { document, prepared } = search.context
  const kept = last.get(document)
  return kept?.prepared === prepared && kept.asked === toQuestion(search) ? kept.found : undefined
}

/** Keeps what was found, and returns it. */
export function keepNarrowings(search: Search, found: FoundNarrowings): FoundNarrowings {
  const { document, prepared } = search.context
  last.set(document, { prepared, asked: toQuestion(search), found })
  return found
}

/** What the ways depend on beside the document. */
function toQuestion({ sides, passing, asked }: Search): string {
  return JSON.stringify([sides, passing, asked])
}
