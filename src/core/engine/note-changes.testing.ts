/** Changes of notes that must not change what they mean. */
import type { ClusterNote, LabelsNote, PolicyNote, RuleNote, SelectorNote } from './cluster.testing.ts'
import { mapPolicies } from './cluster.testing.ts'

const NAME = 'kubernetes.io/metadata.name'

/** The same policies with every rule replaced by several. */
export function mapRules(note: ClusterNote, change: (rule: RuleNote) => readonly RuleNote[]): ClusterNote {
  return mapPolicies(note, ({ ingress, egress, ...policy }) => ({
    ...policy,
    ...(ingress ? { ingress: ingress.flatMap(change) } : {}),
    ...(egress ? { egress: egress.flatMap(change) } : {}),
  }))
}

/** Everything that is a list the other way round: documents, policies, rules, peers, ports, requirements, exceptions. */
export function reverseNote(note: ClusterNote): ClusterNote {
  const turned = mapRules(note, (rule) => [reverseRule(rule)])
  const policies = (turned.policies ?? []).map(({ podSelector, ...policy }) => ({
    ...policy,
    ...(podSelector ? { podSelector: reverseSelector(podSelector) } : {}),
    ...(policy.policyTypes ? { policyTypes: [...policy.policyTypes].reverse() } : {}),
    ...(policy.ingress ? { ingress: [...policy.ingress].reverse() } : {}),
    ...(policy.egress ? { egress: [...policy.egress].reverse() } : {}),
  }))
  return {
    ...note,
    namespaces: Object.fromEntries(Object.entries(note.namespaces ?? {}).reverse()),
    workloads: [...(note.workloads ?? [])].reverse(),
    policies: policies.reverse(),
  }
}

function reverseRule({ from, to, ports }: RuleNote): RuleNote {
  const reversePeers = (peers: NonNullable<RuleNote['from']>): NonNullable<RuleNote['from']> =>
    [...peers].reverse().map(({ podSelector, namespaceSelector, ipBlock }) => ({
      ...(podSelector ? { podSelector: reverseSelector(podSelector) } : {}),
      ...(namespaceSelector ? { namespaceSelector: reverseSelector(namespaceSelector) } : {}),
      ...(ipBlock ? { ipBlock: { ...ipBlock, except: [...(ipBlock.except ?? [])].reverse() } } : {}),
    }))
  return {
    ...(from ? { from: reversePeers(from) } : {}),
    ...(to ? { to: reversePeers(to) } : {}),
    ...(ports ? { ports: [...ports].reverse() } : {}),
  }
}

function reverseSelector({ matchLabels, matchExpressions }: SelectorNote): SelectorNote {
  return {
    ...(matchLabels ? { matchLabels: Object.fromEntries(Object.entries(matchLabels).reverse()) } : {}),
    ...(matchExpressions
      ? {
          matchExpressions: [...matchExpressions]
            .reverse()
            .map((one) => ({ ...one, ...(one.values ? { values: [...one.values].reverse() } : {}) })),
        }
      : {}),
  }
}

/** A rule for each peer; all admit what the one admitted (RUL-3). */
export function splitPeers(rule: RuleNote): readonly RuleNote[] {
  const { from, to } = rule
  if (from?.length) return from.map((peer) => ({ ...rule, from: [peer] }))
  if (to?.length) return to.map((peer) => ({ ...rule, to: [peer] }))
  return [rule]
}

/** A rule for each port entry. */
export function splitPorts(rule: RuleNote): readonly RuleNote[] {
  return rule.ports?.length ? rule.ports.map((port) => ({ ...rule, ports: [port] })) : [rule]
}

/** `policyTypes` as they are understood, written out (ISO-2). */
export function explicitTypes({ policyTypes, egress }: PolicyNote): readonly ('Ingress' | 'Egress')[] {
  if (policyTypes?.length) return policyTypes
  return egress?.length ? ['Ingress', 'Egress'] : ['Ingress']
}

/** A policy for each rule, and one that only isolates (ISO-5). */
export function splitPolicy(policy: PolicyNote): readonly PolicyNote[] {
  const bare: PolicyNote = { ...policy, policyTypes: explicitTypes(policy), ingress: [], egress: [] }
  return [
    bare,
    ...(policy.ingress ?? []).map((rule) => ({ ...bare, ingress: [rule] })),
    ...(policy.egress ?? []).map((rule) => ({ ...bare, egress: [rule] })),
  ]
}

/** All namespaces under other names, also where selectors ask for the name. */
export function renameNamespaces(note: ClusterNote, rename: (name: string) => string): ClusterNote {
  const renameValues = (selector: SelectorNote): SelectorNote => ({
    ...selector,
    ...(selector.matchLabels ? { matchLabels: renameLabels(selector.matchLabels, rename) } : {}),
    ...(selector.matchExpressions
      ? {
          matchExpressions: selector.matchExpressions.map((one) =>
            one.key === NAME && one.values ? { ...one, values: one.values.map(rename) } : one,
          ),
        }
      : {}),
  })
  const renamePeers = (peers: NonNullable<RuleNote['from']>): NonNullable<RuleNote['from']> =>
    peers.map((peer) =>
      peer.namespaceSelector ? { ...peer, namespaceSelector: renameValues(peer.namespaceSelector) } : peer,
    )
  const renamed = mapRules(note, (rule) => [
    {
      ...rule,
      ...(rule.from ? { from: renamePeers(rule.from) } : {}),
      ...(rule.to ? { to: renamePeers(rule.to) } : {}),
    },
  ])
  return {
    ...renamed,
    namespaces: Object.fromEntries(
      Object.entries(note.namespaces ?? {}).map(([name, labels]) => [rename(name), labels] as const),
    ),
    workloads: (note.workloads ?? []).map((workload) => ({ ...workload, id: workload.id.replace(/^[^/]+/, rename) })),
    policies: (renamed.policies ?? []).map((policy) => ({ ...policy, namespace: rename(policy.namespace) })),
  }
}

function renameLabels(labels: LabelsNote, rename: (name: string) => string): LabelsNote {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [key, key === NAME ? rename(value) : value] as const),
  )
}

/** Without what has no mirror image: port names, and nodes, from which traffic to their own pods is allowed. */
export function withoutSides(note: ClusterNote): ClusterNote {
  const workloads = (note.workloads ?? []).map(({ node: _, pods, ...workload }) => ({
    ...workload,
    ...(pods ? { pods: pods.map(({ node: __, ...pod }) => pod) } : {}),
  }))
  const plain = mapRules({ ...note, workloads }, ({ ports = [], ...rule }) => [
    { ...rule, ports: ports.filter(({ port }) => typeof port !== 'string') },
  ])
  return mapPolicies(plain, (policy) => ({ ...policy, policyTypes: explicitTypes(policy) }))
}

/** Ingress for egress and egress for ingress, in policies that write their types. */
export function swapDirections(note: ClusterNote): ClusterNote {
  const other = { Ingress: 'Egress', Egress: 'Ingress' } as const
  const turn = ({ from, to, ...rule }: RuleNote): RuleNote => ({
    ...rule,
    ...(to ? { from: to } : {}),
    ...(from ? { to: from } : {}),
  })
  return mapPolicies(note, ({ ingress = [], egress = [], policyTypes = [], ...policy }) => ({
    ...policy,
    policyTypes: policyTypes.map((type) => other[type]),
    ingress: egress.map(turn),
    egress: ingress.map(turn),
  }))
}
