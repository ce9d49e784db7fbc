import type { Endpoint } from '../../model/endpoint.ts'
import type { ConnectIntention } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { portsAt } from '../wanted-ports.ts'
import type { WantedEnd } from './plan-end.ts'
import { partsOf, type ResolvedEnd } from './resolved-end.ts'
import { type Connection, openSources, openTargets } from './wanted-ends.ts'

/** What a person should know of a connection beside its effects: who becomes isolated, and where nothing is opened. */
export function notesOnConnection(
  context: PlanContext,
  intention: ConnectIntention,
  connection: Connection,
  wanted: readonly WantedEnd[],
): readonly string[] {
  const ends = [connection.from, connection.to].flatMap(partsOf)
  return [
    ...new Set([
      ...wanted.flatMap((end) => noteIsolation(context, intention, end)),
      ...noteNames(connection),
      ...noteOthers(connection),
      ...ends.flatMap(noteHost),
    ]),
  ]
}

/** Whom a policy isolates that is open now. */
function noteIsolation(context: PlanContext, { keepDns }: ConnectIntention, end: WantedEnd): readonly string[] {
  const { direction, self } = end
  const open = direction === 'ingress' ? openTargets(context, self) : openSources(context, self)
  if (open.length === 0) return []
  const who = `${namesOf(open)} ${open.length > 1 ? 'become' : 'becomes'} isolated for ${direction}`
  if (direction === 'ingress') return [`${who}: only what rules admit reaches ${open.length > 1 ? 'them' : 'it'}`]
  return [`${who}: only what rules admit may be reached, name lookups ${keepDns ? 'are' : 'are not'} among it`]
}

/** Targets at which a port name stands for nothing (POR-4). */
function noteNames({ to, ports }: Connection): readonly string[] {
  if (ports === 'every') return []
  return ports.flatMap((port) => {
    if (port.kind !== 'named') return []
    const lacking = to.endpoints.filter(
      (target) => target.kind === 'pods' && !target.implied && Object.keys(portsAt(port, target)).length === 0,
    )
    if (lacking.length === 0) return []
    const declare = lacking.length > 1 ? 'declare' : 'declares'
    return [`${namesOf(lacking)} ${declare} no ${port.protocol} port named ${port.name}: nothing is opened there`]
  })
}

/** Pods among anyone that their own policies keep from it: what they may do is written where they are. */
function noteOthers({ from, to, ingress, egress }: Connection): readonly string[] {
  const isAnyone = ({ subject, parts }: ResolvedEnd) => !subject && !parts
  const sources = isAnyone(from) ? [...egress.keys()] : []
  const targets = isAnyone(to) ? [...ingress.keys()] : []
  return [
    ...(sources.length > 0 ? [`policies of their own still keep ${namesOf(sources)} from reaching ${to.title}`] : []),
    ...(targets.length > 0 ? [`policies of their own still keep ${from.title} from reaching ${namesOf(targets)}`] : []),
  ]
}

function noteHost({ title, endpoints }: ResolvedEnd): readonly string[] {
  const onHost = endpoints.filter((endpoint) => endpoint.kind === 'pods' && endpoint.hostNetwork)
  if (onHost.length === 0) return []
  return [`${title === 'anyone' ? namesOf(onHost) : title} runs on its node's network: policies have no effect on it`]
}

/** How many are named before the others are counted. */
const MOST_NAMED = 3

function namesOf(endpoints: readonly Endpoint[]): string {
  const names = [...new Set(endpoints.map(({ name }) => name))]
  if (names.length <= MOST_NAMED) return names.join(', ')
  return `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`
}
