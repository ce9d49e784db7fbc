import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Peer, type PodPeer, type Rule } from '../model/policy.ts'
import { append } from './append.ts'
import type { BlockReader } from './blocks.ts'
import { isolatesUnder } from './effective-rules.ts'
import type { LabelIndex } from './label-index.ts'
import { type Membership, toMembership } from './membership.ts'
import { remember } from './remember.ts'
import { createPortsCompiler } from './rule-ports.ts'
import { selectorKey } from './selector-memory.ts'
import type { Blocks, CompiledPolicy, CompiledPorts, CompiledRule, TierPeer } from './tiers.ts'

/** NetworkPolicies in the internal form: one tier whose end denies (ISO-4, ISO-5). */
export interface CompiledTier {
  readonly policies: readonly CompiledPolicy[]
  readonly end: 'deny'
  /** What rules in force hold, each once. */
  readonly blocks: ReadonlySet<Blocks>
}

/** Compiles policies over one list of members. */
export interface Compiler {
  /** A policy of the last time is not compiled again. */
  readonly compile: (policies: readonly NetworkPolicy[]) => CompiledTier
  /** What was compiled last. */
  readonly known: () => Compiled
  readonly portsOf: (rule: Rule) => CompiledPorts
}

type Compiled = ReadonlyMap<NetworkPolicy, Compilation>

/** A policy, in parts where its directions are judged apart (CNI-2a). */
interface Compilation {
  readonly parts: readonly CompiledPolicy[]
  readonly blocks: readonly Blocks[]
}

/**
 * A compiler over the members that `index` finds. A policy that `earlier` compiled under the same plugin stays what it is
 * where the index finds the very same for its selectors.
 */
export function createCompiler(index: LabelIndex, cni: CniProfile, blocks: BlockReader, earlier?: Compiler): Compiler {
  const isDoubtful = DIRECTIONS.some((direction) => isOpen(direction, cni))
  const portsOf = earlier?.portsOf ?? createPortsCompiler(cni)
  const alone = remember((peer: TierPeer): readonly TierPeer[] => [peer])
  const tools = { cni, isDoubtful, blocks, index, portsOf, alone }
  let known: Compiled = new Map()
  let before = earlier?.known()
  const compile = (policy: NetworkPolicy): Compilation => {
    const parts = compilePolicy(policy, tools, before?.get(policy)?.parts)
    return { parts, blocks: listBlocks(parts) }
  }
  return {
    compile(policies) {
      const compiled = new Map<NetworkPolicy, Compilation>()
      const all: CompiledPolicy[] = []
      const held = new Set<Blocks>()
      for (const policy of policies) {
        const compilation = known.get(policy) ?? compile(policy)
        compiled.set(policy, compilation)
        for (const part of compilation.parts) all.push(part)
        for (const block of compilation.blocks) held.add(block)
      }
      known = compiled
      before = undefined
      return { policies: all, end: 'deny', blocks: held }
    },
    known: () => known,
    portsOf: tools.portsOf,
  }
}

function listBlocks(policies: readonly CompiledPolicy[]): readonly Blocks[] {
  let held: Blocks[] | undefined
  for (const { rules } of policies)
    for (const direction of DIRECTIONS)
      for (const { blocks } of rules[direction]) if (blocks) held = append(held, blocks)
  return held ?? NO_BLOCKS
}

const NO_BLOCKS: readonly Blocks[] = []

interface Tools {
  readonly cni: CniProfile
  /** Whether nobody knows if the plugin enforces one of the directions. */
  readonly isDoubtful: boolean
  readonly index: LabelIndex
  readonly blocks: BlockReader
  readonly portsOf: (rule: Rule) => CompiledPorts
  /** The list of one peer. */
  readonly alone: (peer: TierPeer) => readonly TierPeer[]
}

/**
 * Once for both directions, or apart where nobody knows whether the plugin enforces one of them (CNI-2a): only what was
 * compiled at once is looked at again in `last`.
 */
function compilePolicy(
  policy: NetworkPolicy,
  tools: Tools,
  last: readonly CompiledPolicy[] | undefined,
): readonly CompiledPolicy[] {
  const subjects = tools.index.inNamespace(policy.namespace, policy.podSelector)
  const selection = subjects.maybe.length > 0 ? `${policy.namespace} ${selectorKey(policy.podSelector)}` : ''
  const selected = { subjects, selection }
  if (tools.isDoubtful) return DIRECTIONS.flatMap((direction) => compileApart(policy, direction, selected, tools))
  return [compileDirections(policy, DIRECTIONS, selected, tools, last?.[0])]
}

