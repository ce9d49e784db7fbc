import { useId } from 'react'
import { type PictureFilter, readFilterPort, readLabels } from '../../core/picture/picture-filter.ts'
import type { PolicySummary } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'
import { NamespaceChoice } from './namespace-choice.tsx'

interface FilterFormProps {
  readonly filter: PictureFilter
  readonly onChange: (filter: PictureFilter) => void
}

/** Each criterion applies as soon as it is understood. */
export function FilterForm({ filter, onChange }: FilterFormProps) {
  const change = (part: Partial<PictureFilter>) => onChange({ ...filter, ...part })
  return (
    <div className="filter__fields">
      <NamespaceChoice chosen={filter.namespaces} onChange={(namespaces) => change({ namespaces })} />
      <TextCriterion
        label="Labels"
        value={filter.labels}
        placeholder="app=web, tier in (a,b), !legacy"
        error={readLabels(filter.labels) ? '' : 'not a selector: write app=web, tier in (a,b) or !legacy'}
        onChange={(labels) => change({ labels })}
      />
      <PolicyChoice value={filter.policy} onChange={(policy) => change({ policy })} />
      <TextCriterion
        label="Port"
        value={filter.port}
        placeholder="5432, 53/UDP, 8000-8100"
        error={filter.port.trim() === '' || readFilterPort(filter.port) ? '' : 'not a port: write 5432 or 53/UDP'}
        onChange={(port) => change({ port })}
      />
      <DirectionChoice value={filter.direction} onChange={(direction) => change({ direction })} />
      <label className="choice">
        <input
          type="checkbox"
          checked={filter.onlyBlocked}
          onChange={({ target }) => change({ onlyBlocked: target.checked })}
        />
        Only what one end blocks
      </label>
      <label className="choice">
        <input
          type="checkbox"
          checked={filter.hidesSystem}
          onChange={({ target }) => change({ hidesSystem: target.checked })}
        />
        Hide system namespaces
      </label>
    </div>
  )
}

interface TextCriterionProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  /** Why the text is not understood; empty when it is. */
  readonly error: string
  readonly onChange: (text: string) => void
}

function TextCriterion({ label, value, placeholder, error, onChange }: TextCriterionProps) {
  const errorId = useId()
  return (
    <label className="field">
      <span>{label}</span>
      <input
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        aria-invalid={error !== ''}
        aria-describedby={error === '' ? undefined : errorId}
        onChange={({ target }) => onChange(target.value)}
      />
      {error !== '' && (
        <span id={errorId} className="field-error">
          {error}
        </span>
      )}
    </label>
  )
}

const NO_POLICIES: readonly PolicySummary[] = []

function PolicyChoice({ value, onChange }: { value: string | null; onChange: (policy: string | null) => void }) {
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const names = new Set(policies.map(({ namespace, name }) => `${namespace}/${name}`))
  if (value !== null) names.add(value)
  return (
    <label className="field">
      <span>Policy</span>
      <select
        className="input"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">any</option>
        {[...names].sort().map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

const DIRECTIONS = [
  { value: 'both', label: 'in and out' },
  { value: 'ingress', label: 'ingress' },
  { value: 'egress', label: 'egress' },
] as const

type Direction = PictureFilter['direction']

function DirectionChoice({ value, onChange }: { value: Direction; onChange: (direction: Direction) => void }) {
  const name = useId()
  return (
    <fieldset className="filter__direction">
      <legend>Direction</legend>
      {DIRECTIONS.map((option) => (
        <label key={option.value} className="choice">
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
