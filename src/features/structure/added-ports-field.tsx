import { useId, useState } from 'react'
import type { AddedPort } from '../../core/authoring/structure/plan-add-resource.ts'
import { readAddedPorts } from './read-added-ports.ts'

interface AddedPortsFieldProps {
  readonly onChange: (ports: readonly AddedPort[], problem: string | undefined) => void
}

/** The ports a new container declares; it may declare none. */
export function AddedPortsField({ onChange }: AddedPortsFieldProps) {
  const [text, setText] = useState('')
  const helpId = useId()
  const { problem } = readAddedPorts(text)
  const change = (next: string) => {
    const reading = readAddedPorts(next)
    setText(next)
    onChange(reading.ports, reading.problem)
  }
  return (
    <label className="field">
      <span>Ports</span>
      <input
        type="text"
        className="mono"
        aria-label="Ports"
        aria-invalid={problem !== undefined}
        aria-describedby={helpId}
        placeholder="none, or 8080, 53/UDP"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <span id={helpId} className="help help--error" role="status">
        {problem}
      </span>
    </label>
  )
}
