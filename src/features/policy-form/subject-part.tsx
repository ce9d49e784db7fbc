import { useState } from 'react'
import type { SelectorForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { PolicyFormModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { MatchCount } from './match-count.tsx'
import { SelectorEditor } from './selector-editor.tsx'
import { useCount } from './use-count.ts'

/** Whom the policy is about: `spec.podSelector` (SEL-5). */
export function SubjectPart({ form }: { form: PolicyFormModel }) {
  const { namespace, subject, matches } = form
  const [typing, setTyping] = useState<SelectorForm | null>(null)
  const typed = useCount(typing && { namespace, podSelector: typing })
  const choices = [
    ...(subject.state === 'absent'
      ? [{ state: 'absent', words: `every pod of ${namespace} (podSelector is not written)` } as const]
      : []),
    { state: 'empty', words: `every pod of ${namespace} (podSelector: {})` } as const,
  ]
  return (
    <section className="form-part" aria-label="Pods it is about">
      <h3>Pods it is about</h3>
      <SelectorEditor
        name="Pods"
        selector={subject}
        owners={{ kind: 'pods', namespace }}
        choices={choices}
        onTyping={setTyping}
      >
        <MatchCount matches={matches} typed={typed} namespace={namespace} />
      </SelectorEditor>
    </section>
  )
}
