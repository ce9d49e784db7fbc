import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Peer, type PodPeer, type Rule } from '../model/policy.ts'
import type { BlockReader } from './blocks.ts'
import { isolatesUnder } from './effective-rules.ts'
import type { LabelIndex, Membership } from './label-index.ts'
import { createPortsCompiler } from './rule-ports.ts'
import { selectorKey } from './selector-memory.ts'
import type { CompiledPeer, CompiledPolicy, CompiledPorts, CompiledRule } from './tiers.ts'

/** NetworkPolicies in the internal form: one tier whose end denies (ISO-4, ISO-5). */
export interface CompiledTier {
  readonly policies: readonly CompiledPolicy[]
  readonly end: 'deny'
}

/** Compiles policies over one list of members. */
export interface Compiler {
  /** A policy of the last time is not compiled again. */
  readonly compile: (policies: readonly NetworkPolicy[]) => CompiledTier
  /** What was compiled last. */
  readonly known: () => Compiled
  readonly portsOf: (rule: Rule) => CompiledPorts
}

type Compiled = ReadonlyMap<NetworkPolicy, readonly CompiledPolicy[]>

/**
 * A compiler over the members that `index` finds. A policy that `earlier` compiled under the same plugin stays what it is
 * where the index finds the very same for its selectors.
 */
export function createCompiler(index: LabelIndex, cni: CniProfile, blocks: BlockReader, earlier?: Compiler): Compiler {
  const tools = { cni, blocks, index, portsOf: earlier?.portsOf ?? createPortsCompiler(cni) }
  let known: Compiled = new Map()
  let before = earlier?.known()
  const compile = (policy: NetworkPolicy) => {
    const last = before?.get(policy)
    return last && stillHolds(last, tools) ? last : compilePolicy(policy, tools)
  }
  return {
    compile(policies) {
      known = new Map(policies.map((policy) => [policy, known.get(policy) ?? compile(policy)]))
      before = undefined
      return { policies: [...known.values()].flat(), end: 'deny' }
    },
    known: () => known,
    portsOf: tools.portsOf,
  }
}

/** Of a policy whose directions are judged apart that is not asked (CNI-2a). */
function stillHolds([only, ...others]: readonly CompiledPolicy[], tools: Tools): boolean {
  if (!only || others.length > 0) return false
  const { namespace, podSelector } = only.policy
  const isSamePeer = (peer: CompiledPeer) =>
    peer.kind === 'block' || findMembers(peer.peer, namespace, tools.index) === peer.members
  return (
    tools.index.inNamespace(namespace, podSelector) === only.subjects &&
    DIRECTIONS.every((direction) =>
      only.rules[direction].every(({ peers }) => peers === 'any' || peers.every(isSamePeer)),
    )
  )
}

interface Tools {
  readonly cni: CniProfile
  readonly index: LabelIndex
  readonly blocks: BlockReader
  readonly portsOf: (rule: Rule) => CompiledPorts
}

/** Once for both directions, or apart where nobody knows whether the plugin enforces one of them (CNI-2a). */
function compilePolicy(policy: NetworkPolicy, tools: Tools): readonly CompiledPolicy[] {
  const { index, cni } = tools
  const subjects = index.inNamespace(policy.namespace, policy.podSelector)
  const selection = subjects.maybe.length > 0 ? `${policy.namespace} ${selectorKey(policy.podSelector)}` : ''
  const isOpen = (direction: Direction) => supportOf(cni, direction) === 'unknown'
  const compile = (directions: readonly Direction[], selected: Selected) =>
    compileDirections(policy, directions, selected, tools)
  if (!DIRECTIONS.some(isOpen)) return [compile(DIRECTIONS, { subjects, selection })]
  return DIRECTIONS.flatMap((direction) =>
    isOpen(direction)
      ? [
          compile([direction], { subjects: { yes: [], maybe: subjects.yes }, selection: BY_PLUGIN }),
          compile([direction], { subjects: { yes: [], maybe: subjects.maybe }, selection }),
        ]
      : compile([direction], { subjects, selection }),
  )
}

type Selected = Pick<CompiledPolicy, 'subjects' | 'selection'>

/** The selection of policies that the plugin enforces, all together, or does not. */
export const BY_PLUGIN = 'by the plugin'

function compileDirections(
  policy: NetworkPolicy,
  directions: readonly Direction[],
  { subjects, selection }: Selected,
  tools: Tools,
): CompiledPolicy {
  const isolates = { ingress: false, egress: false }
  const rules: Record<Direction, readonly CompiledRule[]> = { ingress: [], egress: [] }
  const compiled: CompiledPolicy = { policy, subjects, selection, isolates, rules }
  for (const direction of directions) {
    if (!isolatesUnder(policy, direction, tools.cni)) continue
    isolates[direction] = true
    rules[direction] = policy.rules[direction].map((rule) => compileRule(rule, compiled, tools))
  }
  return compiled
}

function compileRule(rule: Rule, policy: CompiledPolicy, tools: Tools): CompiledRule {
  const { namespace } = policy.policy
  return {
    rule,
    policy,
    action: 'allow',
    rank: 0,
    peers: rule.peers === 'any' ? 'any' : rule.peers.map((peer) => compilePeer(peer, namespace, tools)),
    blocks: tools.blocks.ofRule(rule),
    ports: tools.portsOf(rule),
  }
}

function compilePeer(peer: Peer, namespace: string, { index, blocks }: Tools): CompiledPeer {
  if (peer.kind === 'block') return { kind: 'block', peer, blocks: blocks.ofPeer(peer) }
  return { kind: 'pods', peer, members: findMembers(peer, namespace, index) }
}

function findMembers({ namespaceSelector, podSelector }: PodPeer, namespace: string, index: LabelIndex): Membership {
  return namespaceSelector
    ? index.inNamespaces(namespaceSelector, podSelector)
    : index.inNamespace(namespace, podSelector)
}
