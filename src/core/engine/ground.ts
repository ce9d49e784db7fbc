import type { Cluster } from '../model/cluster.ts'
import { supportOf } from '../model/cni-profiles.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Labels } from '../model/selector.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Family } from '../net/address.ts'
import { classifyAddresses } from './address-classes.ts'
import { addressesOf, type BlockReader, blocksOf, createBlockReader } from './blocks.ts'
import { type CompiledTier, type Compiler, createCompiler } from './compile.ts'
import { createImply, type Imply } from './implied-endpoints.ts'
import { createLabelIndex, joinIndexes, type LabelIndex } from './label-index.ts'
import { familiesInUse, findWhereabouts, type Whereabouts } from './location.ts'
import { gatherLooks } from './looks.ts'
import type { Member } from './member.ts'
import { findOutside, type Outside } from './outside-endpoints.ts'
import { createPlaceSets, type PlaceSets } from './place-sets.ts'
import { once, rememberBy } from './remember.ts'
import { isSameList } from './same-list.ts'
import { isSameMember } from './same-member.ts'
import { isSamePopulation } from './same-population.ts'
import { selectPods } from './select-pods.ts'
import { sharedNodes } from './shared-nodes.ts'
import { type Distinctions, splitWorkloads } from './split-workloads.ts'

/** Who is there, what policies say of them, and what finds them. */
export interface Ground {
  /** Pods by namespace, implied ones, then addresses outside; last those of a family that nothing uses. */
  readonly members: readonly Member[]
  /** How many of them people see. */
  readonly listed: number
  /** How many of them are pods, declared or implied: they come first. */
  readonly pods: number
  readonly endpoints: readonly Endpoint[]
  /** The place of an endpoint, by its id. */
  readonly placeOf: (id: string) => number | undefined
  readonly declared: Declared
  readonly compiler: Compiler
  readonly tier: CompiledTier
  /** The places that peers mean in a family; made when first asked for. */
  readonly setsOf: (family: Family) => PlaceSets
  readonly population: Population
  readonly outside: Outside
  readonly blocks: BlockReader
}

/** The endpoints of declared pods, and what finds them. */
interface Declared {
  readonly members: readonly Member[]
  readonly index: LabelIndex
}

/** The declared pods, whatever the policies. */
interface Population {
  readonly cluster: Cluster
  readonly settings: EngineSettings
  readonly whereabouts: Whereabouts
  readonly namespaceLabels: (namespace: string) => Labels
  readonly imply: Imply
  /** The declared pods as endpoints, where no policy can split a workload. */
  readonly unsplit: readonly Member[] | undefined
}

/**
 * The endpoints of a cluster under some policies (END-1, END-8). What equals `previous` is taken from it, so that what
 * was found out about its places stays true.
 */
export function layGround(
  cluster: Cluster,
  settings: EngineSettings,
  policies: readonly NetworkPolicy[],
  previous: Ground | undefined,
): Ground {
  const blocks = previous?.blocks ?? createBlockReader(settings.cni)
  const population = settle(cluster, settings, blocks, previous?.population)
  const implied = settings.implied ? population.imply(policies, population.whereabouts.podNetwork) : []
  const declared = population.unsplit ?? split(population, policies, implied, blocks)
  const pods = joinPods({ declared: keepDeclared(declared, previous?.declared), implied, population, blocks }, previous)
  const tier = pods.compiler.compile(policies)
  const outside = findOutside(tier.blocks, familiesInUse(cluster, settings), previous?.outside)
  return join({ ...pods, tier, outside }, previous)
}

/** The declared pods, as they were if nothing about them changed. */
function settle(
  cluster: Cluster,
  settings: EngineSettings,
  blocks: BlockReader,
  previous: Population | undefined,
): Population {
  const whereabouts = findWhereabouts(cluster, settings)
  const wherePrevious = previous?.whereabouts
  const isInPlace =
    wherePrevious?.podNetwork.key === whereabouts.podNetwork.key &&
    wherePrevious.nodeNetwork.key === whereabouts.nodeNetwork.key
  if (previous && isInPlace && isSamePopulation(cluster, previous.cluster)) return previous
  const namespaceLabels = rememberNamespaceLabels(cluster)
  const population = { cluster, settings, whereabouts, namespaceLabels, imply: createImply(cluster, namespaceLabels) }
  const isWhole = cluster.workloads.every(({ pods }) => pods.length === 1 && pods.every(({ nodeName }) => !nodeName))
  return { ...population, unsplit: isWhole ? split({ ...population, unsplit: undefined }, [], [], blocks) : undefined }
}

