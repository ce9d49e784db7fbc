import { useId, useState } from 'react'
import { formatWantedPort, readPorts } from '../../core/authoring/connect/read-ports.ts'
import type { PortsField } from '../../core/authoring/templates/field.ts'

interface PortsInputProps {
  readonly field: PortsField
  readonly onGive: (ports: PortsField['value'], problem?: string) => void
}

/** Ports as text, those that the pods declare to begin with, or every port. */
export function PortsInput({ field, onGive }: PortsInputProps) {
  const helpId = useId()
  /** What was typed; null while the field shows what the document suggests. */
  const [typed, setTyped] = useState<string | null>(null)
  const isEvery = field.value === 'every'
  const suggested = field.value === 'every' ? '' : field.value.map(formatWantedPort).join(', ')
  const text = typed ?? suggested
  const problem = isEvery ? undefined : readPorts(text).problem
  const give = (next: string) => {
    const reading = readPorts(next)
    setTyped(next)
    onGive(reading.ports, reading.problem)
  }
  const giveEvery = (every: boolean) => (every ? onGive('every') : give(typed ?? ''))
  return (
    <div className="field">
      <span aria-hidden>{field.label}</span>
      <span className="field-row">
        <input
          type="text"
          className="mono"
          aria-label={field.label}
          aria-invalid={problem !== undefined}
          aria-describedby={helpId}
          placeholder={isEvery ? 'every port' : '8080, 9000-9010/UDP, http'}
          disabled={isEvery}
          spellCheck={false}
          autoComplete="off"
          value={isEvery ? '' : text}
          onChange={(event) => give(event.target.value)}
        />
        <label className="check">
          <input type="checkbox" checked={isEvery} onChange={(event) => giveEvery(event.target.checked)} />
          every port
        </label>
      </span>
      <span id={helpId} className="help help--error" role="status">
        {problem}
      </span>
    </div>
  )
}
