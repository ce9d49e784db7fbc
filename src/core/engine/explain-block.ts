import { joinPath } from '../model/path.ts'
import type { BlockPeer } from '../model/policy.ts'
import type { Assumption, Dependency } from '../model/verdict.ts'
import { type AddressSet, allAddresses, type Family, formatAddress, intersectAddresses } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import type { PeerAnswer, RankedMiss } from './explain-peer.ts'
import { assumedPlace } from './location.ts'
import { type Coverage, coverPlace } from './match-rule.ts'
import type { Location, Member } from './member.ts'
import { askFor, type Plugin } from './plugin.ts'
import { listWords, nameMember } from './words.ts'

/** How a block stands to an endpoint's addresses, in the families judged (IPB-1, IPB-4, IPB-6, CNI-2d). */
export function explainBlock(peer: BlockPeer, member: Member, families: readonly Family[], plugin: Plugin): PeerAnswer {
  const { certain, possible } = addressesOf(peer, plugin)
  const coverages = coverFamilies(certain, member, families)
  const widest = certain === possible ? coverages : coverFamilies(possible, member, families)
  const assumptions = [...new Set([certain, possible])].flatMap((addresses) =>
    families.flatMap((family) => assumePlace(peer, addresses, member.location, family)),
  )
  if (widest.every((coverage) => coverage === 'none')) {
    return { match: 'no', assumptions, miss: missBlock(peer, member, families) }
  }
  const isOutside = member.endpoint.kind === 'outside'
  if (coverages.every((coverage) => coverage === 'all' || (isOutside && coverage === 'some'))) {
    return { match: 'yes', assumptions }
  }
  return { match: 'depends', depends: dependOnBlock(peer, member, families, coverages, widest, plugin), assumptions }
}

/** What a block holds for certain, and at most, as the plugin heeds exceptions (CNI-2d). */
export function addressesOf(
  { cidr, addresses }: BlockPeer,
  plugin: Plugin,
): { certain: AddressSet; possible: AddressSet } {
  const support = plugin.supports('except')
  if (support === 'yes') return { certain: addresses, possible: addresses }
  const reading = readCidr(cidr)
  const whole = reading.kind === 'cidr' ? [reading.range] : []
  return { certain: support === 'no' ? whole : addresses, possible: whole }
}

function coverFamilies(addresses: AddressSet, { location }: Member, families: readonly Family[]): readonly Coverage[] {
  return families.map((family) => coverPlace(addresses, location.possible.get(family) ?? []))
}

function dependOnBlock(
  peer: BlockPeer,
  member: Member,
  families: readonly Family[],
  coverages: readonly Coverage[],
  widest: readonly Coverage[],
  plugin: Plugin,
): Dependency {
  if (widest.includes('some') && member.endpoint.kind === 'pods') return dependOnAddress(peer, member)
  if (widest.every((coverage, index) => coverage === coverages[index])) {
    return dependOnFamily(families.filter((_, index) => coverages[index] === 'all'))
  }
  return {
    question: askFor(plugin, 'except'),
    on: `the network plugin: ${formatBlockPeer(peer)} admits its exceptions as well if ${plugin.profile} ignores them`,
  }
}

/** `10.0.0.0/8 except 10.1.0.0/16`. */
export function formatBlockPeer({ cidr, except }: BlockPeer): string {
  return except.length === 0 ? cidr : `${cidr} except ${listWords(except, 'and')}`
}

/** What is assumed of the place counts where the answer would not be the same anywhere else (IPB-4, IPB-4a). */
function assumePlace(
  peer: BlockPeer,
  addresses: AddressSet,
  location: Location,
  family: Family,
): readonly Assumption[] {
  const assumed = assumedPlace(location, family)
  if (!assumed) return []
  const coverage = coverPlace(addresses, location.possible.get(family) ?? [])
  if (coverage !== 'some' && coverage === coverPlace(addresses, [allAddresses(family)])) return []
  return [{ ...assumed, path: peer.path }]
}

function dependOnAddress(peer: BlockPeer, member: Member): Dependency {
  const name = nameMember(member)
  const question = member.endpoint.kind === 'pods' && member.endpoint.hostNetwork ? 'nodes' : 'pods'
  return {
    question: `which addresses do ${question} have?`,
    on: `the address of ${name} is not known: it counts if it lies in ${formatBlockPeer(peer)}, otherwise not`,
  }
}

function dependOnFamily(held: readonly Family[]): Dependency {
  const [family] = held
  return {
    question: 'does the connection use IPv4 or IPv6?',
    on: `the families disagree: it counts for IPv${family ?? 4}, not for IPv${family === 6 ? 4 : 6}`,
  }
}

function missBlock(peer: BlockPeer, member: Member, families: readonly Family[]): RankedMiss {
  const places = families.flatMap((family) => member.location.possible.get(family) ?? [])
  const exception = peer.except.find((text) => {
    const reading = readCidr(text)
    return reading.kind === 'cidr' && intersectAddresses(places, [reading.range]).length > 0
  })
  const name = nameAddress(member, places)
  if (exception !== undefined) {
    const path = joinPath(peer.path, 'ipBlock', 'except', peer.except.indexOf(exception))
    const reason = { kind: 'exception', cidr: peer.cidr, except: exception } as const
    return { path, words: `${name} is excepted by ${exception}`, reason, nearness: 35 }
  }
  return {
    path: joinPath(peer.path, 'ipBlock', 'cidr'),
    words: `${name} is not in ${peer.cidr}`,
    reason: { kind: 'block', cidr: peer.cidr },
    nearness: 15,
  }
}

/** The address when there is one, else the endpoint. */
function nameAddress(member: Member, places: AddressSet): string {
  const [range, ...others] = places
  if (!range || others.length > 0 || range.first !== range.last) return nameMember(member)
  return formatAddress({ family: range.family, value: range.first })
}
