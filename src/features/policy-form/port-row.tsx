import { X } from 'lucide-react'
import { type FocusEvent, type ReactNode, useId } from 'react'
import type { PortModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { PROTOCOLS, type Protocol } from '../../core/net/ports.ts'
import { EditButton } from './edit-button.tsx'
import { PORT_KINDS, type PortFields, readPort, toFields } from './port-fields.ts'
import { DraftNote } from './text-field.tsx'
import { type Draft, useDraft, useDraftKeys } from './use-draft.ts'

interface PortRowProps {
  readonly entry: PortModel
  readonly children: ReactNode
}

/** An item of `ports`. */
export function PortRow({ entry, children }: PortRowProps) {
  const noteId = useId()
  const { path, words } = entry
  const draft = useDraft<PortFields>(toFields(entry), (fields) => {
    const port = readPort(fields)
    return port && { kind: 'set-port', port: path, to: { protocol: fields.protocol, port } }
  })
  return (
    <li className="port-row">
      <PortInputs draft={draft} name={words} noteId={noteId} />
      <span className="row-actions">
        {children}
        <EditButton icon name={`Remove port ${words}`} change={{ kind: 'remove-port', port: path }}>
          <X size={14} aria-hidden />
        </EditButton>
      </span>
      <DraftNote id={noteId} draft={draft} />
    </li>
  )
}

interface PortInputsProps {
  readonly draft: Draft<PortFields>
  readonly name: string
  /** Of what is said about it; absent for a part of something new, of which nothing is written before the whole is. */
  readonly noteId?: string
}

/** Protocol, kind, and the number, range or name; committed together when all of it is left. */
export function PortInputs({ draft, name, noteId }: PortInputsProps) {
  const isNew = noteId === undefined
  const fields = draft.value
  const { protocol, kind } = fields
  const keys = useDraftKeys(draft)
  // In a new part Enter adds the whole.
  const onKeyDown = isNew ? undefined : keys
  const choose = (wanted: PortFields) =>
    isNew || readPort(wanted) === undefined ? draft.set(wanted) : draft.submit(wanted)
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!isNew && !event.currentTarget.contains(event.relatedTarget)) draft.commit('passing')
  }
  return (
    <fieldset className="port-inputs" aria-label={name} onBlur={onBlur}>
      <select
        className="input"
        aria-label={`Protocol of ${name}`}
        value={protocol}
        onChange={(event) => choose({ ...fields, protocol: event.target.value as Protocol })}
      >
        {PROTOCOLS.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <select
        className="input"
        aria-label={`Kind of ${name}`}
        aria-describedby={noteId}
        value={kind}
        onChange={(event) => choose({ ...fields, kind: event.target.value as PortFields['kind'] })}
      >
        {PORT_KINDS.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      {kind === 'named' && (
        <PortText draft={draft} part="name" label={`Name of ${name}`} onKeyDown={onKeyDown} noteId={noteId} />
      )}
      {(kind === 'number' || kind === 'range') && (
        <PortText
          draft={draft}
          part="first"
          label={kind === 'range' ? `First port of ${name}` : `Number of ${name}`}
          onKeyDown={onKeyDown}
          noteId={noteId}
        />
      )}
      {kind === 'range' && (
        <>
          <span aria-hidden>–</span>
          <PortText draft={draft} part="last" label={`Last port of ${name}`} onKeyDown={onKeyDown} noteId={noteId} />
        </>
      )}
    </fieldset>
  )
}

interface PortTextProps {
  readonly draft: Draft<PortFields>
  readonly part: 'first' | 'last' | 'name'
  readonly label: string
  readonly noteId: string | undefined
  readonly onKeyDown: ReturnType<typeof useDraftKeys> | undefined
}

function PortText({ draft, part, label, noteId, onKeyDown }: PortTextProps) {
  const isWrong = draft.edit.outcome?.kind === 'refused' || (draft.isChanged && readPort(draft.value) === undefined)
  return (
    <input
      className={part === 'name' ? 'input port-name is-mono' : 'input port-number is-mono'}
      aria-label={label}
      aria-describedby={noteId}
      aria-invalid={isWrong || undefined}
      inputMode={part === 'name' ? 'text' : 'numeric'}
      autoComplete="off"
      spellCheck={false}
      value={draft.value[part]}
      onChange={(event) => draft.set({ ...draft.value, [part]: event.target.value })}
      onKeyDown={onKeyDown}
    />
  )
}
