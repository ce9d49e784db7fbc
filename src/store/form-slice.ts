import type { EditPolicyIntention } from '../core/authoring/policy-form/policy-form-change.ts'
import { Superseded } from '../worker/client.ts'
import type { AnswerOf, RequestOf } from '../worker/protocol.ts'
import type { FormEdit } from './form-edit.ts'
import { canEditForm, isPlanOf, withOutcome } from './form-edits.ts'
import { isPlanned } from './is-waiting.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions, AppState } from './state.ts'

type FormActions = Pick<AppActions, 'editPolicy' | 'advanceForm' | 'countPods' | 'completeLabels'>

/**
 * The form of the selected policy: its edits go through `proposeChange`, one after the other, each planned on the text
 * that the one before it left. None is lost when the next comes quickly, and none is planned on parts that have moved.
 */
export function createFormSlice({ set, get, engine }: SliceContext): FormActions {
  const tell = (intention: EditPolicyIntention, outcome: Parameters<typeof withOutcome>[2]) =>
    set({ formOutcomes: withOutcome(get().formOutcomes, intention, outcome) })

  const begin = () => {
    const next = get().formEdits[0]
    if (!next) return
    if (isPlanned(get().dialog) || get().document.revision !== next.base) {
      tell(next.intention, { kind: 'missed' })
      return drop()
    }
    get().proposeChange(next.intention)
  }

  const drop = () => {
    set({ formEdits: get().formEdits.slice(1) })
    begin()
  }

  let asked: Promise<unknown> = Promise.resolve()
  /** One after the other: of calls of one name that wait, the engine keeps only the newest. */
  const ask = <Name extends 'countPods' | 'completeLabels'>(name: Name, request: RequestOf<Name>) => {
    const answer = asked.then(async (): Promise<AnswerOf<Name> | null> => {
      if (get().snapshot === null) return null
      try {
        return await engine.call(name, request)
      } catch (error) {
        if (!(error instanceof Superseded)) set({ engineFailure: String(error) })
        return null
      }
    })
    asked = answer
    return answer
  }

  return {
    editPolicy(change, manner) {
      const { selection, formEdits, document } = get()
      const policy = selection?.kind === 'policy' ? selection.id : ''
      const intention: EditPolicyIntention = { kind: 'edit-policy', policy, change }
      if (!canEditForm(get())) {
        tell(intention, { kind: 'missed' })
        return intention
      }
      const edit: FormEdit = { intention, manner, base: formEdits[0]?.base ?? document.revision }
      set({ formEdits: [...formEdits, edit] })
      if (formEdits.length === 0) begin()
      return intention
    },
    advanceForm() {
      const { formEdits, dialog, working } = get()
      if (formEdits.length > 0 && !working && !isPlanOf(dialog, formEdits[0])) drop()
    },
    countPods: (request) => ask('countPods', request),
    completeLabels: async (request) => (await ask('completeLabels', request)) ?? [],
  }
}

/** What the page forgets when another policy, or none, is looked at. Edits on their way are made all the same. */
export const NO_FORM: Pick<AppState, 'policyForm' | 'formOutcomes'> = { policyForm: null, formOutcomes: new Map() }
