import type { NodeFinder } from './node-finder.ts'
import type { PortsId } from './port-sets.ts'

/** Flows between two nodes that a planned text opens or closes. */
export interface ChangedPair {
  readonly from: string
  readonly to: string
  readonly change: 'opens' | 'closes'
  readonly ports: PortsId
  /** How many pairs of endpoints. */
  readonly flows: number
  /** Some of it is certain, not only possible. */
  readonly isSure: boolean
}

type End = 'from' | 'to'

/**
 * Joins pairs that say the same of every card of a frame into one pair of the frame: first at their source, then at
 * their target. A frame never stands for some of its cards.
 */
export function bundleChanges(pairs: readonly ChangedPair[], finder: NodeFinder): readonly ChangedPair[] {
  return joinAt('to', joinAt('from', pairs, finder), finder)
}

function joinAt(end: End, pairs: readonly ChangedPair[], finder: NodeFinder): readonly ChangedPair[] {
  const alike = new Map<string, ChangedPair[]>()
  for (const pair of pairs) {
    const key = keyOf(pair, end, finder)
    const group = alike.get(key)
    if (group) group.push(pair)
    else alike.set(key, [pair])
  }
  return [...alike.values()].flatMap((group) =>
    standsForFrame(group, end, finder) ? [joinGroup(group, end, finder)] : group,
  )
}

/** Equal for pairs that differ only in which card of a frame is at `end`. */
function keyOf(pair: ChangedPair, end: End, { frameOf }: NodeFinder): string {
  const other = end === 'from' ? pair.to : pair.from
  return [pair.change, pair.ports, pair.isSure, other, frameOf(pair[end])].join(' ')
}

/** Of its own frame a card counts whether it speaks to itself or not. */
function standsForFrame(group: readonly ChangedPair[], end: End, { frameOf, cardsIn, isPartial }: NodeFinder): boolean {
  const [first] = group
  if (!first || group.length < 2) return false
  const frame = frameOf(first[end])
  const other = end === 'from' ? first.to : first.from
  if (other === frame || isPartial(frame)) return false
  const there = new Set(group.map((pair) => pair[end]))
  return cardsIn(frame).every((card) => card === other || there.has(card))
}

function joinGroup(group: readonly ChangedPair[], end: End, { frameOf }: NodeFinder): ChangedPair {
  const [first] = group as [ChangedPair, ...ChangedPair[]]
  return { ...first, [end]: frameOf(first[end]), flows: group.reduce((sum, { flows }) => sum + flows, 0) }
}
