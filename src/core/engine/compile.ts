import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Peer, type Rule } from '../model/policy.ts'
import type { BlockReader } from './blocks.ts'
import { isolatesUnder } from './effective-rules.ts'
import { createLabelIndex, type LabelIndex } from './label-index.ts'
import type { Member } from './member.ts'
import { createPortsCompiler } from './rule-ports.ts'
import { selectorKey } from './selector-memory.ts'
import type { CompiledPeer, CompiledPolicy, CompiledPorts, CompiledRule } from './tiers.ts'

/** NetworkPolicies in the internal form: one tier whose end denies (ISO-4, ISO-5). */
export interface CompiledTier {
  readonly policies: readonly CompiledPolicy[]
  readonly end: 'deny'
}

/** Compiles policies over one list of members; a policy of the last time is not compiled again. */
export type Compiler = (policies: readonly NetworkPolicy[]) => CompiledTier

export function createCompiler(members: readonly Member[], cni: CniProfile, blocks: BlockReader): Compiler {
  const tools = {
    cni,
    blocks,
    index: createLabelIndex(members.map(({ labelled }) => labelled)),
    portsOf: createPortsCompiler(cni),
  }
  let known: ReadonlyMap<NetworkPolicy, readonly CompiledPolicy[]> = new Map()
  return (policies) => {
    known = new Map(policies.map((policy) => [policy, known.get(policy) ?? compilePolicy(policy, tools)]))
    return { policies: [...known.values()].flat(), end: 'deny' }
  }
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
  const { namespaceSelector, podSelector } = peer
  const members = namespaceSelector
    ? index.inNamespaces(namespaceSelector, podSelector)
    : index.inNamespace(namespace, podSelector)
  return { kind: 'pods', peer, members }
}
