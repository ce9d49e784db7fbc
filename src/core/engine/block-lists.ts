import type { CniProfile } from '../model/cni-profiles.ts'
import type { NetworkPolicy, Rule } from '../model/policy.ts'
import type { AddressSet } from '../net/address.ts'
import { blocksOf } from './effective-rules.ts'

/** What the blocks of an effective rule hold together, and how it is written. */
export interface BlockList {
  readonly key: string
  readonly addresses: AddressSet
}

/** Per effective rule that has blocks, and each once; with and without exceptions where either counts (CNI-2d). */
export function listBlocks(policies: readonly NetworkPolicy[], cni: CniProfile): readonly BlockList[] {
  const lists = new Map<string, AddressSet>()
  const add = (rule: Rule) => {
    const blocks = blocksOf(rule, cni)
    if (!blocks || lists.has(blocks.key)) return
    lists.set(blocks.key, blocks.certain)
    if (blocks.possible !== blocks.certain) lists.set(`${blocks.key} without exceptions`, blocks.possible)
  }
  for (const { isolates, rules } of policies) {
    if (isolates.ingress) rules.ingress.forEach(add)
    if (isolates.egress) rules.egress.forEach(add)
  }
  return [...lists].map(([key, addresses]) => ({ key, addresses }))
}
