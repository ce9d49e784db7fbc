import { DIRECTIONS, type NetworkPolicy } from '../model/policy.ts'
import type { AddressSet } from '../net/address.ts'
import type { BlockReader } from './blocks.ts'
import type { Blocks } from './tiers.ts'

/** What the blocks of an effective rule hold together, and how it is written. */
export interface BlockList {
  readonly key: string
  readonly addresses: AddressSet
}

const known = new WeakMap<NetworkPolicy, { readonly reader: BlockReader; readonly blocks: readonly Blocks[] }>()

/** Per effective rule that has blocks, and each once; with and without exceptions where either counts (CNI-2d). */
export function listBlocks(policies: readonly NetworkPolicy[], reader: BlockReader): readonly BlockList[] {
  const lists = new Map<string, AddressSet>()
  for (const policy of policies) {
    for (const blocks of blocksIn(policy, reader)) {
      if (lists.has(blocks.key)) continue
      lists.set(blocks.key, blocks.certain)
      if (blocks.possible !== blocks.certain) lists.set(`${blocks.key} without exceptions`, blocks.possible)
    }
  }
  return [...lists].map(([key, addresses]) => ({ key, addresses }))
}

/** Remembered for the reader that was asked last. */
function blocksIn(policy: NetworkPolicy, reader: BlockReader): readonly Blocks[] {
  const found = known.get(policy)
  if (found?.reader === reader) return found.blocks
  const blocks: Blocks[] = []
  for (const direction of DIRECTIONS) {
    if (!policy.isolates[direction]) continue
    for (const rule of policy.rules[direction]) {
      const held = reader.ofRule(rule)
      if (held) blocks.push(held)
    }
  }
  known.set(policy, { reader, blocks })
  return blocks
}
