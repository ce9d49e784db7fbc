import type { Direction } from '../model/policy.ts'
import { type AddressSet, isSubset, unionAddresses } from '../net/address.ts'
import { type BitSet, eachBit, toBits } from '../net/bit-set.ts'
import { containsPort, isEmptyPorts, type PortRange, type PortsByProtocol, PROTOCOLS, toPortSet } from '../net/ports.ts'
import { unionTraffic } from '../net/ports-by-protocol.ts'
import type { Clause, PartialClause, PortsTable } from './clauses.ts'
import type { Member } from './member.ts'
import { describeNames, resolvePorts } from './rule-ports.ts'

/** What joining needs to know of the world. */
export interface Joinery {
  readonly direction: Direction
  readonly members: readonly Member[]
  readonly table: PortsTable
}

/**
 * Blocks of several rules of one end that together hold every address that some pods may have match these for certain
 * (IPB-4), on the ports that are common to them.
 */
export function joinBlocks(joinery: Joinery, partial: readonly PartialClause[], subjects: BitSet): readonly Clause[] {
  const joined: Clause[] = []
  for (const alike of groupAlike(partial)) if (alike.length > 1) addJoined(joined, alike, joinery, subjects)
  return joined
}

/** Adds what clauses hold together whose blocks may hold the same pods. */
function addJoined(
  joined: Clause[],
  alike: readonly PartialClause[],
  { direction, members, table }: Joinery,
  subjects: BitSet,
): void {
  const { wide, rank } = alike[0] as PartialClause
  const destinations = direction === 'egress' ? wide.places : subjects
  for (const { member, places } of splitByNames(alike, destinations, members)) {
    const ports = coverTogether(alike, wide.addresses, member)
    if (isEmptyPorts(ports)) continue
    const peers = direction === 'egress' ? places : wide.places
    const about = direction === 'egress' ? undefined : places
    joined.push({
      action: 'allow',
      rank,
      isCertain: true,
      places: peers,
      ports: table.numberOf(ports),
      subjects: about,
    })
  }
}

function groupAlike(partial: readonly PartialClause[]): readonly (readonly PartialClause[])[] {
  const groups: PartialClause[][] = []
  for (const clause of partial) {
    const group = groups.find(([first]) => first?.wide === clause.wide && first.rank === clause.rank)
    if (group) group.push(clause)
    else groups.push([clause])
  }
  return groups
}

/** Destinations at which the port names of the clauses mean the same, with one that stands for them. */
function splitByNames(partial: readonly PartialClause[], destinations: BitSet, members: readonly Member[]) {
  const names = partial.flatMap(({ named }) => named)
  const groups = new Map<string, { readonly member: Member; readonly list: number[] }>()
  eachBit(destinations, (place) => {
    const member = members[place]
    if (!member) return
    const key = names.length === 0 ? '' : describeNames(names, member)
    const group = groups.get(key) ?? { member, list: [] }
    groups.set(key, group)
    group.list.push(place)
  })
  return [...groups.values()].map(({ member, list }) => ({ member, places: toBits(list) }))
}

/** The ports on which the blocks hold all of `place` together. */
function coverTogether(partial: readonly PartialClause[], place: AddressSet, destination: Member): PortsByProtocol {
  const shares = partial.map(({ addresses, ports, named }) => ({
    addresses,
    ports: named.length === 0 ? ports : resolvePorts({ certain: ports, possible: ports, named }, destination).certain,
  }))
  const covered = PROTOCOLS.map((protocol) => {
    const holding = cutPorts(shares.flatMap(({ ports }) => ports[protocol] ?? [])).filter(({ first }) => {
      const rules = shares.filter(({ ports }) => containsPort(ports[protocol] ?? [], first))
      return isSubset(place, rules.map(({ addresses }) => addresses).reduce<AddressSet>(unionAddresses, []))
    })
    return { [protocol]: toPortSet(holding) }
  })
  return covered.reduce<PortsByProtocol>(unionTraffic, {})
}

/** The stretches of ports between the borders of the given ranges. */
function cutPorts(ranges: readonly PortRange[]): readonly PortRange[] {
  const borders = [...new Set(ranges.flatMap(({ first, last }) => [first, last + 1]))].sort((a, b) => a - b)
  return borders.slice(1).map((end, index) => ({ first: borders[index] ?? end, last: end - 1 }))
}
