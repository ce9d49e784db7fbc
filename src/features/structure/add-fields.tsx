import { useState } from 'react'
import type { AddIntention } from '../../core/authoring/structure/plan-structure-add.ts'
import { AddedPortsField } from './added-ports-field.tsx'
import { NameField } from './name-field.tsx'
import { NamespaceField } from './namespace-field.tsx'

interface AddFieldsProps {
  readonly intention: AddIntention
  /** `problem`: why it cannot be made although a plan may stand. */
  readonly onChange: (intention: AddIntention, problem?: string) => void
}

/** The little that a new manifest needs. */
export function AddFields({ intention, onChange }: AddFieldsProps) {
  const { resource } = intention
  const [problem, setProblem] = useState<string>()
  const change = (next: AddIntention['resource']) => onChange({ ...intention, resource: next }, problem)
  return (
    <>
      <NameField label="Name" value={resource.name} onChange={(name) => change({ ...resource, name })} />
      {resource.kind !== 'Namespace' && (
        <NamespaceField value={resource.namespace} onChange={(namespace) => change({ ...resource, namespace })} />
      )}
      {(resource.kind === 'Deployment' || resource.kind === 'Pod') && (
        <AddedPortsField
          onChange={(ports, portsProblem) => {
            setProblem(portsProblem)
            onChange({ ...intention, resource: { ...resource, ports } }, portsProblem)
          }}
        />
      )}
    </>
  )
}
