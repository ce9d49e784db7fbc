import { createContext, useContext } from 'react'
import type { EditPolicyIntention, PolicyChange } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { EditManner } from '../../store/form-edit.ts'

/** What the fields of a form change: the policy in the text, or a part that is still being put together. */
export interface EditTarget {
  readonly isReady: boolean
  readonly propose: (change: PolicyChange, manner: EditManner) => EditPolicyIntention
}

export const EditTargetContext = createContext<EditTarget | null>(null)

export function useEditTarget(): EditTarget {
  const target = useContext(EditTargetContext)
  if (!target) throw new Error('a field of the form without what it changes')
  return target
}
