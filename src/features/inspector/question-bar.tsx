import { useEffect, useState } from 'react'
import { PROTOCOLS, type Protocol } from '../../core/net/ports.ts'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { portOfText, readTypedEnd } from './typed-end.ts'

const NOTHING: readonly EndpointSummary[] = []

/** From, to, on port and protocol: asked as soon as it is complete. */
export function QuestionBar() {
  const question = useApp((state) => state.question)
  const endpoints = useApp((state) => state.snapshot?.endpoints ?? NOTHING)
  const { ask } = useAppActions()
  const [from, setFrom] = useState(question?.from ?? null)
  const [to, setTo] = useState(question?.to ?? null)
  const [port, setPort] = useState(String(question?.port ?? ''))
  const [protocol, setProtocol] = useState<Protocol>(question?.protocol ?? 'TCP')

  // A question asked elsewhere, on the canvas or by opening another document, is shown here.
  useEffect(() => {
    setFrom(question?.from ?? null)
    setTo(question?.to ?? null)
    setPort(String(question?.port ?? ''))
    setProtocol(question?.protocol ?? 'TCP')
  }, [question])

  const change = (part: { from?: string; to?: string; port?: string; protocol?: Protocol }) => {
    const wanted = { from, to, port, protocol, ...part }
    setFrom(wanted.from)
    setTo(wanted.to)
    setPort(wanted.port)
    setProtocol(wanted.protocol)
    const number = readPort(wanted.port)
    if (wanted.from !== null && wanted.to !== null && number !== undefined)
      ask({ from: wanted.from, to: wanted.to, protocol: wanted.protocol, port: number })
  }
  const options = endpoints.map(({ id, label, implied }) => ({
    value: id,
    label: implied ? `${label} (implied)` : label,
  }))
  return (
    <fieldset className="question">
      <legend className="visually-hidden">Question</legend>
      <Combobox
        name="From"
        placeholder="from: name or address"
        value={from}
        options={options}
        readTyped={readTypedEnd}
        onChange={(from) => change({ from })}
      />
      <span aria-hidden className="question-arrow">
        →
      </span>
      <Combobox
        name="To"
        placeholder="to: name, address or URL"
        value={to}
        options={options}
        readTyped={readTypedEnd}
        onChange={(to) => change({ to, ...portOfText(to) })}
      />
      <span className="quiet">on</span>
      <input
        className="input question-port"
        aria-label="Port"
        aria-invalid={port !== '' && readPort(port) === undefined}
        inputMode="numeric"
        placeholder="port"
        value={port}
        onChange={(event) => change({ port: event.target.value.trim() })}
      />
      <select
        className="input"
        aria-label="Protocol"
        value={protocol}
        onChange={(event) => change({ protocol: event.target.value as Protocol })}
      >
        {PROTOCOLS.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </fieldset>
  )
}

function readPort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined
  const port = Number(text)
  return port >= 1 && port <= 65535 ? port : undefined
}
