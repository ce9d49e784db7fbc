import { type Prepared, prepare } from '../engine/prepare.ts'
import type { Cluster, Pod, Workload } from '../model/cluster.ts'
import type { Path } from '../model/path.ts'
import type { NetworkPolicy, Rule } from '../model/policy.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Verdict } from '../model/verdict.ts'

/**
 * The pods of one namespace as they stand towards an outside peer of unknown identity (ING-1): prepared once more with
 * every peer of their ingress rules opened, so that the engine says which rules admit a port from anyone at all.
 */
export interface OpenedNamespace {
  readonly prepared: Prepared
  /** The endpoint of a pod there. */
  readonly idOf: (pod: Pod) => string | undefined
  readonly rules: RulesByPath
  /** Those given before. */
  readonly verdicts: Map<string, Verdict>
}

/** The rules as they are written, by their paths. */
export type RulesByPath = ReadonlyMap<Path, { readonly rule: Rule; readonly policy: NetworkPolicy }>

/** Opens the rules for `workloads`, all of one namespace in which some policy isolates for ingress. */
export function openNamespace({ cluster, settings }: Prepared, workloads: readonly Workload[]): OpenedNamespace {
  const policies = ingressPolicies(cluster, workloads[0]?.namespace)
  const known = recall(policies, workloads, settings)
  if (known) return known
  const prepared = prepare(
    { ...cluster, workloads, policies: policies.map(openPeers) },
    { ...settings, implied: false },
  )
  const ids = new Map<Pod, string>()
  for (const endpoint of prepared.endpoints)
    if (endpoint.kind === 'pods') for (const pod of endpoint.pods) ids.set(pod, endpoint.id)
  const rules = new Map(
    policies.flatMap((policy) => policy.rules.ingress.map((rule) => [rule.path, { rule, policy }] as const)),
  )
  const opened = { prepared, idOf: (pod: Pod) => ids.get(pod), rules, verdicts: new Map<string, Verdict>() }
  const [first] = policies
  if (first) openedBefore.set(first, { policies, workloads, settings, opened })
  return opened
}

/** What was opened last where a policy is the first: edits elsewhere leave it as it is. */
interface Remembered {
  readonly policies: readonly NetworkPolicy[]
  readonly workloads: readonly Workload[]
  readonly settings: EngineSettings
  readonly opened: OpenedNamespace
}

const openedBefore = new WeakMap<NetworkPolicy, Remembered>()

function recall(
  policies: readonly NetworkPolicy[],
  workloads: readonly Workload[],
  { cni, podRanges }: EngineSettings,
): OpenedNamespace | undefined {
  const last = policies[0] && openedBefore.get(policies[0])
  const isSame =
    last?.settings.cni === cni &&
    last.settings.podRanges === podRanges &&
    isSameList(last.policies, policies) &&
    isSameList(last.workloads, workloads)
  return isSame ? last.opened : undefined
}

function isSameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}

function ingressPolicies({ policies }: Cluster, wanted: string | undefined): readonly NetworkPolicy[] {
  return policies.filter(({ namespace, isolates }) => namespace === wanted && isolates.ingress)
}

/** Kept, so that what is prepared from a policy is as well. */
const openPolicies = new WeakMap<NetworkPolicy, NetworkPolicy>()

function openPeers(policy: NetworkPolicy): NetworkPolicy {
  const known = openPolicies.get(policy)
  if (known) return known
  const ingress = policy.rules.ingress.map((rule) => ({ ...rule, peers: 'any' as const }))
  const open = { ...policy, isolates: { ingress: true, egress: false }, rules: { ingress, egress: [] } }
  openPolicies.set(policy, open)
  return open
}
