import { isFirstSample } from '../features/documents/first-sample.ts'
import { taskOf } from '../features/practice/practice-progress.ts'
import { useApp } from '../store/context.tsx'
import { FirstHint } from './late-parts.tsx'

/** What to do next, but where the doors stand over the sample, and in tasks, which have hints of their own. */
export function NewcomerHint() {
  const documentId = useApp((state) => state.documentId)
  const isOther = documentId === '' || isFirstSample(documentId) || taskOf(documentId) !== undefined
  return isOther ? null : <FirstHint />
}
