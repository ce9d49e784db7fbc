import type { PolicyFormModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { TextField } from './text-field.tsx'

interface HeadPartProps {
  readonly form: PolicyFormModel
  readonly namespaces: readonly string[]
}

/** Name, namespace and description. */
export function HeadPart({ form, namespaces }: HeadPartProps) {
  const known = namespaces.map((text) => ({ text }))
  const { name, namespace, description } = form
  return (
    <section className="form-part head-part" aria-label="Name and description">
      <TextField label="Name" mono value={name} toChange={(text) => ({ kind: 'rename', name: text.trim() })} />
      <TextField
        label="Namespace"
        value={namespace}
        suggestions={known}
        toChange={(text) => ({ kind: 'move', namespace: text.trim() })}
      />
      <TextField
        label="Description"
        multiline
        value={description}
        placeholder="What the policy is for"
        toChange={(text) => ({ kind: 'describe', text })}
      />
    </section>
  )
}
