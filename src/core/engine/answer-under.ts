import { CNI_TABLE } from '../model/cni-profiles.ts'
import type { Answer } from '../model/verdict.ts'
import { type AddressSet, isSubset, unionAddresses } from '../net/address.ts'
import { BY_PLUGIN } from './compile.ts'
import { addressesOf } from './explain-block.ts'
import { explainPeers } from './explain-peer.ts'
import { type End, explainRule } from './explain-policy.ts'
import { explainPorts } from './explain-port.ts'
import { memberAt } from './judge.ts'
import type { Member } from './member.ts'
import { blocksMatch, type Plugin } from './plugin.ts'
import { type CompiledPeer, type CompiledPolicy, type CompiledRule, listPeers } from './tiers.ts'

/** The policies that isolate an end: for certain, and perhaps (END-2c). */
export interface Isolating {
  readonly sure: readonly CompiledPolicy[]
  readonly unsure: readonly CompiledPolicy[]
}

/** `unknown`: nobody knows, whatever the rules say (CNI-2f, CNI-2g). */
export type Outcome = Answer | 'unknown'

/**
 * What one flow's end would answer under a supposed plugin. Only for telling whether a feature matters to that end: the
 * answer itself is the engine's.
 */
export function answerUnder(end: End, isolating: Isolating): Outcome {
  const { supports } = end.plugin
  const isolates = supports(end.direction)
  if (isolates === 'no') return 'allowed'
  if (end.families.includes(6) && supports('IPv6') !== 'yes') return 'unknown'
  const answer = carry(end, answerOfRules(end, isolates === 'yes' ? enforce(isolating) : isolating))
  return isolates === 'unknown' && answer !== 'allowed' ? 'depends' : answer
}

/** Policies that select an end for certain, if only they are enforced. */
function enforce({ sure, unsure }: Isolating): Isolating {
  const isEnforced = ({ selection }: CompiledPolicy) => selection === BY_PLUGIN
  return { sure: [...sure, ...unsure.filter(isEnforced)], unsure: unsure.filter((policy) => !isEnforced(policy)) }
}

/** What becomes of the rules' answer where the plugin may not know the protocol (CNI-2f). */
function carry({ plugin, asked }: End, answer: Answer): Outcome {
  const support = asked.protocol === 'SCTP' ? plugin.supports('SCTP') : 'yes'
  if (support === 'yes') return answer
  if (CNI_TABLE[plugin.profile].SCTP.otherwise !== 'dropped') return 'unknown'
  return support === 'no' || answer === 'denied' ? 'denied' : 'depends'
}

function answerOfRules(end: End, { sure, unsure }: Isolating): Answer {
  const ends = end.families.map((family): End => ({ ...end, families: [family] }))
  const groups = sure.length > 0 ? [sure] : unsure.map((policy) => [policy])
  if (ends.every((one) => groups.every((group) => admitForCertain(one, rulesOf(end, group))))) return 'allowed'
  const rules = rulesOf(end, [...sure, ...unsure])
  const isOpen =
    sure.length === 0 || ends.some((one) => rules.some((rule) => explainRule(one, rule).admissions.length > 0))
  return isOpen ? 'depends' : 'denied'
}

/** Whether rules together admit every address the other end may have, in the one family of the end (IPB-4). */
function admitForCertain(
  { prepared, other, destination, families, asked, plugin }: End,
  rules: readonly CompiledRule[],
): boolean {
  const member = memberAt(prepared, other)
  let held: AddressSet = []
  for (const rule of rules) {
    const ports = explainPorts(rule.rule, asked, memberAt(prepared, destination), plugin)
    if (ports.every(({ depends }) => depends)) continue
    if (explainPeers(prepared, rule, other, families, plugin).some(({ match }) => match === 'yes')) return true
    for (const peer of listPeers(rule)) held = unionAddresses(held, heldBy(peer, member, plugin))
  }
  const place = families.flatMap((family) => member.location.possible.get(family) ?? [])
  return place.length > 0 && isSubset(place, held)
}

function heldBy(peer: CompiledPeer, member: Member, plugin: Plugin): AddressSet {
  return peer.kind === 'block' && blocksMatch(plugin, member) === 'yes' ? addressesOf(peer.peer, plugin).certain : []
}

function rulesOf({ direction }: End, policies: readonly CompiledPolicy[]): readonly CompiledRule[] {
  return policies.flatMap(({ rules }) => rules[direction])
}
