import type { CniProfile } from '../model/cni-profiles.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { AddressSet } from '../net/address.ts'
import { blocksOf, effectiveRules } from './effective-rules.ts'
import type { Blocks } from './tiers.ts'

/** What the blocks of an effective rule hold together, and how it is written. */
export interface BlockList {
  readonly key: string
  readonly addresses: AddressSet
}

const known = new WeakMap<NetworkPolicy, { readonly cni: CniProfile; readonly blocks: readonly Blocks[] }>()

/** Per effective rule that has blocks, and each once; with and without exceptions where either counts (CNI-2d). */
export function listBlocks(policies: readonly NetworkPolicy[], cni: CniProfile): readonly BlockList[] {
  const lists = new Map<string, AddressSet>()
  for (const policy of policies) {
    for (const blocks of blocksIn(policy, cni)) {
      if (lists.has(blocks.key)) continue
      lists.set(blocks.key, blocks.certain)
      if (blocks.possible !== blocks.certain) lists.set(`${blocks.key} without exceptions`, blocks.possible)
    }
  }
  return [...lists].map(([key, addresses]) => ({ key, addresses }))
}

/** Remembered for the plugin that was asked for last. */
function blocksIn(policy: NetworkPolicy, cni: CniProfile): readonly Blocks[] {
  const found = known.get(policy)
  if (found?.cni === cni) return found.blocks
  const blocks = effectiveRules(policy).flatMap((rule) => blocksOf(rule, cni) ?? [])
  known.set(policy, { cni, blocks })
  return blocks
}
