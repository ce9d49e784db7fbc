import { useState } from 'react'
import type { LabelOwners } from '../../core/authoring/policy-form/policy-form-completions.ts'
import { useAppActions } from '../../store/context.tsx'
import type { Suggestion } from '../../ui/suggest-field.tsx'

const NONE: readonly Suggestion[] = []

/** Label keys, or the values of one, that the document has: looked up when a field is entered. */
export function useCompletions(owners: LabelOwners, key?: string): readonly [readonly Suggestion[], () => void] {
  const { completeLabels } = useAppActions()
  const [found, setFound] = useState<readonly Suggestion[]>(NONE)
  const what = owners.kind === 'pods' ? 'workload' : 'namespace'
  const load = async () => {
    const completions = await completeLabels(key === undefined ? { owners } : { owners, key })
    setFound(completions.map(({ text, count }) => ({ text, note: count === 1 ? `1 ${what}` : `${count} ${what}s` })))
  }
  return [found, load]
}
