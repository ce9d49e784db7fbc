import { useState } from 'react'
import type { EditPolicyIntention, PolicyChange } from '../../core/authoring/policy-form/policy-form-change.ts'
import { useApp, useAppStore } from '../../store/context.tsx'
import type { EditManner, FormOutcome } from '../../store/form-edit.ts'
import type { AppState } from '../../store/state.ts'
import { useEditTarget } from './edit-target.ts'

/** The last edit that a field or button proposed, and what became of it. */
export interface Edit {
  /** `done`: it was made, or the person took it back in the preview. */
  readonly state: 'none' | 'pending' | 'stopped' | 'done'
  /** Why it stopped. */
  readonly outcome: FormOutcome | undefined
  /** Of one that is done. */
  readonly isMade: boolean
  readonly propose: (change: PolicyChange, manner: EditManner) => void
  readonly forget: () => void
}

interface Proposed {
  readonly intention: EditPolicyIntention
  /** Of the form when it was proposed. */
  readonly revision: number
}

export function useEdit(): Edit {
  const { propose } = useEditTarget()
  const store = useAppStore()
  const [proposed, setProposed] = useState<Proposed | null>(null)
  const intention = proposed?.intention
  const isPending = useApp(({ formEdits }) => formEdits.some((edit) => edit.intention === intention))
  const outcome = useApp(({ formOutcomes }) => (intention ? formOutcomes.get(intention) : undefined))
  const revision = useApp(revisionOf)
  return {
    state: !proposed ? 'none' : isPending ? 'pending' : outcome ? 'stopped' : 'done',
    outcome,
    isMade: proposed !== null && proposed.revision !== revision,
    propose: (change, manner) =>
      setProposed({ revision: revisionOf(store.getState()), intention: propose(change, manner) }),
    forget: () => setProposed(null),
  }
}

function revisionOf({ policyForm }: AppState): number {
  return policyForm === null || policyForm === 'none' ? -1 : policyForm.revision
}
