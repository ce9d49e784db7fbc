import { useId, useState } from 'react'
import type { ConnectIntention, ConnectPlan, WantedPort } from '../../core/authoring/plan.ts'
import { isSamePort, readPorts } from './read-ports.ts'

type Ports = ConnectIntention['ports']

interface PortsFieldProps {
  readonly plan: ConnectPlan | undefined
  readonly onChange: (ports: Ports, problem: string | undefined) => void
  readonly onConfirm: () => void
}

/** The ports of a connection: those the target declares, any others as text, or every port. Nothing is preselected. */
export function PortsField({ plan, onChange, onConfirm }: PortsFieldProps) {
  const [every, setEvery] = useState(false)
  const [ticked, setTicked] = useState<readonly WantedPort[]>([])
  const [text, setText] = useState('')
  const helpId = useId()
  const reading = readPorts(text)
  const missing = plan?.obstacles.find((obstacle) => obstacle.code === 'ports-missing')
  const help = every ? undefined : (reading.problem ?? missing?.words)

  const report = (next: { every?: boolean; ticked?: readonly WantedPort[]; text?: string }) => {
    const typed = readPorts(next.text ?? text)
    const chosen = next.ticked ?? ticked
    const isEvery = next.every ?? every
    const added = typed.ports.filter((port) => !chosen.some((other) => isSamePort(port, other)))
    onChange(isEvery ? 'every' : [...chosen, ...added], isEvery ? undefined : typed.problem)
  }
  const tick = (port: WantedPort, isOn: boolean) => {
    const rest = ticked.filter((other) => !isSamePort(port, other))
    const next = isOn ? [...rest, port] : rest
    setTicked(next)
    report({ ticked: next })
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
          aria-invalid={reading.problem !== undefined && !every}
          aria-describedby={helpId}
          placeholder="8080, 9000-9010/UDP, http"
          data-first-focus
          disabled={every}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            report({ text: event.target.value })
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            onConfirm()
          }}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={every}
            onChange={(event) => {
              setEvery(event.target.checked)
              report({ every: event.target.checked })
            }}
          />
          every port
        </label>
      </div>
      <p id={helpId} className={reading.problem !== undefined && !every ? 'help help--error' : 'help'} role="status">
        {[help, plan?.portsNote].filter(Boolean).join(' · ')}
      </p>
    </fieldset>
  )
}
