import type { Answer } from '../model/verdict.ts'
import { type BitSet, listBits } from '../net/bit-set.ts'
import type { Admissions } from './admissions.ts'
import type { FlowsOfMany } from './endpoint-flows.ts'
import type { PeerNodes } from './peer-nodes.ts'
import type { RuleTable } from './policy-tables.ts'
import type { PortsId } from './port-sets.ts'
import type { Leaf, Leaves } from './workload-leaves.ts'

/** A flow between two nodes as one rule has it. */
export interface Bundle {
  readonly rule: RuleTable
  readonly from: string
  readonly to: string
  readonly answer: Answer
  readonly ports: PortsId
  /** Endpoint pairs it stands for. */
  readonly pairs: number
  /** Cards that the node at the other end holds, but the flow does not. */
  readonly except?: Exception
  /** Where the other end blocks what the rule admits: the cards there. */
  readonly blockedAt?: readonly Leaf[]
}

export interface Exception {
  readonly leaves: readonly Leaf[]
  /** How many cards the node holds with them. */
  readonly among: number
}

export interface Bundling {
  readonly admissions: Admissions
  readonly flowsAt: FlowsOfMany
  readonly leaves: Leaves
  /** The cards of some endpoints. */
  readonly leavesIn: (endpoints: BitSet) => readonly Leaf[]
  readonly nodes: PeerNodes
}

export function directed(rule: RuleTable, near: string, far: string, ports: PortsId, pairs: number): Bundle {
  const isIngress = rule.direction === 'ingress'
  return { rule, from: isIngress ? far : near, to: isIngress ? near : far, answer: 'allowed', ports, pairs }
}

export function leavesOfNumbers({ leaves }: Pick<Bundling, 'leaves'>, numbers: readonly number[]): readonly Leaf[] {
  return [...new Set(numbers.flatMap((number) => leaves.at[number] ?? []))]
}

/** Peers that mean the same share their set of endpoints, and so their cards. */
export function createLeavesIn(leaves: Leaves): (endpoints: BitSet) => readonly Leaf[] {
  const known = new WeakMap<BitSet, readonly Leaf[]>()
  return (endpoints) => {
    const found = known.get(endpoints) ?? leavesOfNumbers({ leaves }, listBits(endpoints))
    known.set(endpoints, found)
    return found
  }
}

/** Adds to the list of a key. */
export function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

export function countParts(leaves: readonly Leaf[]): number {
  return leaves.reduce((sum, { parts }) => sum + parts.length, 0)
}
