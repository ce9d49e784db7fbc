import { readPreference, writePreference } from '../../platform/preferences.ts'

const PASSED = 'practice-passed'
const DOCUMENTS = 'practice-documents'

/** The ids of the tasks that were passed in this browser. */
export function readPassed(): readonly string[] {
  const stored = readJson(PASSED)
  return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : []
}

export function notePassed(task: string): void {
  const passed = readPassed()
  if (!passed.includes(task)) writePreference(PASSED, JSON.stringify([...passed, task]))
}

/** The id of the task that a document is an answer to; undefined for any other document. */
export function taskOf(documentId: string): string | undefined {
  return readDocuments().find(([, document]) => document === documentId)?.[0]
}

/** The document that answers a task, if it was begun in this browser. */
export function documentOf(task: string): string | undefined {
  return readDocuments().find(([id]) => id === task)?.[1]
}

/** Remembers which document is the answer to a task; the one before is a document like any other from then on. */
export function noteDocument(task: string, documentId: string): void {
  const others = readDocuments().filter(([id]) => id !== task)
  writePreference(DOCUMENTS, JSON.stringify(Object.fromEntries([...others, [task, documentId]])))
}

function readDocuments(): readonly (readonly [task: string, documentId: string])[] {
  const stored = readJson(DOCUMENTS)
  if (typeof stored !== 'object' || stored === null) return []
  return Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
}

/** What others may have written into the storage, too. */
function readJson(name: string): unknown {
  try {
    return JSON.parse(readPreference(name) ?? 'null')
  } catch {
    return null
  }
}
