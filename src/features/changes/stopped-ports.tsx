import { useId, useState } from 'react'
import { formatWantedPort, readPorts } from '../../core/authoring/connect/read-ports.ts'
import type { DisconnectIntention } from '../../core/authoring/plan.ts'

interface StoppedPortsProps {
  readonly intention: DisconnectIntention
  readonly onChange: (intention: DisconnectIntention) => void
}

/** Which ports shall not pass any more: all that do, or those that are typed. */
export function StoppedPorts({ intention, onChange }: StoppedPortsProps) {
  const [text, setText] = useState(() => intention.ports?.map(formatWantedPort).join(', ') ?? '')
  const helpId = useId()
  const { problem } = readPorts(text)
  const type = (typed: string) => {
    setText(typed)
    const reading = readPorts(typed)
    // Other ports have other ways to stop them, and other rules.
    const { ports: _ports, narrow: _narrow, ticked: _ticked, ...edge } = intention
    if (reading.problem === undefined) onChange(reading.ports.length > 0 ? { ...edge, ports: reading.ports } : edge)
  }
  return (
    <label className="stopped-ports">
      Stop only ports
      <input
        type="text"
        className="ports-field__text"
        aria-invalid={problem !== undefined}
        aria-describedby={helpId}
        placeholder="all that pass"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <span id={helpId} className={problem === undefined ? 'help' : 'help help--error'} role="status">
        {problem}
      </span>
    </label>
  )
}
