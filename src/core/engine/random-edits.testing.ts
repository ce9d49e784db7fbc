/** Random changes of a cluster and of the settings, one at a time. */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Cluster } from '../model/cluster.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { ClusterNote, LabelsNote, PolicyNote, PortNote, RuleNote, WorkloadNote } from './cluster.testing.ts'
import {
  type NamelessWorkload,
  nameWorkload,
  randomPolicy,
  randomSettings,
  randomWorkload,
} from './random-cluster.testing.ts'
import { labels, port, rule } from './random-rules.testing.ts'

/** One change; `at` picks what it touches, round and round. */
export type Edit =
  | { readonly kind: 'add policy'; readonly at: number; readonly policy: Omit<PolicyNote, 'name'> }
  | { readonly kind: 'remove policy' | 'reverse policies' | 'remove workload'; readonly at: number }
  | { readonly kind: 'replace policy'; readonly at: number; readonly policy: Omit<PolicyNote, 'name'> }
  | { readonly kind: 'add rule'; readonly at: number; readonly ingress: RuleNote; readonly egress: RuleNote }
  | { readonly kind: 'remove rule'; readonly at: number }
  | { readonly kind: 'change ports'; readonly at: number; readonly ports: readonly PortNote[] }
  | { readonly kind: 'add workload'; readonly at: number; readonly workload: NamelessWorkload }
  | { readonly kind: 'change labels'; readonly at: number; readonly labels: LabelsNote }
  | { readonly kind: 'label namespace'; readonly at: number; readonly labels: LabelsNote | undefined }
  | { readonly kind: 'change settings'; readonly at: number; readonly settings: EngineSettings }

const at = fc.nat(11)

export const randomEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('add policy' as const), at, policy: randomPolicy }),
  fc.record({ kind: fc.constantFrom('remove policy' as const, 'reverse policies' as const), at }),
  fc.record({ kind: fc.constant('remove workload' as const), at }),
  fc.record({ kind: fc.constant('replace policy' as const), at, policy: randomPolicy }),
  fc.record({ kind: fc.constant('add rule' as const), at, ingress: rule('from'), egress: rule('to') }),
  fc.record({ kind: fc.constant('remove rule' as const), at }),
  fc.record({ kind: fc.constant('change ports' as const), at, ports: fc.array(port, { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('add workload' as const), at, workload: randomWorkload }),
  fc.record({ kind: fc.constant('change labels' as const), at, labels }),
  fc.record({
    kind: fc.constant('label namespace' as const),
    at,
    labels: fc.constantFrom<LabelsNote | undefined>(undefined, {}, { team: 'red' }, { team: 'blue', env: 'prod' }),
  }),
  fc.record({ kind: fc.constant('change settings' as const), at, settings: randomSettings }),
)

/** A cluster with the settings it is judged by. */
export interface Situation {
  readonly note: ClusterNote
  readonly settings: EngineSettings
}

/** A number that no workload has in its name: two of one name are never there. */
function freeNumber(workloads: readonly WorkloadNote[]): number {
  return 1 + Math.max(-1, ...workloads.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0)))
}

export function applyEdit({ note, settings }: Situation, edit: Edit): Situation {
  if (edit.kind === 'change settings') return { note, settings: edit.settings }
  return { note: changeNote(note, edit), settings }
}

function changeNote(note: ClusterNote, edit: Exclude<Edit, { kind: 'change settings' }>): ClusterNote {
  const { policies = [], workloads = [] } = note
  const change = (policy: (one: PolicyNote) => PolicyNote) => ({
    ...note,
    policies: replaceAt(policies, edit.at, policy),
  })
  switch (edit.kind) {
    case 'add policy':
      return { ...note, policies: insertAt(policies, edit.at, { ...edit.policy, name: `added-${policies.length}` }) }
    case 'remove policy':
      return { ...note, policies: removeAt(policies, edit.at) }
    case 'reverse policies':
      return { ...note, policies: [...policies].reverse() }
    case 'replace policy':
      return change(({ name }) => ({ ...edit.policy, name }))
    case 'add rule':
      return change(({ ingress = [], egress = [], ...policy }) =>
        edit.at % 2 === 0
          ? { ...policy, ingress: [...ingress, edit.ingress], egress }
          : { ...policy, ingress, egress: [edit.egress, ...egress] },
      )
    case 'remove rule':
      return change((policy) => ({
        ...policy,
        ...(policy.ingress ? { ingress: policy.ingress.slice(1) } : {}),
        ...(policy.egress ? { egress: policy.egress.slice(0, -1) } : {}),
      }))
    case 'change ports':
      return change((policy) => ({
        ...policy,
        ...(policy.ingress
          ? { ingress: replaceAt(policy.ingress, edit.at, (one) => ({ ...one, ports: edit.ports })) }
          : {}),
        ...(policy.egress
          ? { egress: replaceAt(policy.egress, edit.at, (one) => ({ ...one, ports: edit.ports })) }
          : {}),
      }))
    case 'add workload':
      return { ...note, workloads: insertAt(workloads, edit.at, nameWorkload(edit.workload, freeNumber(workloads))) }
    case 'remove workload':
      return { ...note, workloads: removeAt(workloads, edit.at) }
    case 'change labels':
      return { ...note, workloads: replaceAt(workloads, edit.at, (one) => relabel(one, edit.labels)) }
    case 'label namespace':
      return {
        ...note,
        namespaces: labelNamespace(note.namespaces ?? {}, ['a', 'b', 'c'][edit.at % 3] ?? 'a', edit.labels),
      }
  }
}

/** `undefined` takes the declaration away. */
function labelNamespace(
  namespaces: Readonly<Record<string, LabelsNote>>,
  name: string,
  given: LabelsNote | undefined,
): Readonly<Record<string, LabelsNote>> {
  const { [name]: _, ...others } = namespaces
  return given ? { ...others, [name]: given } : others
}

function relabel(workload: WorkloadNote, given: LabelsNote): WorkloadNote {
  if (!workload.pods) return { ...workload, labels: given }
  return { ...workload, pods: workload.pods.map((pod, index) => (index === 0 ? { ...pod, labels: given } : pod)) }
}

function insertAt<T>(items: readonly T[], place: number, item: T): readonly T[] {
  const index = place % (items.length + 1)
  return [...items.slice(0, index), item, ...items.slice(index)]
}

function removeAt<T>(items: readonly T[], place: number): readonly T[] {
  return items.filter((_, index) => index !== place % items.length)
}

function replaceAt<T>(items: readonly T[], place: number, change: (item: T) => T): readonly T[] {
  return items.map((item, index) => (index === place % items.length ? change(item) : item))
}

/** The cluster with the objects of an earlier one wherever they are equal, as reading again leaves them. */
export function shareObjects(cluster: Cluster, earlier: Cluster): Cluster {
  return {
    ...cluster,
    workloads: shareItems(cluster.workloads, earlier.workloads),
    policies: shareItems(cluster.policies, earlier.policies),
    nodes: shareItems(cluster.nodes, earlier.nodes),
  }
}

function shareItems<T>(items: readonly T[], earlier: readonly T[]): readonly T[] {
  const shared = items.map((item) => earlier.find((one) => isDeepStrictEqual(one, item)) ?? item)
  return isDeepStrictEqual(shared, earlier) ? earlier : shared
}
