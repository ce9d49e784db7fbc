import { compareFlows } from '../engine/compare.ts'
import { describePolicy } from '../engine/describe-policy.ts'
import type { Prepared } from '../engine/prepare.ts'
import { flowBetween } from '../engine/reachability.ts'
import { remember } from '../engine/remember.ts'
import { subjectsOf } from '../engine/rule-matches.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Flow } from '../model/verdict.ts'
import { intersectAddresses } from '../net/address.ts'
import { isEmptyPorts } from '../net/ports.ts'
import { subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { newlyIsolated } from './newly-isolated.ts'

/** What one set of manifests allows otherwise than another; of ends that are in both. */
export interface Review {
  /** Nothing might pass before. */
  readonly opened: readonly ReviewedFlow[]
  /** Nothing may pass any more. */
  readonly closed: readonly ReviewedFlow[]
  /** Other ports, or another certainty. */
  readonly changed: readonly ReviewedFlow[]
  /** `shop / web (ingress)`. */
  readonly isolated: readonly string[]
  readonly freed: readonly string[]
  readonly policies: readonly ReviewedPolicy[]
  /** Ids of workloads that only one of the two has. */
  readonly appeared: readonly string[]
  readonly gone: readonly string[]
}

export interface ReviewedFlow {
  readonly from: string
  readonly to: string
  readonly before: FlowPorts
  readonly after: FlowPorts
  /** Whether something passes that did not: also some more port of a flow that is not new. */
  readonly opens: boolean
  /** The policies at its ends that are not what they were: `shop/db`. */
  readonly policies: readonly string[]
}

type FlowPorts = Pick<Flow, 'allowed' | 'depends'>

export interface ReviewedPolicy {
  /** `shop/db`. */
  readonly name: string
  readonly change: 'added' | 'removed' | 'changed'
}

export function review(before: Prepared, after: Prepared): Review {
  const policies = reviewPolicies(before, after)
  const speaks = createSpeaks(before, after, policies)
  const [then, now] = [createPortsAt(before), createPortsAt(after)]
  const { opened, closed } = compareFlows(before, after)
  const flows = new Map<string, ReviewedFlow>()
  const add = (side: Prepared, { from, to }: Flow, opens: boolean) => {
    const key = JSON.stringify([from, to])
    const ends = [side.endpoint(from), side.endpoint(to)] as const
    const ports = { before: then(...ends), after: now(...ends) }
    flows.set(key, { from, to, ...ports, opens: opens || flows.get(key)?.opens === true, policies: speaks(from, to) })
  }
  for (const flow of opened) add(after, flow, true)
  for (const flow of closed) add(before, flow, false)
  const all = [...flows.values()]
  return {
    opened: all.filter((flow) => isNothing(flow.before)),
    closed: all.filter((flow) => isNothing(flow.after)),
    changed: all.filter((flow) => !isNothing(flow.before) && !isNothing(flow.after)),
    isolated: wordsOf(newlyIsolated(before, after)),
    freed: wordsOf(newlyIsolated(after, before)),
    policies,
    appeared: lackedBy(before, after),
    gone: lackedBy(after, before),
  }
}

const NOTHING: FlowPorts = { allowed: {}, depends: {} }

/** What may pass between those that stand for some of the pods or addresses of two ends, which the other side may cut otherwise. */
function createPortsAt(prepared: Prepared) {
  const counterparts = remember((end: Endpoint) => prepared.endpoints.filter((one) => isShared(end, one)))
  return (from: Endpoint | undefined, to: Endpoint | undefined): FlowPorts => {
    if (!from || !to) return NOTHING
    const flows = counterparts(from).flatMap((source) =>
      counterparts(to).map((target) => flowBetween(prepared, source.id, target.id)),
    )
    const allowed = flows.map((flow) => flow.allowed).reduce(unionTraffic, {})
    return { allowed, depends: subtractTraffic(flows.map((flow) => flow.depends).reduce(unionTraffic, {}), allowed) }
  }
}

function isShared(a: Endpoint, b: Endpoint): boolean {
  if (a.kind === 'outside') return b.kind === 'outside' && intersectAddresses(a.addresses, b.addresses).length > 0
  if (b.kind === 'outside') return false
  if (!a.workload || !b.workload) return a.id === b.id
  return a.workload.id === b.workload.id && a.pods.some(({ name }) => b.pods.some((pod) => pod.name === name))
}

function isNothing({ allowed, depends }: FlowPorts): boolean {
  return isEmptyPorts(allowed) && isEmptyPorts(depends)
}

function wordsOf(isolated: readonly { readonly words: string }[]): readonly string[] {
  return [...new Set(isolated.map(({ words }) => words))]
}

function lackedBy(lacking: Prepared, { cluster }: Prepared): readonly string[] {
  const there = new Set(lacking.cluster.workloads.map(({ id }) => id))
  return cluster.workloads.map(({ id }) => id).filter((id) => !there.has(id))
}

function reviewPolicies(before: Prepared, after: Prepared): readonly ReviewedPolicy[] {
  const [then, now] = [byName(before), byName(after)]
  const names = [...new Set([...now.keys(), ...then.keys()])]
  return names.flatMap((name): readonly ReviewedPolicy[] => {
    const [old, fresh] = [then.get(name), now.get(name)]
    if (!old) return [{ name, change: 'added' }]
    if (!fresh) return [{ name, change: 'removed' }]
    return describePolicy(old) === describePolicy(fresh) ? [] : [{ name, change: 'changed' }]
  })
}

function byName({ cluster }: Prepared): ReadonlyMap<string, NetworkPolicy> {
  const policies = cluster.policies.filter(({ stale }) => !stale)
  return new Map(policies.map((policy) => [`${policy.namespace}/${policy.name}`, policy]))
}

/** Tells which of the policies that changed select an end of a flow, before or after. */
function createSpeaks(before: Prepared, after: Prepared, policies: readonly ReviewedPolicy[]) {
  const subjects = policies.map(({ name }) => {
    const ids = [before, after].flatMap((prepared) => {
      const policy = byName(prepared).get(name)
      return policy ? subjectsOf(prepared, policy.path) : []
    })
    return { name, ids: new Set(ids) }
  })
  return (from: string, to: string): readonly string[] =>
    subjects.flatMap(({ name, ids }) => (ids.has(from) || ids.has(to) ? [name] : []))
}
