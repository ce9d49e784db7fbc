import { Ellipsis } from 'lucide-react'
import type { NamespaceNode } from '../../core/picture/picture.ts'
import type { NamespaceDetails as Details } from '../../core/workspace/describe-namespace.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { commandsOfPolicy } from '../../store/structure-commands.ts'
import { useAnswer } from '../../store/use-answer.ts'
import { CommandMenu } from '../../ui/command-menu.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { Chips } from './chips.tsx'
import { EditPolicy } from './edit-policy.tsx'
import { RelatedNodes } from './related-nodes.tsx'

/** Policies, workloads, labels and Services of a namespace. */
export function NamespaceDetails({ node }: { node: NamespaceNode }) {
  const details = useAnswer('describeNamespace', { namespace: node.namespace })
  return (
    <>
      <div className="inspector-columns">
        <Policies node={node} />
        {details && <Workloads namespace={node.namespace} details={details} />}
      </div>
      {node.folded && (
        <div className="inspector-ways">
          <Related node={node} title="From" direction="ingress" />
          <Related node={node} title="To" direction="egress" />
        </div>
      )}
      {details && <Declared details={details} />}
    </>
  )
}

function Related({ node, title, direction }: { node: NamespaceNode; title: string; direction: 'ingress' | 'egress' }) {
  return (
    <section>
      <h3>{title}</h3>
      <RelatedNodes node={node} direction={direction} />
    </section>
  )
}

function Policies({ node }: { node: NamespaceNode }) {
  const policies = useApp((state) => state.snapshot?.policies)
  const { revealPath, beginChange } = useAppActions()
  const own = policies?.filter(({ path }) => node.policies.includes(path)) ?? []
  return (
    <section>
      <h3>{own.length === 1 ? '1 policy' : `${own.length} policies`}</h3>
      <ul className="inspector-list">
        {own.map(({ path, name, stale }) => (
          <li key={path}>
            <button type="button" className="link-button" onClick={() => revealPath(path)}>
              {name}
            </button>
            {stale && <span className="quiet">broken now, the last good text is shown</span>}
            <CommandMenu
              label={<Ellipsis size={14} aria-hidden />}
              name={`Change policy ${name}`}
              className="button-quiet icon-button inspector-more"
              chevron={false}
              commands={commandsOfPolicy({ path, name })}
              onChoose={({ intention }) => beginChange(intention)}
            />
            <EditPolicy path={path} name={name} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Each leads to its node; in a folded namespace it is opened first. */
function Workloads({ namespace, details: { workloads, more } }: { namespace: string; details: Details }) {
  const { visit } = useAppActions()
  const drawn = useApp((state) => state.snapshot?.picture.nodes)
  const ids = new Set(drawn?.map(({ id }) => id))
  const isFolded = useApp((state) => state.snapshot?.picture.folded.has(namespace) ?? false)
  const count = workloads.length + more
  const go = (id: string, title: string) =>
    visit({
      kind: 'workloads',
      id,
      title,
      where: '',
      why: '',
      namespace,
      isFolded,
      isHidden: !isFolded && !ids.has(id),
    })
  return (
    <section>
      <h3>{count === 1 ? '1 workload' : `${count.toLocaleString('en')} workloads`}</h3>
      <ul className="chips">
        {workloads.map(({ id, kind, name }) => (
          <li key={id} className="chip">
            <button
              type="button"
              className="link-button"
              title={kind}
              aria-label={`Select ${name}`}
              onClick={() => go(id, name)}
            >
              {name}
            </button>
          </li>
        ))}
        {more > 0 && <li className="quiet">and {more.toLocaleString('en')} more</li>}
      </ul>
    </section>
  )
}

function Declared({ details: { labels, location, services } }: { details: Details }) {
  const { revealLocation } = useAppActions()
  const title = (
    <>
      Labels{' '}
      {location ? (
        <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
      ) : (
        <span className="quiet">not declared in these files</span>
      )}
    </>
  )
  return (
    <div className="inspector-columns">
      <Chips title={title} words={labels.map(([key, value]) => `${key}=${value}`)} none="no labels" />
      {services.length > 0 && (
        <section>
          <h3>{services.length === 1 ? '1 Service' : `${services.length} Services`}</h3>
          <ul className="inspector-list">
            {services.map(({ name, location: place }) => (
              <li key={name}>
                <span>{name}</span>
                {place && <PlaceLink file={place.file} line={place.line} onShow={() => revealLocation(place)} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
