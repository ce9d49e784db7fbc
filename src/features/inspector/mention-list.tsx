import type { Direction } from '../../core/model/policy.ts'
import type { Mention, Mentions } from '../../core/workspace/find-mentions.ts'
import { useAppActions } from '../../store/context.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'

/** Of very many rules only these are listed. */
const LISTED = 20

const TITLES: Readonly<Record<Direction, string>> = {
  ingress: 'Named as a source by',
  egress: 'Named as a target by',
}

/** The rules that name a workload as a peer: as a source of their ingress, or as a target of their egress. */
export function MentionList({ mentions, direction }: { mentions: Mentions | null; direction: Direction }) {
  const found = mentions?.first.filter((mention) => mention.direction === direction) ?? []
  if (!mentions) return null
  const isCut = mentions.total > mentions.first.length
  return (
    <section className="mentions">
      <h3>
        {TITLES[direction]} {found.length === 0 ? 'no rule' : found.length === 1 ? '1 rule' : `${found.length} rules`}
      </h3>
      {found.length > 0 && (
        <ul className="inspector-list" aria-label={TITLES[direction]}>
          {found.slice(0, LISTED).map((mention) => (
            <MentionLine key={mention.rule} mention={mention} />
          ))}
          {found.length > LISTED && <li className="quiet">and {found.length - LISTED} more</li>}
        </ul>
      )}
      {isCut && <p className="quiet">only the first {mentions.first.length} rules are listed</p>}
    </section>
  )
}

function MentionLine({ mention }: { mention: Mention }) {
  const { select, revealLocation } = useAppActions()
  const { policy, name, namespace, direction, number, by, certain, location } = mention
  const asides = [...(by === 'block' ? ['by its address'] : []), ...(certain ? [] : ['perhaps'])]
  return (
    <li>
      <span className="inspector-line">
        <button
          type="button"
          className="link-button"
          aria-label={`Select policy ${name}`}
          onClick={() => select({ kind: 'policy', id: policy })}
        >
          {name}
        </button>{' '}
        <span className="quiet">
          {namespace} · {direction} rule {number}
          {asides.map((aside) => ` · ${aside}`)}
        </span>
      </span>
      {location && <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />}
    </li>
  )
}
