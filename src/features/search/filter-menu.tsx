import { ListFilter } from 'lucide-react'
import { Popover } from 'radix-ui'
import { NO_FILTER, type PictureFilter } from '../../core/picture/picture-filter.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterForm } from './filter-form.tsx'
import './search.css'

/** What is left out of the graph. */
export function FilterMenu() {
  const filter = useApp((state) => state.filter)
  const { setFilter } = useAppActions()
  const count = countCriteria(filter)
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`button filter-button ${count > 0 ? 'is-set' : ''}`}
        aria-label={count > 0 ? `Filter, ${count} set` : 'Filter'}
      >
        <ListFilter size={14} aria-hidden />
        Filter
        {count > 0 && <span className="filter-count">{count}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="filter"
          aria-label="Filter of the graph"
          align="end"
          sideOffset={5}
          collisionPadding={8}
        >
          <FilterForm filter={filter} onChange={setFilter} />
          <div className="filter__foot">
            <FilterWords />
            <Button disabled={count === 0} onClick={() => setFilter(NO_FILTER)}>
              Clear filter
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function countCriteria(filter: PictureFilter): number {
  const isSet: Readonly<Record<keyof PictureFilter, boolean>> = {
    namespaces: filter.namespaces.length > 0,
    labels: filter.labels.trim() !== '',
    policy: filter.policy !== null,
    direction: filter.direction !== 'both',
    port: filter.port.trim() !== '',
    onlyBlocked: filter.onlyBlocked,
    hidesSystem: filter.hidesSystem,
  }
  return Object.values(isSet).filter(Boolean).length
}

function FilterWords() {
  const isHiding = useApp((state) => state.snapshot?.picture.filtered !== undefined)
  return <span className="filter__words">{isHiding ? 'verdicts stay as they are' : 'nothing is hidden'}</span>
}
