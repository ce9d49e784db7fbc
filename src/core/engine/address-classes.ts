import {
  type Address,
  type AddressRange,
  type AddressSet,
  allAddresses,
  type Family,
  formatRange,
  toAddressSet,
} from '../net/address.ts'

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
  const distinct = [...new Map(sets.map((set) => [set.map(formatRange).join(' '), set])).values()]
  const groups = new Map<string, number>()
  const atoms = families.flatMap((family) => divide(distinct, family, groups))
  const ranges: AddressRange[][] = Array.from(groups, () => [])
  for (const atom of atoms) ranges[atom.group]?.push(atom.range)
  return { classes: ranges.map(toAddressSet), classOf: (address) => findGroup(atoms, address) }
}

function divide(sets: readonly AddressSet[], family: Family, groups: Map<string, number>): Atom[] {
  const events = new Map<bigint, number[]>([[0n, []]])
  const end = allAddresses(family).last + 1n
  sets.forEach((set, index) => {
    for (const { family: own, first, last } of set) {
      if (own !== family) continue
      for (const border of [first, last + 1n]) events.set(border, [...(events.get(border) ?? []), index])
    }
  })
  const borders = [...events.keys()].filter((border) => border < end).sort((a, b) => (a < b ? -1 : 1))
  const inside = new Set<number>()
  return borders.map((first, place) => {
    for (const index of events.get(first) ?? []) if (!inside.delete(index)) inside.add(index)
    const signature = `${family}: ${[...inside].sort((a, b) => a - b).join(' ')}`
    const group = groups.get(signature) ?? groups.size
    groups.set(signature, group)
    return { range: { family, first, last: (borders[place + 1] ?? end) - 1n }, group }
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
