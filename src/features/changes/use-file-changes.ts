import { useRef } from 'react'
import { type FileChange, toFileChanges } from '../../core/edits/line-changes.ts'
import type { Edit } from '../../core/model/edit.ts'
import { useApp } from '../../store/context.tsx'

/** The line diffs of edits planned on a revision; while the text is ahead of it, those of the revision before. */
export function useFileChanges(edits: readonly Edit[] | undefined, revision: number): readonly FileChange[] {
  const document = useApp((state) => state.document)
  const last = useRef<{ edits: readonly Edit[] | undefined; changes: readonly FileChange[] }>({
    edits: undefined,
    changes: [],
  })
  if (last.current.edits !== edits && document.revision === revision)
    last.current = { edits, changes: edits === undefined ? [] : toFileChanges(document.files, edits) }
  return last.current.changes
}
