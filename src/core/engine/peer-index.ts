import { countBits, eachBit } from '../net/bit-set.ts'
import { append } from './append.ts'
import type { Basis } from './basis.ts'
import type { PeerGroups } from './clause-groups.ts'
import { partition } from './partition.ts'
import { remember } from './remember.ts'

/** Peers by the places that are among them. */
export interface PeerIndex {
  /** Those that are everyone. */
  readonly always: readonly PeerGroups[]
  /** Those that are many; places that are among the same get one list. */
  readonly broadAt: (place: number) => readonly PeerGroups[]
  /** Those that are few; undefined for none. */
  readonly narrowAt: (place: number) => readonly PeerGroups[] | undefined
}

/** Peers of at most `few` places are few. */
export function indexPeers({ sets, stage }: Basis, byPeers: readonly PeerGroups[], few: number): PeerIndex {
  const always: PeerGroups[] = []
  const broad: PeerGroups[] = []
  const narrowAt = new Array<PeerGroups[] | undefined>(stage.members.length).fill(undefined)
  for (const one of byPeers) {
    if (one.peers === sets.everyone) always.push(one)
    else if (countBits(one.peers) > few) broad.push(one)
    else {
      eachBit(one.peers, (place) => {
        narrowAt[place] = append(narrowAt[place], one)
      })
    }
  }
  const { partOf, holding } = partition(
    broad.map(({ peers }) => peers),
    stage.members.length,
  )
  const listOf = remember((part: number) => holding(part).map((place) => broad[place] as PeerGroups))
  return { always, broadAt: (place) => listOf(partOf[place] ?? 0), narrowAt: (place) => narrowAt[place] }
}
