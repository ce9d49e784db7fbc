import { DIRECTIONS, type Direction } from '../../core/model/policy.ts'
import type { Isolation } from '../../core/model/verdict.ts'
import type { WorkloadNode } from '../../core/picture/picture.ts'
import type { EndpointDetails } from '../../core/workspace/describe-endpoint.ts'
import type { Mentions } from '../../core/workspace/find-mentions.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { useAnswer } from '../../store/use-answer.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { Chips } from './chips.tsx'
import { EditPolicy } from './edit-policy.tsx'
import { MentionList } from './mention-list.tsx'
import { RelatedNodes } from './related-nodes.tsx'
import { describeTraffic } from './traffic-words.ts'

/** Both directions of a workload side by side, then what it is made of. */
export function WorkloadDetails({ node }: { node: WorkloadNode }) {
  const details = useApp((state) => state.details)
  const mentions = useAnswer('mentions', { endpoints: node.endpoints })
  const [first, ...others] = details ?? []
  return (
    <>
      <div className="inspector-ways">
        {DIRECTIONS.map((direction) => (
          <Way key={direction} node={node} direction={direction} part={first} mentions={mentions} />
        ))}
      </div>
      {others.map((part) => (
        <OtherPart key={part.id} part={part} />
      ))}
      <div className="inspector-columns">
        <Chips title="Ports" words={node.ports} none="declares no ports" />
        {node.services.length > 0 && <Chips title="Services" words={node.services} none="" />}
        {details?.map((part) => (
          <Labels key={part.id} part={part} isSplit={details.length > 1} />
        ))}
      </div>
    </>
  )
}

interface WayProps {
  readonly node: WorkloadNode
  readonly direction: Direction
  /** The pods that are spoken of: the first of several kinds. */
  readonly part: EndpointDetails | undefined
  readonly mentions: Mentions | null
}

/** What comes in, with the rules that name it as a target; or what goes out, with those that name it as a source. */
function Way({ node, direction, part, mentions }: WayProps) {
  return (
    <div className="inspector-way">
      {part && <Standing direction={direction} part={part} />}
      <RelatedNodes node={node} direction={direction} />
      <MentionList mentions={mentions} direction={direction === 'ingress' ? 'egress' : 'ingress'} />
    </div>
  )
}

/** Pods of a workload that rules tell apart from the others. */
function OtherPart({ part }: { part: EndpointDetails }) {
  return (
    <section aria-label={`Pods such as ${part.pods[0] ?? part.id}`}>
      <h3>Pods such as {part.pods[0] ?? part.id}</h3>
      <div className="inspector-ways">
        {DIRECTIONS.map((direction) => (
          <Standing key={direction} direction={direction} part={part} />
        ))}
      </div>
    </section>
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

function Standing({ direction, part }: { direction: Direction; part: EndpointDetails }) {
  const { revealLocation } = useAppActions()
  const { isolation, policies, traffic } = part.directions[direction]
  return (
    <section>
      <h3>{STANDING[direction][isolation]}</h3>
      {policies.length > 0 && (
        <ul className="inspector-list" aria-label={`Policies of ${direction}`}>
          {policies.map(({ path, name, location }) => (
            <li key={path}>
              <EditPolicy path={path} name={name}>
                {name}
              </EditPolicy>
              {location && (
                <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">{describeTraffic(direction, traffic)}</p>
    </section>
  )
}

/** More pods than these are counted. */
const SHOWN_PODS = 30

function Labels({ part, isSplit }: { part: EndpointDetails; isSplit: boolean }) {
  const { revealLocation } = useAppActions()
  const { labels, location, pods } = part
  const title = (
    <>
      {isSplit ? `Labels of ${pods[0] ?? part.id}` : 'Labels'}{' '}
      {location && <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />}
    </>
  )
  return (
    <>
      <Chips title={title} words={labels.map(([key, value]) => `${key}=${value}`)} none="no labels" />
      {pods.length > 0 && (
        <Chips title={pods.length === 1 ? '1 pod' : `${pods.length} pods`} words={pods.slice(0, SHOWN_PODS)} none="" />
      )}
    </>
  )
}