function split(
  { cluster, settings, whereabouts, namespaceLabels }: Population,
  policies: readonly NetworkPolicy[],
  implied: readonly Member[],
  reader: BlockReader,
): readonly Member[] {
  const distinctions = findDistinctions(cluster, settings, policies, implied, namespaceLabels, reader)
  return splitWorkloads(cluster, namespaceLabels, distinctions, whereabouts)
}

function keepDeclared(members: readonly Member[], previous: Declared | undefined): Declared {
  if (previous && isSameList(members, previous.members, isSameMember)) return previous
  return { members, index: createLabelIndex(members.map(({ labelled }) => labelled)) }
}

/** All pods, and what is known of them as long as they are the same. */
type Pods = Pick<Ground, 'declared' | 'compiler' | 'population' | 'blocks'> & { readonly podMembers: readonly Member[] }

type PodParts = Pick<Pods, 'declared' | 'population' | 'blocks'> & { readonly implied: readonly Member[] }

function joinPods({ declared, implied, population, blocks }: PodParts, previous: Ground | undefined): Pods {
  const alike = previous?.declared === declared ? previous : undefined
  const known = alike?.members.slice(0, alike.pods) ?? []
  if (alike && isSameList(implied, known.slice(declared.members.length), isSameMember))
    return { declared, population, blocks, podMembers: known, compiler: alike.compiler }
  const compiler = createCompiler(indexOf(declared, implied), population.settings.cni, blocks, previous?.compiler)
  return { declared, population, blocks, podMembers: [...declared.members, ...implied], compiler }
}

type Parts = Pods & Pick<Ground, 'tier' | 'outside'>

/** With the same pods and the same outside, everything but what policies say of them. */
function join({ podMembers, outside, ...parts }: Parts, previous: Ground | undefined): Ground {
  if (previous?.compiler === parts.compiler && previous.outside === outside) return { ...previous, ...parts }
  const members = [...podMembers, ...outside.members]
  const listed = podMembers.length + outside.listed
  const { settings } = parts.population
  return {
    ...parts,
    outside,
    members,
    listed,
    pods: podMembers.length,
    endpoints: members.slice(0, listed).map(({ endpoint }) => endpoint),
    placeOf: findPlaces(members),
    setsOf: rememberBy(
      (family: Family) => family,
      (family) => createPlaceSets({ members, settings }, family),
    ),
  }
}

/** By id; sorted when first asked, for all pairs need no ids. */
function findPlaces(members: readonly Member[]): Ground['placeOf'] {
  const places = once(() => new Map(members.map(({ endpoint }, place) => [endpoint.id, place])))
  return (id) => places().get(id)
}

/** Implied endpoints come and go as somebody types; what selectors find among the declared ones stays. */
function indexOf({ members, index }: Declared, implied: readonly Member[]): LabelIndex {
  if (implied.length === 0) return index
  return joinIndexes(
    index,
    createLabelIndex([...members.map(() => undefined), ...implied.map(({ labelled }) => labelled)]),
  )
}

/** What tells pods of one workload apart (END-1); most of it is never asked where workloads have one pod. */
function findDistinctions(
  cluster: Cluster,
  settings: EngineSettings,
  policies: readonly NetworkPolicy[],
  implied: readonly Member[],
  namespaceLabels: (namespace: string) => Labels,
  reader: BlockReader,
): Distinctions {
  // Everywhere but under cilium they match pods on the host network at least (CNI-2e).
  const blocksMatchPods = settings.cni !== 'cilium' || supportOf(settings.cni, 'blocks-match-pods') !== 'no'
  const selection = once(() => selectPods(cluster, policies, implied, namespaceLabels))
  return {
    looks: once(() => gatherLooks(cluster, selection().selecting, namespaceLabels, blocksMatchPods)),
    blocks: once(() => {
      const blocks = blocksMatchPods ? addressesOf(blocksOf(selection().selecting, reader)) : []
      return blocks.length > 0 ? classifyAddresses(blocks, [4, 6]) : undefined
    }),
    tellsFamilies: policies.length > 0 && supportOf(settings.cni, 'IPv6') !== 'yes',
    nodeOf: sharedNodes(cluster, () => selection().isolatedForIngress),
  }
}

/** The same map for the same namespace, also for those the document only uses (END-3). */
function rememberNamespaceLabels(cluster: Cluster): (namespace: string) => Labels {
  const undeclared = new Map<string, Labels>()
  return (namespace) => {
    const known = cluster.namespaces.get(namespace)?.labels ?? undeclared.get(namespace)
    if (known) return known
    const labels = new Map([['kubernetes.io/metadata.name', namespace]])
    undeclared.set(namespace, labels)
    return labels
  }
}
