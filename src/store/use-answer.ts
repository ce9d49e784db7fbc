import { useEffect, useState } from 'react'
import type { AnswerOf, RequestOf } from '../worker/protocol.ts'
import { useApp, useAppActions } from './context.tsx'
import type { AskedCall } from './state.ts'

/**
 * What the engine says to a question, asked again whenever it has read the text anew; the last answer stays until then.
 * Null while there is none, and for no question. Of questions of one name that wait, the engine keeps only the newest.
 */
export function useAnswer<Name extends AskedCall>(name: Name, request: RequestOf<Name> | null): AnswerOf<Name> | null {
  const snapshot = useApp((state) => state.snapshot)
  const { askEngine } = useAppActions()
  const key = request === null ? null : JSON.stringify(request)
  const [held, setHeld] = useState<{ readonly key: string; readonly answer: AnswerOf<Name> } | null>(null)
  useEffect(() => {
    if (key === null || snapshot === null) return
    let isGone = false
    askEngine(name, JSON.parse(key) as RequestOf<Name>).then((answer) => {
      if (answer !== null && !isGone) setHeld({ key, answer })
    })
    return () => {
      isGone = true
    }
  }, [name, key, snapshot, askEngine])
  return held !== null && held.key === key ? held.answer : null
}
