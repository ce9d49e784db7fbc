import { Ellipsis } from 'lucide-react'
import type { Direction } from '../../core/model/policy.ts'
import { DIRECTIONS } from '../../core/model/policy.ts'
import type { Isolation } from '../../core/model/verdict.ts'
import type { GroupNode, NamespaceNode, OutsideNode, PictureNode, WorkloadNode } from '../../core/picture/picture.ts'
import type { EndpointDetails } from '../../core/workspace/describe-endpoint.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { toIsolateIntention } from '../../store/isolate-intention.ts'
import { commandsOfNode, commandsOfPolicy } from '../../store/structure-commands.ts'
import { Button } from '../../ui/button.tsx'
import { CommandMenu } from '../../ui/command-menu.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { EditPolicy } from './edit-policy.tsx'
import { describeTraffic } from './traffic-words.ts'

export function NodeDetails({ node }: { node: PictureNode }) {
  return (
    <div className="inspector">
      <header className="inspector-head">
        <h2>{node.title}</h2>
        <span className="quiet">
          {node.kind === 'namespace' || node.kind === 'workload' ? node.subtitle : node.detail}
        </span>
        {node.stale && <span className="quiet">broken now: this is the last good text</span>}
        <IsolateButton node={node} />
        {node.kind === 'namespace' && <GenerateButton node={node} />}
        <MoreMenu node={node} />
      </header>
      {node.kind === 'workload' && <WorkloadDetails node={node} />}
      {node.kind === 'namespace' && <NamespaceDetails node={node} />}
      {node.kind === 'outside' && <OutsideDetails node={node} />}
      {node.kind === 'group' && <GroupDetails node={node} />}
    </div>
  )
}

function IsolateButton({ node }: { node: PictureNode }) {
  const { proposeChange } = useAppActions()
  const intention = toIsolateIntention(node)
  return intention && <Button onClick={() => proposeChange(intention)}>Isolate {node.title}…</Button>
}

function MoreMenu({ node }: { node: PictureNode }) {
  const { beginChange } = useAppActions()
  return (
    <CommandMenu
      label="Change"
      name={`Change ${node.title}`}
      commands={commandsOfNode(node)}
      onChoose={({ intention }) => beginChange(intention)}
    />
  )
}

/** Begins with what policies admit now: everything else at the namespace's pods is closed. */
function GenerateButton({ node: { namespace } }: { node: NamespaceNode }) {
  const { proposeChange } = useAppActions()
  const generate = () => proposeChange({ kind: 'generate', flows: 'drawn', within: namespace, keepDns: true })
  return <Button onClick={generate}>Allow only what is drawn…</Button>
}

function WorkloadDetails({ node }: { node: WorkloadNode }) {
  const details = useApp((state) => state.details)
  return (
    <>
      <div className="inspector-columns">
        <Chips title="Ports" words={node.ports} none="declares no ports" />
        {node.services.length > 0 && <Chips title="Services" words={node.services} none="" />}
      </div>
      {details?.map((part) => (
        <EndpointSection key={part.id} part={part} isSplit={details.length > 1} />
      ))}
    </>
  )
}

const STANDING: Readonly<Record<Direction, Readonly<Record<Isolation, string>>>> = {
  ingress: {
    open: 'open for ingress: no policy selects it',
    isolated: 'isolated for ingress by',
    'admits-nothing': 'admits nothing in, by',
  },
  egress: {
    open: 'open for egress: no policy selects it',
    isolated: 'isolated for egress by',
    'admits-nothing': 'admits nothing out, by',
  },
}

function EndpointSection({ part, isSplit }: { part: EndpointDetails; isSplit: boolean }) {
  const { revealLocation } = useAppActions()
  const location = part.location
  return (
    <div className="inspector-columns">
      <section>
        <h3>
          {isSplit ? `Labels of ${part.pods[0] ?? part.id}` : 'Labels'}{' '}
          {location && <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />}
        </h3>
        <ul className="chips">
          {part.labels.map(([key, value]) => (
            <li key={key} className="chip">
              {key}={value}
            </li>
          ))}
          {part.labels.length === 0 && <li className="quiet">no labels</li>}
        </ul>
      </section>
      {DIRECTIONS.map((direction) => (
        <Standing key={direction} direction={direction} part={part} />
      ))}
      {part.pods.length > 0 && (
        <Chips
          title={part.pods.length === 1 ? '1 pod' : `${part.pods.length} pods`}
          words={part.pods.slice(0, 30)}
          none=""
        />
      )}
    </div>
  )
}

function Standing({ direction, part }: { direction: Direction; part: EndpointDetails }) {
  const { revealLocation } = useAppActions()
  const { isolation, policies, traffic } = part.directions[direction]
  return (
    <section>
      <h3>{STANDING[direction][isolation]}</h3>
      <ul className="inspector-list">
        {policies.map(({ path, name, location }) => (
          <li key={path}>
            <code>{name}</code>
            {location && (
              <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
            )}
            <EditPolicy path={path} name={name} />
          </li>
        ))}
      </ul>
      <p className="quiet">{describeTraffic(direction, traffic)}</p>
    </section>
  )
}

function NamespaceDetails({ node }: { node: NamespaceNode }) {
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

function OutsideDetails({ node }: { node: OutsideNode }) {
  return (
    <ul>
      {node.notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

function GroupDetails({ node }: { node: GroupNode }) {
  const { select } = useAppActions()
  const nodes = useApp((state) => state.snapshot?.picture.nodes)
  const members = nodes?.filter(({ id }) => node.members.includes(id)) ?? []
  return (
    <section>
      <h3>{members.length} members</h3>
      <ul className="chips">
        {members.map(({ id, title }) => (
          <li key={id} className="chip">
            <button type="button" className="link-button" onClick={() => select({ kind: 'node', id })}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Chips({ title, words, none }: { title: string; words: readonly string[]; none: string }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul className="chips">
        {words.map((word) => (
          <li key={word} className="chip">
            {word}
          </li>
        ))}
        {words.length === 0 && <li className="quiet">{none}</li>}
      </ul>
    </section>
  )
}
