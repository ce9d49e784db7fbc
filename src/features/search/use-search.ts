import { useEffect, useState } from 'react'
import type { SearchAnswer } from '../../core/picture/search.ts'
import { useApp, useAppActions } from '../../store/context.tsx'

const NOTHING: SearchAnswer = { groups: [], nodes: [] }

interface Search {
  readonly text: string
  readonly setText: (text: string) => void
  /** Of the newest text that was answered; null while none is. */
  readonly answer: SearchAnswer | null
  /** Whether it answers what is typed now, not only what was typed a moment ago. */
  readonly isCurrent: boolean
}

/** What is typed, and what is found by it: asked again when the document or the picture changes. */
export function useSearch(): Search {
  const [text, setText] = useState('')
  const [held, setHeld] = useState<{ readonly to: string; readonly answer: SearchAnswer } | null>(null)
  const picture = useApp((state) => state.snapshot?.picture)
  const documentId = useApp((state) => state.documentId)
  const { search, endSearch } = useAppActions()
  const wanted = text.trim()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is another search
  useEffect(() => setText(''), [documentId])
  useEffect(() => {
    if (wanted === '' || picture === undefined) {
      setHeld(null)
      endSearch()
      return
    }
    let isGone = false
    search(wanted).then((answer) => {
      if (answer !== null && !isGone) setHeld({ to: wanted, answer })
    })
    return () => {
      isGone = true
    }
  }, [wanted, picture, search, endSearch])
  if (wanted === '') return { text, setText, answer: NOTHING, isCurrent: true }
  return { text, setText, answer: held?.answer ?? null, isCurrent: held?.to === wanted }
}
