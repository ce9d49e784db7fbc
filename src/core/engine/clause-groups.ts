import { type BitSet, hasBit, unionAllBits } from '../net/bit-set.ts'
import type { Clause, PortsNumber, Spoken } from './clauses.ts'
import { eachSureClause, type Overview } from './spoken-clauses.ts'
import type { Voices } from './voices.ts'

/** Clauses of several policies that are alike in everything but their subjects. */
export interface ClauseGroup extends Spoken {
  readonly tier: number
  /** The subjects: for the peers they are the other ends. */
  readonly places: BitSet
}

/** The groups that are about the same peers. */
export interface PeerGroups {
  readonly peers: BitSet
  readonly groups: readonly ClauseGroup[]
}

/** All clauses of all policies in one direction and family, those of equal meaning together. */
export function groupByPeers(voices: Voices, { mixed }: Overview): readonly PeerGroups[] {
  const open = createGroups()
  eachSureClause(voices, open.add)
  for (const { tier, clause, subjects, isSure, voids } of mixed) open.add(tier, clause, subjects, isSure, voids)
  const byPeers = new Map<BitSet, ClauseGroup[]>()
  const all: PeerGroups[] = []
  open.finish((clause, group) => {
    const groups = byPeers.get(clause.places)
    if (groups) {
      groups.push(group)
      return
    }
    const first = [group]
    byPeers.set(clause.places, first)
    all.push({ peers: clause.places, groups: first })
  })
  return all
}

/** The clauses that are about one place, found by looking at all: for a few places that is quicker than grouping all. */
export function groupAbout(voices: Voices, { mixed }: Overview, place: number): readonly ClauseGroup[] {
  const open = createGroups()
  eachSureClause(voices, (tier, clause, subjects) => {
    if (hasBit(clause.places, place)) open.add(tier, clause, subjects)
  })
  for (const { tier, clause, subjects, isSure, voids } of mixed)
    if (hasBit(clause.places, place)) open.add(tier, clause, subjects, isSure, voids)
  const groups: ClauseGroup[] = []
  open.finish((_, group) => groups.push(group))
  return groups
}

interface OpenGroup {
  readonly tier: number
  readonly isSure: boolean
  readonly voids: number | undefined
  readonly subjects: BitSet[]
}

/** Gathers the subjects of clauses that are alike in everything else. */
function createGroups() {
  const open = new Map<Clause, OpenGroup[]>()
  return {
    add: (tier: number, clause: Clause, subjects: BitSet, isSure = true, voids?: number): void => {
      const groups = open.get(clause)
      for (const group of groups ?? []) {
        if (group.tier !== tier || group.isSure !== isSure || group.voids !== voids) continue
        group.subjects.push(subjects)
        return
      }
      const group = { tier, isSure, voids, subjects: [subjects] }
      if (groups) groups.push(group)
      else open.set(clause, [group])
    },
    finish: (visit: (clause: Clause, group: ClauseGroup) => void): void => {
      open.forEach((groups, clause) => {
        for (let index = 0; index < groups.length; index += 1) visit(clause, close(clause, groups[index] as OpenGroup))
      })
    },
  }
}

function close({ action, rank, isCertain, ports }: Clause, { tier, isSure, voids, subjects }: OpenGroup): ClauseGroup {
  const places = unionAllBits(subjects)
  return { tier, action, rank, isCertain: isSure && isCertain, places, ports, voids: isCertain ? voids : undefined }
}

/** The groups that are about the same ports. */
export interface PortsGroups {
  readonly ports: PortsNumber
  readonly groups: readonly ClauseGroup[]
}

/** Sorts groups by their ports, ascending; those that differ in their subjects alone become one. */
export function sortByPorts(lists: Iterable<readonly ClauseGroup[]>): readonly PortsGroups[] {
  const byPorts = new Map<PortsNumber, ClauseGroup[]>()
  const numbers: PortsNumber[] = []
  for (const groups of lists) {
    for (const group of groups) {
      const known = byPorts.get(group.ports)
      if (known) known.push(group)
      else {
        byPorts.set(group.ports, [group])
        numbers.push(group.ports)
      }
    }
  }
  numbers.sort((a, b) => a - b)
  return numbers.map((ports) => ({ ports, groups: joinAlike(byPorts.get(ports) as readonly ClauseGroup[]) }))
}

/** Those that differ in their subjects alone as one; mostly all do. */
function joinAlike(groups: readonly ClauseGroup[]): readonly ClauseGroup[] {
  const [first] = groups
  if (!first || groups.length === 1) return groups
  const isLike = (group: ClauseGroup) => isAlike(first, group)
  if (groups.every(isLike)) return [joinPlaces(first, groups)]
  const others = groups.filter((group) => !isLike(group))
  return [joinPlaces(first, groups.filter(isLike)), ...joinAlike(others)]
}

function joinPlaces({ tier, action, rank, isCertain, ports, voids }: ClauseGroup, alike: readonly ClauseGroup[]) {
  return { tier, action, rank, isCertain, places: unionAllBits(alike.map(({ places }) => places)), ports, voids }
}

function isAlike(a: ClauseGroup, b: ClauseGroup): boolean {
  return (
    a.tier === b.tier &&
    a.action === b.action &&
    a.rank === b.rank &&
    a.isCertain === b.isCertain &&
    a.voids === b.voids
  )
}
