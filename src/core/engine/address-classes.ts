import { type Address, type AddressRange, type AddressSet, allAddresses, type Family } from '../net/address.ts'
import { type BitSet, toBits } from '../net/bit-set.ts'
import { flat } from './flat.ts'
import { listParts, partition } from './partition.ts'

/** Addresses sorted into classes whose members lie in the same sets. */
export interface AddressClasses {
  /** Every address of the families is in exactly one; in the order of their first addresses. */
  readonly classes: readonly AddressSet[]
  /** The place in `classes`; -1 for an address of another family. */
  readonly classOf: (address: Address) => number
}

/** A stretch of addresses that no set divides. */
interface Atom {
  readonly range: AddressRange
  readonly group: number
}

/** Divides the addresses of `families` by `sets`: one class for all addresses that lie in the same sets. */
export function classifyAddresses(sets: readonly AddressSet[], families: readonly Family[]): AddressClasses {
  const classes: AddressSet[] = []
  const atoms = flat(families.map((family) => divide(sets, family, classes)))
  return { classes, classOf: (address) => findGroup(atoms, address) }
}

/** The stretches of a family, whose classes are added to `classes`. */
function divide(sets: readonly AddressSet[], family: Family, classes: AddressSet[]): readonly Atom[] {
  const firsts = listBorders(sets, family)
  const { last: end } = allAddresses(family)
  const rangeOf = (place: number): AddressRange => {
    const next = firsts[place + 1]
    return { family, first: firsts[place] as bigint, last: next === undefined ? end : next - 1n }
  }
  const atoms: Atom[] = []
  for (const numbers of listParts(partition(toStretches(sets, family, firsts), firsts.length))) {
    const ranges = numbers.map(rangeOf)
    numbers.forEach((place, index) => {
      atoms[place] = { range: ranges[index] as AddressRange, group: classes.length }
    })
    // Stretches that touch lie in different sets: there is nothing to join.
    classes.push(ranges)
  }
  return atoms
}

/** The first addresses of the stretches that the ranges cut a family into, ascending. */
function listBorders(sets: readonly AddressSet[], family: Family): readonly bigint[] {
  const borders = new Set([0n])
  const { last: end } = allAddresses(family)
  for (const set of sets) {
    for (const range of set) {
      if (range.family !== family) continue
      borders.add(range.first)
      if (range.last < end) borders.add(range.last + 1n)
    }
  }
  return [...borders].sort((a, b) => (a < b ? -1 : 1))
}

/** The stretches that lie in each of the sets. */
function toStretches(sets: readonly AddressSet[], family: Family, firsts: readonly bigint[]): readonly BitSet[] {
  const placeOf = new Map(firsts.map((first, place) => [first, place]))
  return sets.map((set) => {
    const places: number[] = []
    for (const range of set) {
      if (range.family !== family) continue
      const from = placeOf.get(range.first) as number
      const to = placeOf.get(range.last + 1n) ?? firsts.length
      for (let place = from; place < to; place += 1) places.push(place)
    }
    return toBits(places)
  })
}

/** Binary search: `atoms` are in the order of family and address and leave no gap. */
function findGroup(atoms: readonly Atom[], { family, value }: Address): number {
  let low = 0
  let high = atoms.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const { range, group } = atoms[middle] as Atom
    if (range.family < family || (range.family === family && range.last < value)) low = middle + 1
    else if (range.family > family || range.first > value) high = middle - 1
    else return group
  }
  return -1
}
