import type { JsonObject } from '../../model/json.ts'
import type { Direction } from '../../model/policy.ts'
import { type Dns, fromEveryPod, isDnsPod, toDns } from '../dns.ts'
import { toSlug } from '../policy-names.ts'
import type { NewPolicy } from '../write-policies.ts'
import { type IsolatedEnd, isolatedBy } from './isolate-scope.ts'

/** Rules of a new policy by direction. */
export type DirectionRules = Readonly<Partial<Record<Direction, readonly JsonObject[]>>>

/**
 * The policies that isolate an end in the directions where nothing does yet: for a namespace one that admits nothing and
 * one for DNS, for a workload one that says both.
 */
export function isolatingPolicies(
  isolated: IsolatedEnd,
  directions: readonly Direction[],
  dns: Dns | undefined,
): readonly NewPolicy[] {
  const { end, subject } = isolated
  const missing = directions.filter((direction) => isolatedBy(isolated, direction).length === 0)
  if (missing.length === 0) return []
  const rules = dns ? dnsRules(isolated, missing, dns) : {}
  const toNew = (name: string, types: readonly Direction[], admitted: DirectionRules): NewPolicy => ({
    name,
    namespace: subject.namespace,
    spec: toSpec(subject.podSelector, types, admitted),
    ...(subject.beside === undefined ? {} : { beside: subject.beside }),
  })
  if (!subject.isFrame) return [toNew(nameIsolating(end.title, missing), missing, rules)]
  const kept = missing.flatMap((direction) => {
    const admitted = rules[direction]
    return admitted ? [toNew(DNS_NAMES[direction], [direction], { [direction]: admitted })] : []
  })
  return [toNew(nameDenying(missing), missing, {}), ...kept]
}

/** A policy's spec, its keys in the order of the Kubernetes documentation. */
export function toSpec(podSelector: JsonObject, types: readonly Direction[], rules: DirectionRules): JsonObject {
  return { podSelector, policyTypes: types.map((type) => TYPES[type]), ...rules }
}

const TYPES = { ingress: 'Ingress', egress: 'Egress' } as const

/** `deny-ingress`, `deny-all`: the name of a policy that admits nothing in these directions. */
export function nameDenying([only, ...more]: readonly Direction[]): string {
  return only === undefined || more.length > 0 ? 'deny-all' : `deny-${only}`
}

const DNS_NAMES = { ingress: 'allow-dns-from-all', egress: 'allow-dns' } as const

/** So that a number fits behind it (VAL-1). */
const LONGEST_TITLE = 200

function nameIsolating(title: string, [only, ...more]: readonly Direction[]): string {
  const base = `isolate-${toSlug(title, LONGEST_TITLE)}`
  return only === undefined || more.length > 0 ? base : `${base}-${only}`
}

/** The rules that lookups need once the pods are isolated. */
function dnsRules({ end, subject }: IsolatedEnd, missing: readonly Direction[], dns: Dns): DirectionRules {
  const isServer = end.endpoints.some(
    (endpoint) => endpoint.kind === 'pods' && isDnsPod(dns, endpoint.namespace, endpoint.labels),
  )
  const serves = subject.isFrame ? subject.namespace === dns.namespace : isServer
  return {
    ...(serves && missing.includes('ingress') ? { ingress: [fromEveryPod(dns)] } : {}),
    ...(missing.includes('egress') ? { egress: [toDns(dns)] } : {}),
  }
}
