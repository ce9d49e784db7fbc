import { useEffect, useState } from 'react'
import type { SearchAnswer } from '../../core/picture/search.ts'
import { useApp, useAppActions } from '../../store/context.tsx'

const NOTHING: SearchAnswer = { groups: [], nodes: [] }

interface Search {
  readonly text: string
  readonly setText: (text: string) => void
  /** Of the newest text that was answered; null while none is. */
  readonly answer: SearchAnswer | null
}

/** What is typed, and what is found by it: asked again when the document or the picture changes. */
export function useSearch(): Search {
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<SearchAnswer | null>(null)
  const picture = useApp((state) => state.snapshot?.picture)
  const documentId = useApp((state) => state.documentId)
  const { search, endSearch } = useAppActions()
  const wanted = text.trim()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is another search
  useEffect(() => setText(''), [documentId])
  useEffect(() => {
    if (wanted === '' || picture === undefined) {
      setAnswer(null)
      endSearch()
      return
    }
    let isCurrent = true
    search(wanted).then((found) => isCurrent && found && setAnswer(found))
    return () => {
      isCurrent = false
    }
  }, [wanted, picture, search, endSearch])
  return { text, setText, answer: wanted === '' ? NOTHING : answer }
}