function compileApart(
  policy: NetworkPolicy,
  direction: Direction,
  { subjects, selection }: Selected,
  tools: Tools,
): readonly CompiledPolicy[] {
  const compile = (selected: Selected) => compileDirections(policy, [direction], selected, tools)
  if (!isOpen(direction, tools.cni)) return [compile({ subjects, selection })]
  return [
    compile({ subjects: toMembership([], subjects.yes), selection: BY_PLUGIN }),
    compile({ subjects: toMembership([], subjects.maybe), selection }),
  ]
}

function isOpen(direction: Direction, cni: CniProfile): boolean {
  return supportOf(cni, direction) === 'unknown'
}

type Selected = Pick<CompiledPolicy, 'subjects' | 'selection'>

/** The selection of policies that the plugin enforces, all together, or does not. */
export const BY_PLUGIN = 'by the plugin'

function compileDirections(
  policy: NetworkPolicy,
  directions: readonly Direction[],
  { subjects, selection }: Selected,
  tools: Tools,
  last?: CompiledPolicy,
): CompiledPolicy {
  if (last?.subjects === subjects && stillHolds(last, tools.index)) return last
  const isolates = { ingress: false, egress: false }
  const rules: Record<Direction, readonly CompiledRule[]> = { ingress: [], egress: [] }
  const compiled: CompiledPolicy = { policy, subjects, selection, isolates, rules }
  for (const direction of directions) {
    if (!isolatesUnder(policy, direction, tools.cni)) continue
    isolates[direction] = true
    rules[direction] = policy.rules[direction].map((rule, at) =>
      compileRule(rule, compiled, tools, last?.rules[direction][at]),
    )
  }
  return compiled
}

/** Whether the index finds the same for all rules. Asked of every policy for each key that is typed, so it makes no objects. */
function stillHolds({ policy, rules }: CompiledPolicy, index: LabelIndex): boolean {
  for (const direction of DIRECTIONS)
    for (const { rule, peers } of rules[direction])
      if (!areSame(rule.peers, peers, policy.namespace, index)) return false
  return true
}

/** Whether the index finds the same for all peers of a rule. */
function areSame(
  written: Rule['peers'],
  compiled: CompiledRule['peers'],
  namespace: string,
  index: LabelIndex,
): boolean {
  if (written === 'any') return true
  for (const [at, peer] of written.entries())
    if (peer.kind === 'pods' && findMembers(peer, namespace, index) !== compiled[at]) return false
  return true
}

function compileRule(rule: Rule, policy: CompiledPolicy, tools: Tools, last?: CompiledRule): CompiledRule {
  const peers = compilePeers(rule, policy.policy.namespace, tools, last?.peers)
  return {
    rule,
    policy,
    action: 'allow',
    rank: 0,
    peers,
    blocks: joinBlocks(rule, peers, tools),
    ports: tools.portsOf(rule),
  }
}

/** What the blocks of a rule hold together: most rules have none, or one alone. */
function joinBlocks(rule: Rule, peers: CompiledRule['peers'], { blocks }: Tools): Blocks | undefined {
  if (peers === 'any') return undefined
  if (peers.length > 1) return blocks.ofRule(rule)
  const [only] = peers
  return only?.kind === 'block' ? only : undefined
}

/** The very list of the last time, where it holds; rules that name one peer, the same, have one list. */
function compilePeers(
  { peers }: Rule,
  namespace: string,
  tools: Tools,
  last: CompiledRule['peers'] | undefined,
): CompiledRule['peers'] {
  if (peers === 'any') return 'any'
  if (last && areSame(peers, last, namespace, tools.index)) return last
  const [only] = peers
  if (only && peers.length === 1) return tools.alone(compilePeer(only, namespace, tools))
  return peers.map((peer) => compilePeer(peer, namespace, tools))
}

function compilePeer(peer: Peer, namespace: string, { index, blocks }: Tools): TierPeer {
  return peer.kind === 'block' ? blocks.ofPeer(peer) : findMembers(peer, namespace, index)
}

function findMembers({ namespaceSelector, podSelector }: PodPeer, namespace: string, index: LabelIndex): Membership {
  return namespaceSelector
    ? index.inNamespaces(namespaceSelector, podSelector)
    : index.inNamespace(namespace, podSelector)
}
