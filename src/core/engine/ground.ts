import type { Cluster } from '../model/cluster.ts'
import { supportOf } from '../model/cni-profiles.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Labels } from '../model/selector.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { AddressSet, Family } from '../net/address.ts'
import { classifyAddresses } from './address-classes.ts'
import { type Compiler, createCompiler } from './compile.ts'
import { blocksOf, effectiveRules } from './effective-rules.ts'
import { implyMembers } from './implied-endpoints.ts'
import { familiesInUse, findWhereabouts } from './location.ts'
import { gatherLooks } from './looks.ts'
import type { Member } from './member.ts'
import { toOutsideMembers } from './outside-endpoints.ts'
import { isSameMember } from './same-member.ts'
import { selectPods } from './select-pods.ts'
import { sharedNodes } from './shared-nodes.ts'
import { type Distinctions, splitWorkloads } from './split-workloads.ts'

/** Who is there, and what finds them. */
export interface Ground {
  /** Pods by namespace, implied ones, then addresses outside; last those of a family that nothing uses. */
  readonly members: readonly Member[]
  /** How many of them people see. */
  readonly listed: number
  /** How many of them are pods, declared or implied: they come first. */
  readonly pods: number
  readonly endpoints: readonly Endpoint[]
  readonly places: ReadonlyMap<string, number>
  readonly compiler: Compiler
}

/**
 * The endpoints of a cluster under some policies (END-1, END-8). What equals `previous` is taken from it, so that what
 * was found out about its places stays true.
 */
export function layGround(
  cluster: Cluster,
  settings: EngineSettings,
  policies: readonly NetworkPolicy[],
  namespaceLabels: (namespace: string) => Labels,
  previous: Ground | undefined,
): Ground {
  const whereabouts = findWhereabouts(cluster, settings)
  const implied = settings.implied ? implyMembers(cluster, policies, namespaceLabels, whereabouts.podNetwork) : []
  const distinctions = findDistinctions(cluster, settings, policies, implied, namespaceLabels)
  const pods = [...splitWorkloads(cluster, namespaceLabels, distinctions, whereabouts), ...implied]
  const blocks = listBlocks(policies, settings)
  const classes = classifyAddresses(blocks, [4, 6]).classes
  const families = outsideFamilies(familiesInUse(cluster, settings), blocks)
  const isListed = ([range]: AddressSet) => range !== undefined && families.has(range.family)
  const outside = toOutsideMembers([...classes.filter(isListed), ...classes.filter((set) => !isListed(set))])
  return settle({ pods, outside, listed: pods.length + classes.filter(isListed).length }, settings, previous)
}

/** What tells pods of one workload apart (END-1); most of it is never asked where workloads have one pod. */
function findDistinctions(
  cluster: Cluster,
  settings: EngineSettings,
  policies: readonly NetworkPolicy[],
  implied: readonly Member[],
  namespaceLabels: (namespace: string) => Labels,
): Distinctions {
  const blocksMatchPods = supportOf(settings.cni, 'blocks-match-pods') !== 'no'
  const selection = once(() => selectPods(cluster, policies, implied, namespaceLabels))
  return {
    looks: once(() => gatherLooks(cluster, selection().selecting, namespaceLabels, blocksMatchPods)),
    blocks: once(() => {
      const blocks = blocksMatchPods ? listBlocks(selection().selecting, settings) : []
      return blocks.length > 0 ? classifyAddresses(blocks, [4, 6]) : undefined
    }),
    tellsFamilies: policies.length > 0 && supportOf(settings.cni, 'IPv6') !== 'yes',
    nodeOf: sharedNodes(cluster, () => selection().isolatedForIngress),
  }
}

function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined
  return () => {
    found ??= { value: find() }
    return found.value
  }
}

/** Keeps members that are the same, and with all pods the same, what is known of them. */
function settle(
  {
    pods,
    outside,
    listed,
  }: { readonly pods: readonly Member[]; readonly outside: readonly Member[]; readonly listed: number },
  { cni }: EngineSettings,
  previous: Ground | undefined,
): Ground {
  const samePods = previous !== undefined && previous.pods === pods.length && pods.every(isSameAs(previous.members, 0))
  if (samePods && previous.members.length === pods.length + outside.length && previous.listed === listed) {
    if (outside.every(isSameAs(previous.members, pods.length))) return previous
  }
  const members = [...(samePods ? previous.members.slice(0, pods.length) : pods), ...outside]
  return {
    members,
    listed,
    pods: pods.length,
    endpoints: members.slice(0, listed).map(({ endpoint }) => endpoint),
    places: new Map(members.map(({ endpoint }, place) => [endpoint.id, place])),
    compiler: samePods ? previous.compiler : createCompiler(members, cni),
  }
}

function isSameAs(members: readonly Member[], offset: number): (member: Member, index: number) => boolean {
  return (member, index) => isSameMember(member, members[offset + index])
}

/** Per effective rule that has any, what its blocks hold together, with and without exceptions where either counts. */
function listBlocks(policies: readonly NetworkPolicy[], { cni }: EngineSettings): readonly AddressSet[] {
  const sets = new Map<string, AddressSet>()
  for (const policy of policies) {
    for (const rule of effectiveRules(policy)) {
      const blocks = blocksOf(rule, cni)
      if (!blocks) continue
      sets.set(blocks.key, blocks.certain)
      if (blocks.possible !== blocks.certain) sets.set(`${blocks.key} possible`, blocks.possible)
    }
  }
  return [...sets.values()]
}

/** IPv4 always; IPv6 when the cluster or a rule uses it. */
function outsideFamilies(inUse: readonly Family[], blocks: readonly AddressSet[]): ReadonlySet<Family> {
  return new Set<Family>([4, ...inUse, ...blocks.flatMap((addresses) => addresses.map(({ family }) => family))])
}
