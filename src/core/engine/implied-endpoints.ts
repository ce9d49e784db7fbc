import type { Cluster } from '../model/cluster.ts'
import type { Implication } from '../model/endpoint.ts'
import { formatSelector, matchSelector } from '../model/matching.ts'
import type { Path } from '../model/path.ts'
import { DIRECTIONS, type NetworkPolicy, type PodPeer } from '../model/policy.ts'
import type { LabelSelector, Labels } from '../model/selector.ts'
import { createLabelIndex, type LabelIndex } from './label-index.ts'
import type { Location, Member } from './member.ts'
import { satisfyingValues, satisfySelector } from './satisfy.ts'

const NAME_KEY = 'kubernetes.io/metadata.name'
const NO_LABELS: Labels = new Map()
const NO_UNKNOWNS: ReadonlySet<string> = new Set()

/** Stands for pods of namespaces that nobody names; the space keeps it apart from every real namespace. */
const OTHER_NAMESPACES = 'other namespaces'

/** An endpoint nobody declared, before it is merged with its equals. */
interface Draft {
  readonly namespace: string
  readonly namespaceLabels: Labels
  readonly labels: Labels
  readonly name: string
  readonly selector?: Path
  readonly words: string
}

/** A selector of pods that the text names. */
type NamedSelector = Omit<PodPeer, 'kind'>

/** Finds the endpoints that policies imply (END-8), computed against declared pods only, in document order. */
export type Imply = (policies: readonly NetworkPolicy[], location: Location) => readonly Member[]

/** What a policy implies is found once. */
export function createImply(cluster: Cluster, namespaceLabels: (namespace: string) => Labels): Imply {
  let declared: LabelIndex | undefined
  const known = new WeakMap<NetworkPolicy, readonly Draft[]>()
  const draftsOf = (policy: NetworkPolicy) => {
    declared ??= indexDeclared(cluster, namespaceLabels)
    const drafts = known.get(policy) ?? draftPolicy(cluster, declared, policy, namespaceLabels)
    known.set(policy, drafts)
    return drafts
  }
  return (policies, location) =>
    mergeDrafts([...policies.flatMap(draftsOf), ...draftOthers(cluster, policies, namespaceLabels)], location)
}

function indexDeclared({ workloads }: Cluster, namespaceLabels: (namespace: string) => Labels): LabelIndex {
  return createLabelIndex(
    workloads.flatMap(({ namespace, pods }) =>
      pods.map(({ labels, unknownLabels }) => ({
        namespace,
        namespaceLabels: namespaceLabels(namespace),
        labels,
        unknownLabels,
      })),
    ),
  )
}

function draftPolicy(
  cluster: Cluster,
  declared: LabelIndex,
  policy: NetworkPolicy,
  namespaceLabels: (namespace: string) => Labels,
): readonly Draft[] {
  return selectorsOf(policy)
    .filter((selector) => matchesNobody(declared, policy, selector))
    .flatMap((selector) => draftSelector(cluster, policy, selector, namespaceLabels))
}

function selectorsOf(policy: NetworkPolicy): readonly NamedSelector[] {
  const peers = DIRECTIONS.flatMap((direction) =>
    policy.rules[direction].flatMap(({ peers }) =>
      peers === 'any' ? [] : peers.filter((peer): peer is PodPeer => peer.kind === 'pods'),
    ),
  )
  return [{ path: policy.podSelector.path, podSelector: policy.podSelector }, ...peers]
}

function matchesNobody(declared: LabelIndex, policy: NetworkPolicy, selector: NamedSelector): boolean {
  const { yes, maybe } = selector.namespaceSelector
    ? declared.inNamespaces(selector.namespaceSelector, selector.podSelector)
    : declared.inNamespace(policy.namespace, selector.podSelector)
  return yes.length + maybe.length === 0
}

function draftSelector(
  cluster: Cluster,
  policy: NetworkPolicy,
  { path, podSelector, namespaceSelector }: NamedSelector,
  namespaceLabels: (namespace: string) => Labels,
): readonly Draft[] {
  const labels = satisfySelector(podSelector)
  if (!labels) return []
  const pods = podSelector ? formatSelector(podSelector) : ''
  const spaces = namespaceSelector ? formatSelector(namespaceSelector) : ''
  const words = [
    ...(pods === '' ? [] : [`selector ${pods}`]),
    ...(spaces === '' ? [] : [`namespaceSelector ${spaces}`]),
  ]
  const said = `${words.length > 0 ? words.join(' and ') : 'an empty selector'} in policy ${policy.name}`
  return impliedNamespaces(cluster, policy, namespaceSelector, namespaceLabels).map((space) => ({
    ...space,
    labels,
    name: pods === '' ? 'any pod' : pods,
    selector: path,
    words: said,
  }))
}

