import { findEndpoints, findNamedPod } from '../engine/find-endpoint.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { Pod } from '../model/cluster.ts'
import type { Endpoint, PodEndpoint } from '../model/endpoint.ts'
import { readText } from './read-text.ts'

/** What one name stands for: a workload with all its parts, one pod, or addresses outside that no rule tells apart. */
export interface NamedEndpoints {
  readonly kind: 'endpoints'
  /** Of the workload when it has several parts, else of the endpoint. */
  readonly name: string
  /** Never empty. */
  readonly ids: readonly string[]
  /** Absent for addresses outside. */
  readonly namespace?: string
  /** The one pod that was named. */
  readonly pod?: Pod
}

/** What a name could stand for: `candidates` are ids, none when nobody is called that. */
export type Naming = NamedEndpoints | { readonly kind: 'not-one'; readonly candidates: readonly string[] }

/** The endpoints under a name as the engine finds them: `namespace/name`, `namespace/kind/name`, an id, an address. */
export function nameEndpoints(prepared: Prepared, text: string): Naming {
  const naming = toNaming(findEndpoints(prepared, text))
  if (naming.kind === 'not-one') return naming
  const pod = findNamedPod(prepared, text)
  return pod ? { ...naming, pod } : naming
}

/** Endpoints by an id, or by a name that is no text a person would type, such as an implied one's (END-8). */
export function nameExactly(prepared: Prepared, text: string): NamedEndpoints | undefined {
  const isId = prepared.endpoint(text) !== undefined
  if (!isId && readText(text).kind === 'end') return undefined
  const naming = nameEndpoints(prepared, text)
  return naming.kind === 'endpoints' ? naming : undefined
}

/**
 * The endpoints of a bare name: workloads of that name, else the pod of that name. Without a namespace it is looked for
 * in all of them.
 */
export function nameBare(prepared: Prepared, name: string, namespace?: string): Naming {
  const pods = podEndpoints(prepared).filter((endpoint) => namespace === undefined || endpoint.namespace === namespace)
  const workloads = pods.filter((endpoint) => endpoint.name === name && endpoint.implied === undefined)
  if (workloads.length > 0) {
    const naming = toNaming(workloads)
    return naming.kind === 'endpoints' ? nameEndpoints(prepared, naming.name) : naming
  }
  const [holder, ...others] = pods.filter((endpoint) => endpoint.pods.some((pod) => pod.inInput && pod.name === name))
  if (!holder) return NOBODY
  if (others.length === 0) return nameEndpoints(prepared, `${holder.namespace}/pod/${name}`)
  return { kind: 'not-one', candidates: [holder, ...others].map((endpoint) => `${endpoint.namespace}/pod/${name}`) }
}

/** The endpoints of a kind and a name, in one namespace or in all. */
export function nameOfKind(prepared: Prepared, kind: string, name: string, namespace?: string): Naming {
  if (kind === 'pod' && namespace === undefined) return nameBare(prepared, name)
  if (namespace !== undefined) return nameEndpoints(prepared, `${namespace}/${kind}/${name}`)
  return toNaming(
    podEndpoints(prepared).filter((endpoint) => endpoint.name === name && endpoint.kindName.toLowerCase() === kind),
  )
}

/** Texts near a name that nobody has: the same name elsewhere, else what is in the namespace. */
export function nearNames(prepared: Prepared, name: string, namespace: string | undefined): readonly string[] {
  const known = [
    ...podEndpoints(prepared).map((endpoint) => ({ ...endpoint, text: wholeId(endpoint) })),
    ...prepared.cluster.services.map((service) => ({ ...service, text: `${service.namespace}/svc/${service.name}` })),
  ]
  const named = known.filter((one) => one.name === name)
  const near = named.length > 0 ? named : known.filter((one) => one.namespace === namespace)
  const sorted = [...near].sort((a, b) => countShared(b.name, name) - countShared(a.name, name))
  return [...new Set(sorted.map(({ text }) => text))].slice(0, MOST_NAMES)
}

/** How many characters two names start with alike: typing errors come late. */
function countShared(one: string, other: string): number {
  let count = 0
  while (count < one.length && one[count] === other[count]) count += 1
  return count
}

/** More candidates than this help nobody. */
const MOST_NAMES = 20

const NOBODY: Naming = { kind: 'not-one', candidates: [] }

function toNaming(found: readonly Endpoint[]): Naming {
  const wholes = new Map<string, Endpoint[]>()
  for (const endpoint of found) {
    const whole = wholeId(endpoint)
    wholes.set(whole, [...(wholes.get(whole) ?? []), endpoint])
  }
  const [first, ...others] = wholes
  if (!first || others.length > 0) return { kind: 'not-one', candidates: [...wholes.keys()] }
  const [whole, [endpoint, ...parts]] = first
  if (!endpoint) return NOBODY
  return {
    kind: 'endpoints',
    name: parts.length === 0 ? endpoint.id : whole,
    ids: [endpoint, ...parts].map(({ id }) => id),
    ...(endpoint.kind === 'pods' ? { namespace: endpoint.namespace } : {}),
  }
}

/** The workload that parts of one workload share. */
function wholeId(endpoint: Endpoint): string {
  return endpoint.kind === 'pods' ? (endpoint.workload?.id ?? endpoint.id) : endpoint.id
}

function podEndpoints({ endpoints }: Prepared): readonly PodEndpoint[] {
  return endpoints.filter((endpoint): endpoint is PodEndpoint => endpoint.kind === 'pods')
}
