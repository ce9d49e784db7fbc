import { createContext, useContext } from 'react'

/** The edges whose rules lie under the caret of the editor. */
export const CaretEdges = createContext<ReadonlySet<string>>(new Set())

export function useIsAtCaret(edge: string): boolean {
  return useContext(CaretEdges).has(edge)
}