type Space = Pick<Draft, 'namespace' | 'namespaceLabels'>

function impliedNamespaces(
  cluster: Cluster,
  policy: NetworkPolicy,
  selector: LabelSelector | undefined,
  namespaceLabels: (namespace: string) => Labels,
): readonly Space[] {
  const existing = (namespace: string) => ({ namespace, namespaceLabels: namespaceLabels(namespace) })
  if (!selector || selector.requirements.length === 0) return [existing(policy.namespace)]
  const [first] = declaredMatches(cluster, selector)
  if (first !== undefined) return [existing(first)]
  const naming = selector.requirements.filter(({ key }) => key === NAME_KEY)
  const labels = satisfySelector({
    ...selector,
    requirements: selector.requirements.filter(({ key }) => key !== NAME_KEY),
  })
  if (!labels) return []
  const names = naming.some(({ operator }) => operator === 'In')
    ? satisfyingValues(naming).filter((name) => cluster.namespaces.get(name)?.path === undefined)
    : [formatSelector(selector)].filter(() => naming.every(({ operator }) => operator !== 'DoesNotExist'))
  return names.map((namespace) => ({ namespace, namespaceLabels: new Map([...labels, [NAME_KEY, namespace]]) }))
}

/** Declared namespaces that match, by name. */
function declaredMatches(cluster: Cluster, selector: LabelSelector): readonly string[] {
  return [...cluster.namespaces.values()]
    .filter(({ path, labels }) => path !== undefined && matchSelector(selector, labels) === 'yes')
    .map(({ name }) => name)
    .sort()
}

/** "Any other pod" of namespaces with policies and no pods, and pods of other namespaces, to show what is denied. */
function draftOthers(
  cluster: Cluster,
  policies: readonly NetworkPolicy[],
  namespaceLabels: (namespace: string) => Labels,
): readonly Draft[] {
  const inhabited = new Set(cluster.workloads.map(({ namespace }) => namespace))
  const empty = [...new Set(policies.map(({ namespace }) => namespace))].filter((name) => !inhabited.has(name))
  if (empty.length === 0) return []
  const others = empty.map((namespace) => ({
    namespace,
    namespaceLabels: namespaceLabels(namespace),
    labels: NO_LABELS,
    name: 'any other pod',
    words: `namespace ${namespace} without declared pods`,
  }))
  const elsewhere = {
    namespace: OTHER_NAMESPACES,
    namespaceLabels: new Map([[NAME_KEY, OTHER_NAMESPACES]]),
    labels: NO_LABELS,
    name: 'pods of other namespaces',
    words: 'namespaces without declared pods',
  }
  return [...others, elsewhere]
}

/** Equal namespace and labels are one endpoint, named by the first. */
function mergeDrafts(drafts: readonly Draft[], location: Location): readonly Member[] {
  const groups = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const key = JSON.stringify([draft.namespace, sortedLabels(draft.namespaceLabels), sortedLabels(draft.labels)])
    const group = groups.get(key)
    if (group) group.push(draft)
    else groups.set(key, [draft])
  }
  const used = new Map<string, number>()
  return [...groups.values()].flatMap((group) => {
    const [draft] = group
    if (!draft) return []
    const id = `${draft.namespace}/implied/${draft.name}`
    const count = (used.get(id) ?? 0) + 1
    used.set(id, count)
    return [toMember(draft, count === 1 ? id : `${id}~${count}`, group, location)]
  })
}

function toMember(draft: Draft, id: string, group: readonly Draft[], location: Location): Member {
  const implied: Implication = { selectors: group.flatMap(({ selector }) => selector ?? []), words: draft.words }
  const { namespace, namespaceLabels, labels, name } = draft
  return {
    endpoint: { kind: 'pods', id, namespace, name, kindName: 'Implied', labels, pods: [], implied, hostNetwork: false },
    labelled: { namespace, namespaceLabels, labels, unknownLabels: NO_UNKNOWNS },
    location,
  }
}

function sortedLabels(labels: Labels): readonly (readonly [string, string])[] {
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1))
}
