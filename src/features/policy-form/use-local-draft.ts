import { useState } from 'react'
import type { Draft } from './use-draft.ts'
import { useEdit } from './use-edit.ts'

/** A value of a part that is still being put together: it is written with the whole. */
export function useLocalDraft<Value>(start: Value): Draft<Value> {
  const [value, set] = useState(start)
  const edit = useEdit()
  return { value, isChanged: true, edit, set, commit: () => {}, submit: set, discard: () => {} }
}
