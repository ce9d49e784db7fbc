import { useState } from 'react'
import type { Progress } from '../core/model/work.ts'
import type { AnswerOf, RequestOf } from '../worker/protocol.ts'
import { useAppActions } from './context.tsx'

type WritingCall = 'writeFlows' | 'writeMatrix' | 'writeReview'

/** A text that the engine writes for the page. */
export interface Writing<Name extends WritingCall> {
  /** How far it is; null until it takes long, and when it is done. */
  readonly progress: Progress | null
  /** The text; null where it was stopped or overtaken. */
  readonly write: (request: RequestOf<Name>) => Promise<AnswerOf<Name> | null>
  readonly stop: () => void
}

/** Milliseconds after which a person is told that it takes a while. */
const PATIENCE = 200

export function useWriting<Name extends WritingCall>(name: Name, doing: string): Writing<Name> {
  const { askEngine, stopAsking } = useAppActions()
  const [progress, setProgress] = useState<Progress | null>(null)
  const write = async (request: RequestOf<Name>) => {
    const timer = setTimeout(() => setProgress((told) => told ?? { doing }), PATIENCE)
    const text = await askEngine(name, request, setProgress)
    clearTimeout(timer)
    setProgress(null)
    return text
  }
  return { progress, write, stop: () => stopAsking(name) }
}
