import { countBits, eachBit } from '../net/bit-set.ts'
import type { Basis } from './basis.ts'
import type { PeerGroups } from './clause-groups.ts'

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
  const narrowAt: (PeerGroups[] | undefined)[] = []
  for (const one of byPeers) {
    if (one.peers === sets.everyone) always.push(one)
    else if (countBits(one.peers.places) > few) broad.push(one)
    else {
      eachBit(one.peers.places, (place) => {
        const narrow = narrowAt[place]
        if (narrow) narrow.push(one)
        else narrowAt[place] = [one]
      })
    }
  }
  return {
    always,
    broadAt: sortByPeers(broad, stage.members.length),
    narrowAt: (place) => narrowAt[place],
  }
}

/** Those of some peers that each place is among. */
function sortByPeers(peers: readonly PeerGroups[], size: number): (place: number) => readonly PeerGroups[] {
  const lists: (readonly PeerGroups[])[] = [[]]
  const listAt = new Uint32Array(size)
  for (const one of peers) {
    const longer = new Map<number, number>()
    eachBit(one.peers.places, (place) => {
      const list = listAt[place] as number
      const known = longer.get(list) ?? lists.push([...(lists[list] ?? []), one]) - 1
      longer.set(list, known)
      listAt[place] = known
    })
  }
  return (place) => lists[listAt[place] ?? 0] ?? []
}
