import type { Path } from '../../core/model/path.ts'
import { NewPart } from './new-part.tsx'
import { type PortFields, readPort } from './port-fields.ts'
import { PortInputs } from './port-row.tsx'
import { useLocalDraft } from './use-local-draft.ts'

interface NewPortProps {
  readonly rule: Path
  readonly start: PortFields
  readonly onDone: () => void
}

/** One more port of a rule. */
export function NewPort({ rule, start, onDone }: NewPortProps) {
  const draft = useLocalDraft(start)
  const { protocol } = draft.value
  const port = readPort(draft.value)
  return (
    <NewPart what="port" change={port && { kind: 'add-port', rule, port: { protocol, port } }} onDone={onDone}>
      <PortInputs draft={draft} name="the new port" />
    </NewPart>
  )
}
