import { compareFlows } from '../engine/compare.ts'
import { describePolicy } from '../engine/describe-policy.ts'
import type { Prepared } from '../engine/prepare.ts'
import { flowBetween } from '../engine/reachability.ts'
import { subjectsOf } from '../engine/rule-matches.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Flow } from '../model/verdict.ts'
import { isEmptyPorts } from '../net/ports.ts'
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
  const { opened, closed } = compareFlows(before, after)
  const flows = new Map<string, ReviewedFlow>()
  for (const { from, to } of [...opened, ...closed]) {
    const flow = {
      from,
      to,
      before: portsAt(before, from, to),
      after: portsAt(after, from, to),
      policies: speaks(from, to),
    }
    flows.set(JSON.stringify([from, to]), flow)
  }
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

/** Where a workload is split otherwise, its part is not there by that name: the flow of the other side says what changed. */
function portsAt(prepared: Prepared, from: string, to: string): FlowPorts {
  if (!prepared.endpoint(from) || !prepared.endpoint(to)) return NOTHING
  const { allowed, depends } = flowBetween(prepared, from, to)
  return { allowed, depends }
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
