import { useEffect, useState } from 'react'
import type { PodMatches } from '../../core/authoring/policy-form/policy-form-matches.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import type { PodQuestion } from '../../worker/protocol.ts'

/** Milliseconds of rest in typing before pods are counted. */
const REST = 120

/** Whom selectors match that are being typed; null for nothing to count, and until it is known. */
export function useCount(question: PodQuestion | null): PodMatches | null {
  const { countPods } = useAppActions()
  const snapshot = useApp((state) => state.snapshot)
  const [counted, setCounted] = useState<{ readonly asked: string; readonly matches: PodMatches } | null>(null)
  const asked = question && JSON.stringify(question)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has other pods
  useEffect(() => {
    if (asked === null) return
    let isWanted = true
    const timer = setTimeout(async () => {
      const matches = await countPods(JSON.parse(asked) as PodQuestion)
      if (isWanted && matches) setCounted({ asked, matches })
    }, REST)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [asked, countPods, snapshot])
  return counted !== null && counted.asked === asked ? counted.matches : null
}
