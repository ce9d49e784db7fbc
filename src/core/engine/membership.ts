import { type BitSet, toBits } from '../net/bit-set.ts'

/** Which items match, by their place in the list, ascending. */
export interface Membership {
  readonly kind: 'pods'
  readonly yes: readonly number[]
  /** By label values that nobody knows (END-2c). */
  readonly maybe: readonly number[]
  /** The items of `yes`. */
  readonly certain: BitSet
  /** The items of `maybe`. */
  readonly possible: BitSet
}

export function toMembership(yes: readonly number[], maybe: readonly number[]): Membership {
  return { kind: 'pods', yes, maybe, certain: toBits(yes), possible: toBits(maybe) }
}

export const NO_MEMBERS = toMembership([], [])

export function isNobody({ yes, maybe }: Membership): boolean {
  return yes.length + maybe.length === 0
}
