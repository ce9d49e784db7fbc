import { readPreference, writePreference } from '../../platform/preferences.ts'

const SAMPLE = 'first-sample'

/** Remembers which document is the sample of the first visit. */
export function noteFirstSample(documentId: string): void {
  writePreference(SAMPLE, documentId)
}

export function isFirstSample(documentId: string): boolean {
  return documentId !== '' && documentId === readPreference(SAMPLE)
}
