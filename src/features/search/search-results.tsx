import type { SearchAnswer, SearchGroup, SearchHit, SearchKind } from '../../core/picture/search.ts'

interface SearchResultsProps {
  readonly answer: SearchAnswer
  readonly listId: string
  /** The place of the chosen hit among all. */
  readonly active: number
  readonly onChoose: (hit: SearchHit) => void
}

/** What is found, by kind; options of a list box. */
export function SearchResults({ answer, listId, active, onChoose }: SearchResultsProps) {
  if (answer.groups.length === 0)
    return <div className="combobox-none">nothing has that name, label, port or address</div>
  const starts = answer.groups.map((_, at) =>
    answer.groups.slice(0, at).reduce((sum, { hits }) => sum + hits.length, 0),
  )
  return answer.groups.map((group, at) => (
    // biome-ignore lint/a11y/useSemanticElements: a list box groups its options by this role
    <div key={group.kind} role="group" aria-label={NAMES[group.kind]}>
      <div className="search-heading" aria-hidden>
        {NAMES[group.kind]} <span>{countOf(group)}</span>
      </div>
      {group.hits.map((hit, index) => {
        const place = (starts[at] ?? 0) + index
        return <Hit key={hit.id} hit={hit} id={`${listId}-${place}`} isActive={place === active} onChoose={onChoose} />
      })}
    </div>
  ))
}

const NAMES: Readonly<Record<SearchKind, string>> = {
  workloads: 'Workloads',
  namespaces: 'Namespaces',
  outside: 'Addresses and groups',
  policies: 'Policies',
}

function countOf({ total, hits }: SearchGroup): string {
  return hits.length < total ? `${hits.length} of ${total.toLocaleString('en')}` : ''
}

interface HitProps {
  readonly hit: SearchHit
  readonly id: string
  readonly isActive: boolean
  readonly onChoose: (hit: SearchHit) => void
}

function Hit({ hit, id, isActive, onChoose }: HitProps) {
  const state = hit.isHidden ? 'hidden by the filter' : hit.isFolded ? 'folded' : ''
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className="combobox-option search-hit"
      onPointerDown={(event) => {
        event.preventDefault()
        onChoose(hit)
      }}
    >
      <span className="search-hit__title">{hit.title}</span>
      <span className="search-hit__where">{[hit.where, state].filter(Boolean).join(' · ')}</span>
      {hit.why !== '' && <span className="search-hit__why">{hit.why}</span>}
    </div>
  )
}
