import { createContext, useContext, useEffect } from 'react'
import type { SelectorChange } from '../../core/authoring/policy-form/policy-form-change.ts'

/** Hears what is being typed into a selector, to count whom it would match. */
export const TypingContext = createContext<(change: SelectorChange | null) => void>(() => {})

/** Tells the selector around of a change that is typed but not made; null for none. */
export function useTyping(change: SelectorChange | null): void {
  const tell = useContext(TypingContext)
  const words = change && JSON.stringify(change)
  useEffect(() => {
    if (words === null) return
    tell(JSON.parse(words) as SelectorChange)
    return () => tell(null)
  }, [words, tell])
}
