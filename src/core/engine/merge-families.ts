import type { Family } from '../net/address.ts'
import {
  type BitSet,
  EMPTY_BITS,
  eachBit,
  intersectBits,
  isEmptyBits,
  subtractBits,
  toBits,
  unionAllBits,
} from '../net/bit-set.ts'
import { type FlowCell, NOTHING_PASSES, toCell } from './flow-cell.ts'
import { judgedFamilies } from './match-rule.ts'
import type { PortAtoms } from './port-atoms.ts'
import type { Stage } from './stage.ts'

/**
 * A row of all families from the rows of each (IPB-6): certain is what passes in all families that a pair is judged in,
 * possible what passes in some.
 */
export function mergeFamilyRows(
  stage: Stage,
  atoms: PortAtoms,
  place: number,
  byFamily: ReadonlyMap<Family, readonly FlowCell[]>,
): readonly FlowCell[] {
  const judged = findJudged(stage, place)
  const families = [...byFamily].map(([family, cells]) => ({ cells, places: judged.get(family) ?? EMPTY_BITS }))
  const cellAt = families.map(({ cells }) => indexAtoms(atoms, cells))
  const groups = new Map<string, number[]>()
  eachBit(atoms.all, (atom) => {
    const key = cellAt.map((list) => list[atom]).join()
    const group = groups.get(key)
    if (group) group.push(atom)
    else groups.set(key, [atom])
  })
  return [...groups].flatMap(([key, list]) => {
    const found = key.split(',').map((index, at) => {
      const { certain, possible } = families[at]?.cells[Number(index)] ?? NOTHING_PASSES
      return { certain, possible, places: families[at]?.places ?? EMPTY_BITS }
    })
    const possible = unionAllBits(found.map((one) => intersectBits(one.possible, one.places)))
    if (isEmptyBits(possible)) return []
    const refused = unionAllBits(found.map((one) => subtractBits(one.places, one.certain)))
    return [toCell(toBits(list), { certain: subtractBits(possible, refused), possible })]
  })
}

/** The cell that each atom lies in; -1 for none. */
function indexAtoms({ count }: PortAtoms, cells: readonly FlowCell[]): Int32Array {
  const index = new Int32Array(count).fill(-1)
  for (const [place, { ports }] of cells.entries()) eachBit(ports, (atom) => (index[atom] = place))
  return index
}

/** Per family, the places that are judged in it against one. */
function findJudged({ members }: Stage, place: number): ReadonlyMap<Family, BitSet> {
  const self = members[place]
  const lists = new Map<Family, number[]>()
  for (const [other, member] of members.entries()) {
    for (const family of self ? judgedFamilies(self, member) : []) {
      const list = lists.get(family)
      if (list) list.push(other)
      else lists.set(family, [other])
    }
  }
  return new Map([...lists].map(([family, list]) => [family, toBits(list)]))
}
