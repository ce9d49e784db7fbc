import type { PodEndpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Direction } from '../../model/policy.ts'
import type { Work } from '../../model/work.ts'
import { ALL_TRAFFIC, subtractTraffic } from '../../net/ports-by-protocol.ts'
import { isIsolated } from '../connect/end-needs.ts'
import { resolveEnd } from '../connect/resolve-end.ts'
import { partsOf, type ResolvedEnd, type Subject } from '../connect/resolved-end.ts'
import { startDraft } from '../draft.ts'
import { PEERS_KEY } from '../policy-manifest.ts'
import { toSlug } from '../policy-names.ts'
import { type NewPolicy, writePolicies } from '../write-policies.ts'
import type { Proposal, Proposed } from './disconnect-proposal.ts'
import { endpointsOf, type Search } from './disconnect-search.ts'
import { podEnds } from './name-peers.ts'
import { everyoneBut } from './narrow-everyone.ts'
import { toEntries } from './narrow-ports.ts'
import { isPods, namesOf } from './narrowed-peers.ts'

/** The ways to stop a flow by isolating one end of it, where nothing isolates that end; none where something does. */
export function* isolations(search: Search, direction: Direction): Work<Proposed> {
  const pods = openEnd(search, direction)
  if (typeof pods === 'string') return { proposals: [], refusals: pods === '' ? [] : [pods] }
  const ends = partsToIsolate(search, pods)
  const refusal = ends.flatMap(refuseEnd)[0]
  if (refusal !== undefined) return { proposals: [], refusals: [refusal] }
  const kept: (Proposal | string)[] = []
  for (const exceptsPods of [false, true]) {
    kept.push(keepOthers(search, direction, ends, exceptsPods))
    yield
  }
  const all = isolate(search, direction, 'isolate-all', ends, () => [])
  return {
    proposals: [...kept, all].filter((one) => typeof one !== 'string'),
    refusals: kept.filter((one) => typeof one === 'string'),
  }
}

/** The pods of an end that nothing isolates; why there are none, in words where that is worth telling. */
function openEnd({ context, sides }: Search, direction: Direction): readonly PodEndpoint[] | string {
  const near = endpointsOf(context.prepared, direction === 'ingress' ? sides.to : sides.from)
  const pods = near.filter(isPods)
  if (pods.length === 0) return ''
  if (pods.length < near.length) return `policies speak for pods: ${direction} of addresses outside cannot be isolated`
  const onHost = pods.find(({ hostNetwork }) => hostNetwork)
  if (onHost) return `${onHost.name} runs on its node's network: policies have no effect on it`
  const isolated = pods.filter((endpoint) => isIsolated(context.prepared, endpoint, direction))
  if (isolated.length === 0) return pods
  return isolated.length === pods.length ? '' : `some of the pods are isolated for ${direction} and some are not`
}

/** The ends that have a policy of their own: the whole namespace where all its pods are meant. */
function partsToIsolate({ context }: Search, pods: readonly PodEndpoint[]): readonly ResolvedEnd[] {
  const [namespace, ...more] = new Set(pods.map((pod) => pod.namespace))
  const all = context.prepared.endpoints.filter((one) => one.kind === 'pods' && one.namespace === namespace)
  if (namespace !== undefined && more.length === 0 && pods.length > 1 && all.length === pods.length)
    return [resolveEnd(context, { kind: 'namespace', namespace })]
  return podEnds(context, pods).flatMap(partsOf)
}

function refuseEnd({ obstacles, others, subject, title }: ResolvedEnd): readonly string[] {
  if (obstacles.length > 0) return obstacles.map(({ words }) => words)
  if (others.length > 0) return [`the labels of ${title} also select ${others.map(({ name }) => name).join(', ')}`]
  return subject ? [] : [`no policy can be written for ${title}: the name of its namespace is not known`]
}

/** Policies that admit everyone but the other side, and the other side on the ports that were not asked for. */
function keepOthers(
  search: Search,
  direction: Direction,
  ends: readonly ResolvedEnd[],
  exceptsPods: boolean,
): Proposal | string {
  const { context, sides, asked = ALL_TRAFFIC } = search
  const far = direction === 'ingress' ? sides.from : sides.to
  const key = PEERS_KEY[direction]
  const ports = toEntries(subtractTraffic(ALL_TRAFFIC, asked))
  const rulesFor = (namespace: string): readonly JsonObject[] | string => {
    const others = everyoneBut(context, namespace, new Set(far), { lists: false, exceptsPods })
    if (typeof others === 'string') return others
    if (ports.length === 0) return others.length === 0 ? [] : [{ [key]: others }]
    return [{ ports }, ...(others.length === 0 ? [] : [{ [key]: others, ports: toEntries(asked) }])]
  }
  return isolate(search, direction, 'isolate-keep-others', ends, rulesFor, exceptsPods ? '/addresses' : '')
}

function isolate(
  { context, sides }: Search,
  direction: Direction,
  kind: 'isolate-keep-others' | 'isolate-all',
  ends: readonly ResolvedEnd[],
  rulesFor: (namespace: string) => readonly JsonObject[] | string,
  variant = '',
): Proposal | string {
  const far = namesOf(endpointsOf(context.prepared, direction === 'ingress' ? sides.from : sides.to))
  const policies: NewPolicy[] = []
  for (const { subject, title } of ends) {
    const rules = subject ? rulesFor(subject.namespace) : []
    if (typeof rules === 'string') return rules
    const name = kind === 'isolate-all' ? `isolate-${toSlug(title, 100)}` : nameExcept(title, far, direction)
    if (subject) policies.push(toPolicy(name, subject, direction, rules))
  }
  const inside = startDraft(context)
  const written = writePolicies(inside, policies)
  if (written.kind === 'refused') return written.obstacle.words
  const who = ends.map(({ title }) => title).join(', ')
  const left = kind === 'isolate-all' ? 'nothing passes' : `everyone but ${far} passes as before`
  return {
    id: `${kind}/${direction}${variant}`,
    kind,
    words: `isolates ${who} for ${direction}: ${left}`,
    draft: written.draft,
    inside,
    added: written.manifests,
    unseen: [],
  }
}

/** `isolate-api-except-from-web` would say the contrary: `api-from-all-but-web`. */
function nameExcept(title: string, far: string, direction: Direction): string {
  return `${toSlug(title, 100)}-${direction === 'ingress' ? 'from' : 'to'}-all-but-${toSlug(far, 100)}`
}

function toPolicy(
  name: string,
  { namespace, podSelector, beside }: Subject,
  direction: Direction,
  rules: readonly JsonObject[],
): NewPolicy {
  const policyTypes = [direction === 'ingress' ? 'Ingress' : 'Egress']
  const spec = { podSelector, policyTypes, ...(rules.length === 0 ? {} : { [direction]: rules }) }
  return { name, namespace, spec, ...(beside === undefined ? {} : { beside }) }
}
