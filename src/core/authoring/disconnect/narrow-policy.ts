import { subjectsOf } from '../../engine/rule-matches.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Direction, NetworkPolicy, Rule } from '../../model/policy.ts'
import { isEmptyPorts, type PortsByProtocol } from '../../net/ports.ts'
import { ALL_TRAFFIC, intersectTraffic, subtractTraffic } from '../../net/ports-by-protocol.ts'
import { findStanding, isBroken } from '../plan-context.ts'
import { toSlug } from '../policy-names.ts'
import type { NewPolicy } from '../write-policies.ts'
import { endpointsOf, type Search } from './disconnect-search.ts'
import { portsOfRule } from './find-contributions.ts'
import { bearersOf, keysOf } from './narrow-pods.ts'
import { type CutManner, type CutRule, cutRule } from './narrow-rule.ts'
import { excludeFrom } from './narrow-selector.ts'
import { isPods, namesOf } from './narrowed-peers.ts'
import type { PolicyStep } from './policy-steps.ts'
import { objectAt } from './written-value.ts'

/** What a policy is changed to, and the policies beside it that keep what it admitted for others. */
export interface NarrowedPolicy {
  readonly steps: readonly PolicyStep[]
  readonly words: readonly string[]
  readonly added: readonly NewPolicy[]
}

/** Takes a flow out of some rules of a policy, all of one direction; words where no rules say what is left. */
export function narrowPolicy(
  search: Search,
  policy: NetworkPolicy,
  rules: readonly Rule[],
  manner: CutManner,
): NarrowedPolicy | string {
  const { context } = search
  const file = findStanding(context.reading, policy.path)?.file
  if (!file || isBroken(file) || policy.stale) return `${policy.name} is broken now`
  const added = keepForOthers(search, policy, rules)
  if (typeof added === 'string') return added
  const cuts: CutRule[] = []
  for (const rule of rules) {
    const cut = cutRule(context, { policy, rule, ...whatGoes(search, rule) }, manner)
    if (typeof cut === 'string') return cut
    cuts.push(cut)
  }
  return {
    steps: cuts.flatMap(({ steps }) => steps),
    words: [
      ...cuts.map(({ words }) => words),
      ...added.map(({ name }) => `a new policy ${name} keeps what it admits for the other pods`),
    ],
    added,
  }
}

/** Whom a rule shall not admit any more, and on which ports: all of them where nothing but the flow would pass. */
function whatGoes({ context, sides, passing, asked }: Search, rule: Rule) {
  const [from, to] = [endpointsOf(context.prepared, sides.from), endpointsOf(context.prepared, sides.to)]
  return {
    far: rule.direction === 'ingress' ? from : to,
    targets: to,
    ports: asked ?? wholeWhere(portsOfRule(context.prepared, sides, rule), passing),
  }
}

function wholeWhere(admitted: PortsByProtocol, passing: PortsByProtocol): PortsByProtocol {
  return isEmptyPorts(subtractTraffic(intersectTraffic(admitted, ALL_TRAFFIC), passing)) ? ALL_TRAFFIC : passing
}

/** A policy with the rules as they were, for the pods that are not of the flow; none where there are no others. */
function keepForOthers(
  { context, sides }: Search,
  policy: NetworkPolicy,
  rules: readonly Rule[],
): readonly NewPolicy[] | string {
  const [{ direction } = { direction: 'ingress' as const }] = rules
  const near = new Set(direction === 'ingress' ? sides.to : sides.from)
  const subjects = endpointsOf(context.prepared, subjectsOf(context.prepared, policy.path)).filter(isPods)
  const [gone, kept] = [subjects.filter(({ id }) => near.has(id)), subjects.filter(({ id }) => !near.has(id))]
  if (kept.length === 0) return []
  const { path, requirements } = policy.podSelector
  const exclusion = {
    gone: gone.flatMap(bearersOf),
    kept: kept.flatMap(bearersOf),
    keys: keysOf(context.prepared, gone),
  }
  const selector = excludeFrom(path, requirements, objectAt(context.reading, path), exclusion)
  if (!selector) return `no label tells ${namesOf(gone)} from the other pods that ${policy.name} selects`
  return [
    {
      name: `${policy.name}-except-${toSlug(namesOf(gone), 60)}`,
      namespace: policy.namespace,
      spec: toSpec(
        selector.value,
        direction,
        rules.map((rule) => objectAt(context.reading, rule.path)),
      ),
      beside: policy.path,
    },
  ]
}

function toSpec(podSelector: JsonObject, direction: Direction, rules: readonly JsonObject[]): JsonObject {
  return { podSelector, policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'], [direction]: rules }
}
