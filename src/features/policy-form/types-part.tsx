import { useId } from 'react'
import type { PolicyFormModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { DIRECTIONS, type Direction } from '../../core/model/policy.ts'
import { EditButton } from './edit-button.tsx'
import { EditNote } from './edit-note.tsx'
import { DIRECTION_WORDS } from './form-words.ts'
import { useEdit } from './use-edit.ts'

/** The directions in which the policy isolates, and whether it says so itself (ISO-2). */
export function TypesPart({ form }: { form: PolicyFormModel }) {
  const id = useId()
  const edit = useEdit()
  const isolated = form.directions.flatMap(({ direction, isolates }) => (isolates ? [direction] : []))
  const toggle = (direction: Direction) => {
    const types = DIRECTIONS.filter((one) => isolated.includes(one) !== (one === direction))
    edit.propose({ kind: 'set-policy-types', types }, 'asked')
  }
  const isWritten = form.policyTypes === 'written'
  return (
    <section className="form-part" aria-label="Directions it isolates">
      <h3>Directions it isolates</h3>
      <div className="types-row">
        {DIRECTIONS.map((direction) => (
          <label key={direction} className="check">
            <input
              type="checkbox"
              checked={isolated.includes(direction)}
              aria-describedby={id}
              onChange={() => toggle(direction)}
            />
            {DIRECTION_WORDS[direction].type}
          </label>
        ))}
        {isWritten ? (
          <EditButton name="Leave policyTypes to the rules" change={{ kind: 'set-policy-types', types: 'derived' }}>
            Leave it to the rules
          </EditButton>
        ) : (
          <EditButton name="Write policyTypes out" change={{ kind: 'set-policy-types', types: isolated }}>
            Write it out
          </EditButton>
        )}
      </div>
      <p className="quiet">
        {isWritten
          ? 'policyTypes is written: what it does not name, the policy says nothing about.'
          : 'policyTypes is not written: ingress always, and egress because of egress rules where there are any (ISO-2).'}
      </p>
      <EditNote id={id} outcome={edit.outcome} {...(edit.outcome ? { onDiscard: edit.forget } : {})} />
    </section>
  )
}
