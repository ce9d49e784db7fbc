import type { JsonObject } from '../model/json.ts'
import type { Direction } from '../model/policy.ts'
import type { Subject } from './connect/resolved-end.ts'
import { toSlug, uniqueName } from './policy-names.ts'
import { type Ports, toPortEntry } from './wanted-ports.ts'

/** The key of a rule's peers. */
export const PEERS_KEY = { ingress: 'from', egress: 'to' } as const

/** A rule as JSON; without peers for anyone, without ports for every port (RUL-1, RUL-2). */
export function toRule(direction: Direction, peers: 'anyone' | readonly JsonObject[], ports: Ports): JsonObject {
  return {
    ...(peers === 'anyone' ? {} : { [PEERS_KEY[direction]]: peers }),
    ...(ports === 'every' ? {} : { ports: ports.map(toPortEntry) }),
  }
}

/** A new policy, its keys in the order of the Kubernetes documentation. */
export function toPolicy(
  name: string,
  subject: Subject,
  direction: Direction,
  rules: readonly JsonObject[],
): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: subject.namespace },
    spec: {
      podSelector: subject.podSelector,
      policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
      [direction]: rules,
    },
  }
}

/** Of a policy's name (VAL-1). */
const LONGEST_NAME = 253

/**
 * `allow-frontend-to-api`, `allow-frontend-to-api-egress`: made of titles, valid as a name, with a number where it is
 * taken.
 */
export function namePolicy(from: string, to: string, direction: Direction, taken: ReadonlySet<string>): string {
  const end = direction === 'egress' ? '-egress' : ''
  const half = Math.floor((LONGEST_NAME - 'allow--to-'.length - end.length - 6) / 2)
  const base = `allow-${toSlug(from, half)}-to-${toSlug(to, half)}${end}`
  return uniqueName(base, taken)
}
