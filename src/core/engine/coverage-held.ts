import type { CniProfile } from '../model/cni-profiles.ts'
import { type AddressSet, isSubset, unionAddresses } from '../net/address.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { ALL_TRAFFIC, subtractTraffic } from '../net/ports-by-protocol.ts'
import { compilePorts } from './rule-ports.ts'
import type { Blocks, CompiledPorts, CompiledRule, NamedPort, TierPeer } from './tiers.ts'

/**
 * Whether each peer and port entry of a rule is written in some of `others` as well, in the same words or as a part of
 * wider blocks and ports. So it holds whatever turns out about what nobody knows: label values, addresses, port names
 * and features of the plugin.
 */
export function isHeldBy(rule: CompiledRule, others: readonly CompiledRule[], cni: CniProfile): boolean {
  return entriesOf(rule, cni).every((entry) => {
    const holding = others.filter(({ ports }) => holdsPorts(ports, entry))
    if (holding.some(({ peers }) => peers === 'any')) return true
    return rule.peers !== 'any' && rule.peers.every((peer) => holdsPeer(holding, peer))
  })
}

function entriesOf({ rule, ports }: CompiledRule, cni: CniProfile): readonly CompiledPorts[] {
  return rule.ports === 'any' ? [ports] : rule.ports.map((entry) => compilePorts({ ...rule, ports: [entry] }, cni))
}

function holdsPeer(rules: readonly CompiledRule[], peer: TierPeer): boolean {
  if (peer.kind === 'block')
    return holdsBlocks(
      rules.flatMap(({ blocks }) => blocks ?? []),
      peer,
    )
  return rules.some(({ peers }) => peers !== 'any' && peers.includes(peer))
}

function holdsBlocks(blocks: readonly Blocks[], { certain, possible }: Blocks): boolean {
  const join = (sets: readonly AddressSet[]) => sets.reduce<AddressSet>(unionAddresses, [])
  return (
    isSubset(certain, join(blocks.map((one) => one.certain))) &&
    isSubset(possible, join(blocks.map((one) => one.possible)))
  )
}

function holdsPorts(ports: CompiledPorts, entry: CompiledPorts): boolean {
  return (
    isWithin(entry.certain, ports.certain) &&
    isWithin(entry.possible, ports.possible) &&
    entry.named.every((named) => holdsName(ports, named))
  )
}

function holdsName({ certain, named }: CompiledPorts, { protocol, name }: NamedPort): boolean {
  return (
    isWithin({ [protocol]: ALL_TRAFFIC[protocol] ?? [] }, certain) ||
    named.some((other) => other.protocol === protocol && other.name === name)
  )
}

function isWithin(a: PortsByProtocol, b: PortsByProtocol): boolean {
  return a === b || isEmptyPorts(subtractTraffic(a, b))
}
