import { useId, useState } from 'react'
import { formatWantedPort, isSamePort, readPorts } from '../../core/authoring/connect/read-ports.ts'
import type { ConnectIntention, ConnectPlan, WantedPort } from '../../core/authoring/plan.ts'

type Ports = ConnectIntention['ports']

interface PortsFieldProps {
  /** Those of the intention; others than the field reported last come from outside and are taken over. */
  readonly ports: Ports
  readonly plan: ConnectPlan | undefined
  readonly onChange: (ports: Ports, problem: string | undefined) => void
  readonly onConfirm: () => void
}

interface Entry {
  readonly every: boolean
  readonly ticked: readonly WantedPort[]
  readonly text: string
}

/** The ports of a connection: those the target declares, any others as text, or every port. Nothing is preselected. */
export function PortsField({ ports, plan, onChange, onConfirm }: PortsFieldProps) {
  const [entry, setEntry] = useState(() => toEntry(ports))
  const [reported, setReported] = useState(ports)
  if (ports !== reported) {
    setReported(ports)
    setEntry(toEntry(ports))
  }
  const { every, ticked, text } = entry
  const helpId = useId()
  const reading = readPorts(text)
  const problem = every ? undefined : reading.problem

  const report = (part: Partial<Entry>) => {
    const next = { ...entry, ...part }
    const wanted = toPorts(next)
    setEntry(next)
    setReported(wanted)
    onChange(wanted, next.every ? undefined : readPorts(next.text).problem)
  }
  const tick = (port: WantedPort, isOn: boolean) => {
    const rest = ticked.filter((other) => !isSamePort(port, other))
    report({ ticked: isOn ? [...rest, port] : rest })
  }

  return (
    <fieldset className="ports-field" aria-describedby={helpId}>
      <legend>Ports</legend>
      <div className="ports-field__row">
        {plan?.offers.map(({ port, label }) => (
          <label key={label} className="check">
            <input
              type="checkbox"
              disabled={every}
              checked={ticked.some((other) => isSamePort(port, other))}
              onChange={(event) => tick(port, event.target.checked)}
            />
            <code>{label}</code>
          </label>
        ))}
        <input
          type="text"
          className="ports-field__text"
          aria-label={plan && plan.offers.length > 0 ? 'Other ports' : 'Ports'}
          aria-invalid={problem !== undefined}
          aria-describedby={helpId}
          placeholder="8080, 9000-9010/UDP, http"
          data-first-focus
          disabled={every}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => report({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            onConfirm()
          }}
        />
        <label className="check">
          <input type="checkbox" checked={every} onChange={(event) => report({ every: event.target.checked })} />
          every port
        </label>
      </div>
      <p id={helpId} className={problem !== undefined ? 'help help--error' : 'help'} role="status">
        {[problem, plan?.portsNote].filter(Boolean).join(' · ')}
      </p>
    </fieldset>
  )
}

function toEntry(ports: Ports): Entry {
  if (ports === 'every') return { every: true, ticked: [], text: '' }
  return { every: false, ticked: [], text: ports.map(formatWantedPort).join(', ') }
}

function toPorts({ every, ticked, text }: Entry): Ports {
  if (every) return 'every'
  const typed = readPorts(text).ports
  return [...ticked, ...typed.filter((port) => !ticked.some((other) => isSamePort(port, other)))]
}
