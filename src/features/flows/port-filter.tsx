import { useState } from 'react'
import { readPortFilter } from '../../core/flow-table/read-port-filter.ts'

interface PortFilterProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Ports as a person types them; what cannot be read yet filters nothing. */
export function PortFilter({ value, onChange }: PortFilterProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const isUnreadable = typed !== null && readPortFilter(typed) === undefined
  const change = (text: string) => {
    const isReadable = readPortFilter(text) !== undefined
    setTyped(isReadable ? null : text)
    onChange(isReadable ? text : '')
  }
  return (
    <span className="flow-filter-port">
      <input
        className="input"
        aria-label="Ports"
        aria-invalid={isUnreadable}
        aria-describedby={isUnreadable ? 'flow-port-error' : undefined}
        placeholder="port: 443, udp/53"
        title="443, udp/53, sctp, 8000-8100; several with commas between"
        spellCheck={false}
        value={typed ?? value}
        onChange={(event) => change(event.target.value)}
      />
      {isUnreadable && (
        <span className="flow-port-error" id="flow-port-error">
          no port: write 443, udp/53 or 8000-8100
        </span>
      )}
    </span>
  )
}
