import { isFirstSample } from '../features/documents/first-sample.ts'
import { useApp } from '../store/context.tsx'
import { FirstHint } from './late-parts.tsx'

/** What to do next, in every document but the sample that has the doors over it. */
export function NewcomerHint() {
  const hasDoors = useApp(({ documentId }) => documentId === '' || isFirstSample(documentId))
  return hasDoors ? null : <FirstHint />
}
