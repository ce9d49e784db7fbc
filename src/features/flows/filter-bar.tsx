import { type FlowFilter, type FlowKind, NO_FILTER } from '../../core/flow-table/filter-flows.ts'
import type { Snapshot } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'
import { namespacesOf } from '../../store/namespaces-of.ts'
import { Combobox, type Option } from '../../ui/combobox.tsx'
import { PortFilter } from './port-filter.tsx'

const KINDS: readonly (readonly [kind: FlowKind, words: string])[] = [
  ['all', 'all flows'],
  ['policed', 'a policy at an end'],
  ['open', 'open: no policy'],
  ['depends', 'depends'],
]

interface FilterBarProps {
  readonly filter: FlowFilter
  readonly onChange: (filter: FlowFilter) => void
}

/** Which flows are shown. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const change = (part: Partial<FlowFilter>) => onChange({ ...filter, ...part })
  return (
    <section className="flow-filter" aria-label="Filter of flows">
      <input
        className="input flow-filter-text"
        type="search"
        aria-label="Names"
        placeholder="names: web to:db"
        title="Words that all must stand in the names of the ends. from:web and to:db are about one end."
        spellCheck={false}
        value={filter.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <NamespaceSelect
        name="From namespace"
        any="from anywhere"
        value={filter.fromNamespace}
        onChange={(fromNamespace) => onChange(withNamespace(filter, 'fromNamespace', fromNamespace))}
      />
      <NamespaceSelect
        name="To namespace"
        any="to anywhere"
        value={filter.toNamespace}
        onChange={(toNamespace) => onChange(withNamespace(filter, 'toNamespace', toNamespace))}
      />
      <PortFilter value={filter.port} onChange={(port) => change({ port })} />
      <select
        className="input"
        aria-label="Which flows"
        value={filter.show}
        onChange={(event) => change({ show: event.target.value as FlowKind })}
      >
        {KINDS.map(([kind, words]) => (
          <option key={kind} value={kind}>
            {words}
          </option>
        ))}
      </select>
      <PolicyFilter filter={filter} onChange={onChange} />
    </section>
  )
}

/** Whether a filter leaves anything out, as far as one can tell without looking. */
export function isFiltering(filter: FlowFilter): boolean {
  return JSON.stringify({ ...NO_FILTER, ...filter }) !== JSON.stringify(NO_FILTER)
}

function withNamespace(
  filter: FlowFilter,
  side: 'fromNamespace' | 'toNamespace',
  value: string | undefined,
): FlowFilter {
  const { [side]: _, ...rest } = filter
  return value === undefined ? rest : { ...rest, [side]: value }
}

interface NamespaceSelectProps {
  readonly name: string
  readonly any: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

function NamespaceSelect({ name, any, value, onChange }: NamespaceSelectProps) {
  const snapshot = useApp((state) => state.snapshot)
  const names = [...new Set([...namespacesOf({ snapshot }), ...(value === undefined ? [] : [value])])]
  return (
    <select
      className="input"
      aria-label={name}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    >
      <option value="">{any}</option>
      {names.sort().map((namespace) => (
        <option key={namespace}>{namespace}</option>
      ))}
    </select>
  )
}

const NO_POLICIES: Snapshot['policies'] = []

/** Flows that a rule of one policy admits. */
function PolicyFilter({ filter, onChange }: FilterBarProps) {
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const { policy, ...rest } = filter
  const any: Option = { value: '', label: 'by any policy' }
  const options = policies.map(({ path, namespace, name }) => ({ value: path, label: `${namespace} / ${name}` }))
  return (
    <Combobox
      name="Admitted by policy"
      value={policy ?? ''}
      options={[any, ...options]}
      onChange={(chosen) => onChange(chosen === '' ? rest : { ...rest, policy: chosen })}
    />
  )
}
