import type { Prepared } from '../engine/prepare.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Service } from '../model/cluster.ts'
import { type Address, formatAddress, isSameAddress } from '../net/address.ts'
import { readKind } from './kind-words.ts'
import { type NamedEndpoints, nameBare, nameEndpoints, nameOfKind } from './named-endpoints.ts'
import { findService, type HostAnswer, resolveHost } from './resolve-host.ts'
import type { EndText, NamedEnd } from './text-reading.ts'

/** What a text stands for in a cluster (QUE-2). */
export type Meaning =
  | NamedEndpoints
  | { readonly kind: 'service'; readonly service: Service }
  /** A name of another domain: its addresses are not known. */
  | { readonly kind: 'outside-name'; readonly host: string }
  /** The asking pod itself, by its loopback address (QUE-6). */
  | { readonly kind: 'loopback' }
  | Extract<NamedEnd, { kind: 'ingress-controller' | 'name-server' }>
  /** Nobody, or one of several: `candidates` are texts that would be understood. */
  | { readonly kind: 'not-one'; readonly candidates: readonly string[] }

/** Who looks a name up. */
export interface Seeker {
  /** The end that is looked for: connections start at pods and go to Services. */
  readonly end: 'from' | 'to'
  /** Of the asking pod; absent when nobody asks, or somebody outside. */
  readonly namespace?: string
  /** The port asked for: of several that share an address, the one that has it is meant. */
  readonly port?: number
}

/** Finds what a text names, without guessing (QUE-2). */
export function resolveEnd(prepared: Prepared, { end }: EndText, seeker: Seeker): Meaning {
  switch (end.kind) {
    case 'ingress-controller':
    case 'name-server':
      return end
    case 'address':
      return resolveAddress(prepared, end.address, seeker)
    case 'host':
      return seeker.end === 'to' ? resolveTargetHost(prepared, end.host, seeker) : resolveSourceHost(prepared, end.host)
    case 'path':
      return resolvePath(prepared, end.steps, seeker)
    default:
      return assertNever(end)
  }
}

/** A pod's own address is that pod; a Service's or load balancer's is that Service (END-7). */
function resolveAddress(prepared: Prepared, address: Address, { end, port }: Seeker): Meaning {
  if (end === 'to' && isLoopback(address)) return { kind: 'loopback' }
  const naming = nameEndpoints(prepared, formatAddress(address))
  const isPods = naming.kind === 'not-one' || naming.namespace !== undefined
  const services = prepared.cluster.services.filter(({ addresses }) =>
    addresses.some((own) => isSameAddress(own, address)),
  )
  const service =
    services.find(({ ports }) => ports.some((known) => known.port === port)) ?? (isPods ? undefined : services[0])
  const isOwn = naming.kind === 'endpoints' && naming.pod?.hostNetwork === false
  return service && !isOwn ? { kind: 'service', service } : naming
}

function isLoopback({ family, value }: Address): boolean {
  return family === 4 ? value >> 24n === 127n : value === 1n
}

/** Connections go to what DNS says; a name it does not know may still be that of a workload or pod. */
function resolveTargetHost(prepared: Prepared, host: string, { namespace }: Seeker): Meaning {
  if (host === 'localhost') return { kind: 'loopback' }
  const answer = resolveHost(prepared.cluster, host, namespace)
  if (answer.kind !== 'nothing' && answer.kind !== 'outside') return toMeaning(prepared, answer)
  const near = nameBare(prepared, host, namespace)
  if (near.kind === 'endpoints' || near.candidates.length > 0) return near
  const anywhere = nameBare(prepared, host)
  if (anywhere.kind === 'not-one' ? anywhere.candidates.length > 0 : anywhere.pod) return anywhere
  return answer.kind === 'outside' ? toMeaning(prepared, answer) : NOBODY
}

/** Connections start at workloads and pods; a DNS name may still be that of one pod. */
function resolveSourceHost(prepared: Prepared, host: string): Meaning {
  const bare = nameBare(prepared, host)
  if (bare.kind === 'endpoints' || bare.candidates.length > 0) return bare
  const answer = resolveHost(prepared.cluster, host, undefined)
  return answer.kind === 'nothing' ? NOBODY : toMeaning(prepared, answer)
}

function toMeaning(prepared: Prepared, answer: Exclude<HostAnswer, { kind: 'nothing' }>): Meaning {
  switch (answer.kind) {
    case 'service':
      return answer
    case 'pod':
      return nameEndpoints(prepared, `${answer.namespace}/pod/${answer.name}`)
    case 'address':
      return nameEndpoints(prepared, formatAddress(answer.address))
    case 'outside':
      return { kind: 'outside-name', host: answer.host }
    default:
      return assertNever(answer)
  }
}

/** `namespace/name` is a controller, else a pod, else a Service; a kind may stand before the name. */
function resolvePath(prepared: Prepared, steps: readonly string[], seeker: Seeker): Meaning {
  const [first = '', second = '', third] = steps
  const naming = nameEndpoints(prepared, steps.join('/'))
  if (naming.kind === 'endpoints' || naming.candidates.length > 0) return naming
  if (third !== undefined) return resolveOfKind(prepared, readKind(second), third, first)
  const service = findService(prepared.cluster, first, second)
  if (service) return { kind: 'service', service }
  const kind = readKind(first)
  const near = kind === undefined ? NOBODY : resolveOfKind(prepared, kind, second, seeker.namespace)
  return near === NOBODY ? resolveOfKind(prepared, kind, second, undefined) : near
}

/** A thing of a kind: of that name in a namespace, or in all when none is given. */
function resolveOfKind(
  prepared: Prepared,
  kind: string | undefined,
  name: string,
  namespace: string | undefined,
): Meaning {
  if (kind === undefined) return NOBODY
  if (kind !== 'service') {
    const naming = nameOfKind(prepared, kind, name, namespace)
    return naming.kind === 'endpoints' || naming.candidates.length > 0 ? naming : NOBODY
  }
  const services = prepared.cluster.services.filter(
    (service) => service.name === name && (namespace === undefined || service.namespace === namespace),
  )
  const [service, ...others] = services
  if (service && others.length === 0) return { kind: 'service', service }
  return services.length === 0
    ? NOBODY
    : { kind: 'not-one', candidates: services.map((known) => `${known.namespace}/svc/${known.name}`) }
}

const NOBODY: Meaning = { kind: 'not-one', candidates: [] }
