import type { Prepared } from '../../engine/prepare.ts'
import type { PodEndpoint } from '../../model/endpoint.ts'
import { field, isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { formatSelector, matchRequirement } from '../../model/matching.ts'
import type { Path } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy, type PodPeer } from '../../model/policy.ts'
import type { LabelSelector } from '../../model/selector.ts'
import { writtenAt } from '../disconnect/written-value.ts'
import type { LackingLabel } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { NAME_KEY, noEnd, podsIn, type ResolvedEnd } from './resolved-end.ts'

/** An endpoint that only a selector implies (END-8): the selector is copied as it is written. */
export function resolveImplied({ reading, prepared }: PlanContext, id: string): ResolvedEnd {
  const endpoint = prepared.endpoint(id)
  if (endpoint?.kind !== 'pods' || !endpoint.implied)
    return noEnd(id.split('/').at(-1) ?? id, 'endpoint-gone', `${id} is not implied any more`)
  const [path] = endpoint.implied.selectors
  const origin = path === undefined ? undefined : findOrigin(prepared.cluster.policies, path)
  if (path === undefined || !origin)
    return noEnd(endpoint.name, 'not-expressible', `no selector names ${endpoint.name}: connect a namespace instead`)
  if (origin.policy.stale) return noEnd(endpoint.name, 'document-broken', `policy ${origin.policy.name} is broken now`)
  const written = writtenAt(reading, path)
  const end = toEnd(
    endpoint,
    origin,
    isObject(written) ? written : {},
    prepared.cluster.namespaces.has(endpoint.namespace),
  )
  const lacks = lackingLabels(prepared, endpoint.namespace, origin.peer?.namespaceSelector)
  return lacks.length > 0 ? { ...end, lacks } : end
}

/** The policy whose subject or peer a path is. */
interface Origin {
  readonly policy: NetworkPolicy
  /** Absent when the path is the policy's own podSelector. */
  readonly peer?: PodPeer
}

function findOrigin(policies: readonly NetworkPolicy[], path: Path): Origin | undefined {
  for (const policy of policies) {
    if (policy.podSelector.path === path) return { policy }
    for (const { peers } of DIRECTIONS.flatMap((direction) => policy.rules[direction])) {
      const peer = peers === 'any' ? undefined : peers.find((candidate) => candidate.path === path)
      if (peer?.kind === 'pods') return { policy, peer }
    }
  }
  return undefined
}

function toEnd(endpoint: PodEndpoint, { policy, peer }: Origin, written: JsonObject, isKnown: boolean): ResolvedEnd {
  const { namespace, name } = endpoint
  const selector: LabelSelector | undefined = peer ? peer.podSelector : policy.podSelector
  const podSelector = peer ? toObject(field(written, 'podSelector')) : written
  const isNamed = isKnown || peer?.namespaceSelector?.requirements.some(({ key }) => key === NAME_KEY) === true
  const pods = selector ? formatSelector(selector) : ''
  const spaces = peer?.namespaceSelector ? formatSelector(peer.namespaceSelector) : ''
  const words = [pods === '' ? 'all pods' : pods, ...(spaces === '' ? [] : [`in namespaces ${spaces}`])].join(' ')
  return {
    title: pods === '' ? name : pods,
    endpoints: [endpoint],
    ...(isNamed
      ? {
          subject: {
            namespace,
            podSelector,
            requirements: selector?.requirements ?? [],
            beside: policy.path,
            isFrame: false,
          },
        }
      : {}),
    peersFor: (own) => [peer?.namespaceSelector ? written : podsIn(namespace, own, podSelector)],
    selectors: [{ words, matches: [] }],
    others: [],
    obstacles: [],
  }
}

/** Labels that would make a selector match the namespace it names; `[]` where labels alone would not, or it matches. */
function lackingLabels(
  { namespaceLabels, cluster }: Prepared,
  namespace: string,
  selector: LabelSelector | undefined,
): readonly LackingLabel[] {
  if (!selector || !cluster.namespaces.has(namespace)) return []
  const labels = namespaceLabels(namespace)
  const failing = selector.requirements.filter((requirement) => matchRequirement(requirement, labels) === 'no')
  const lacking = failing.flatMap(({ key, operator, values: [value] }) =>
    operator === 'In' && value !== undefined && !labels.has(key)
      ? [{ namespace, key, value, words: `namespace ${namespace} has no label ${key}=${value}`, needed: false }]
      : [],
  )
  return lacking.length === failing.length ? lacking : []
}

function toObject(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {}
}
