import { type ReactNode, useId } from 'react'
import type { Review } from '../../core/workspace/review.ts'
import type { Side } from './flow-group.tsx'
import { PolicyLink } from './policy-link.tsx'
import { useEndTitles } from './use-end-titles.ts'

/** What changed besides flows: isolation, policies, and workloads that only one of the two has. */
export function ReviewSides({ review, side }: { review: Review; side: Side }) {
  const titles = useEndTitles()
  const { isolated, freed, policies, appeared, gone } = review
  return (
    <div className="review-others">
      <Names title="Becomes isolated" names={isolated} />
      <Names title="No longer isolated" names={freed} />
      <List title="Policies" items={policies}>
        {(policy) => (
          <>
            <PolicyLink policy={policy} side={side} /> {policy.change}
          </>
        )}
      </List>
      <Names title="Only after" names={appeared.map(titles)} note="their flows are not compared" />
      <Names title="Only before" names={gone.map(titles)} note="their flows are not compared" />
    </div>
  )
}

function Names({ title, names, note }: { title: string; names: readonly string[]; note?: string }) {
  return (
    <List title={title} items={names.map((name) => ({ name }))} {...(note ? { note } : {})}>
      {({ name }) => name}
    </List>
  )
}

interface ListProps<Item> {
  readonly title: string
  readonly items: readonly Item[]
  readonly note?: string
  readonly children: (item: Item) => ReactNode
}

/** Of very many things the first. */
const SHOWN = 50

function List<Item extends { readonly name: string }>({ title, items, note, children }: ListProps<Item>) {
  const heading = useId()
  if (items.length === 0) return null
  return (
    <section className="review-other" aria-labelledby={heading}>
      <h2 id={heading}>
        {title} <span className="count">{items.length.toLocaleString('en')}</span>
      </h2>
      {note && <p className="quiet">{note}</p>}
      <ul>
        {items.slice(0, SHOWN).map((item) => (
          <li key={item.name}>{children(item)}</li>
        ))}
      </ul>
      {items.length > SHOWN && <p className="quiet">and {(items.length - SHOWN).toLocaleString('en')} more</p>}
    </section>
  )
}
