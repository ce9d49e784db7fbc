import { type FormEvent, useState } from 'react'
import type { AddedKind } from '../../core/authoring/plan-add-resource.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import '../../ui/field.css'

/** Asks for the little a new manifest needs. */
export function AddDialog({ kind, onClose }: { kind: AddedKind; onClose: () => void }) {
  const nodes = useApp((state) => state.snapshot?.picture.nodes)
  const namespaces = nodes?.flatMap((node) => (node.kind === 'namespace' ? node.namespace : [])) ?? []
  const { addResource } = useAppActions()
  const [name, setName] = useState('')
  const [namespace, setNamespace] = useState(namespaces[0] ?? 'default')
  const isNamespace = kind === 'Namespace'
  const isTaken = useApp(({ snapshot }) =>
    isNamespace
      ? snapshot?.picture.nodes.some((node) => node.kind === 'namespace' && node.declared && node.namespace === name)
      : snapshot?.endpoints.some(({ id }) => id === `${namespace}/${kind.toLowerCase()}/${name}`),
  )
  const refusal =
    refuse(name) ??
    (isNamespace ? undefined : refuse(namespace)) ??
    (isTaken ? `there is a ${kind} ${name} already` : undefined)
  const [refused, setRefused] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (refusal) return
    const words = await addResource(isNamespace ? { kind, name } : { kind, namespace, name })
    if (words === undefined) onClose()
    else setRefused(words)
  }
  return (
    <Dialog
      title={`New ${kind}`}
      description="A minimal manifest is written into the document; change it there."
      onClose={onClose}
    >
      <form className="field-form" onSubmit={submit}>
        <label className="field">
          <span>Name</span>
          <input value={name} onChange={(event) => setName(event.target.value.trim())} spellCheck={false} />
        </label>
        {!isNamespace && (
          <label className="field">
            <span>Namespace</span>
            <input
              list="known-namespaces"
              value={namespace}
              onChange={(event) => setNamespace(event.target.value.trim())}
            />
            <datalist id="known-namespaces">
              {namespaces.map((known) => (
                <option key={known} value={known} />
              ))}
            </datalist>
          </label>
        )}
        {name !== '' && refusal && <p className="field-error">{refusal}</p>}
        {refused && <p className="field-error">{refused}</p>}
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={refusal !== undefined}>
            Add {kind}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Names of namespaces and workloads are DNS labels. */
function refuse(name: string): string | undefined {
  const isLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
  return isLabel
    ? undefined
    : 'lower-case letters, digits and “-”, at most 63, beginning and ending with a letter or digit'
}
