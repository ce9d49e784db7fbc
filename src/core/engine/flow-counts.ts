import { allBits, type BitSet, eachBit, hasBit, intersectBits } from '../net/bit-set.ts'
import { countCertain, type FlowCell } from './flow-cell.ts'
import { memberAt } from './judge.ts'
import { isSinglePod, type Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import { rememberSome } from './remember.ts'
import { findChange } from './touched-places.ts'

/** How much is allowed, for all endpoints. */
export interface FlowCounts {
  /**
   * By place of the source: how many triples of destination, protocol and port are allowed for certain, of the pairs that
   * all-pairs output has (no outside to outside, no bare pod to itself).
   */
  readonly allowed: Float64Array
  /** How many rows and columns of pairs were evaluated for it. */
  readonly evaluated: number
}

/** Counts all pairs. */
export function countFlows(prepared: Prepared): FlowCounts {
  const scale = createScale(prepared)
  const allowed = new Float64Array(prepared.listed)
  for (let place = 0; place < allowed.length; place += 1) allowed[place] = scale.weighRow(place)
  return { allowed, evaluated: prepared.listed }
}

/**
 * Counts all pairs of `after`, given those of `before`: only the rows and columns of endpoints that a change touched are
 * evaluated. The counts equal those of {@link countFlows}.
 */
export function recountFlows(counts: FlowCounts, before: Prepared, after: Prepared): FlowCounts {
  if (before.settings.cni !== after.settings.cni) return countFlows(after)
  const change = findChange(before, after)
  const { before: was, after: is } = change
  const evaluated = was.ingress.size + is.ingress.size + is.egress.size
  const [earlier, later] = [createScale(before, evaluated <= FEW), createScale(after, evaluated <= FEW)]
  const allowed = Float64Array.from(after.endpoints, (_, place) => counts.allowed[change.placeBefore(place) ?? -1] ?? 0)
  const placeAfter = before.members === after.members ? (place: number) => place : findPlacesAfter(before, after)
  for (const column of was.ingress) {
    earlier.weighColumn(column, (source, weight) => add(allowed, placeAfter(source), -weight))
  }
  for (const column of is.ingress) later.weighColumn(column, (source, weight) => add(allowed, source, weight))
  for (const row of is.egress) if (row < after.listed) allowed[row] = later.weighRow(row)
  return { allowed, evaluated }
}

function findPlacesAfter(before: Prepared, after: Prepared): (place: number) => number {
  return (place) => after.ground.placeOf(before.members[place]?.endpoint.id ?? '') ?? -1
}

function add(counts: Float64Array, place: number, weight: number): void {
  const count = counts[place]
  if (count !== undefined) counts[place] = count + weight
}

/** Up to so many rows and columns are looked for one by one. */
const FEW = 40

/** So many weights of ports are kept, and of rows: those that are alike mostly follow each other. */
const KEPT_WEIGHTS = 1000
const KEPT_SUMS = 50

/** Weighs rows and columns of pairs by their ports. */
function createScale(prepared: Prepared, areFew = false) {
  const { atoms, rowFrom, columnTo } = prepared.rows()
  const weightOf = rememberSome(atoms.weightOf, KEPT_WEIGHTS)
  const { members, listed, ground } = prepared
  const [pods, shown] = [allBits(ground.pods), allBits(listed)]
  const isPods = (place: number) => memberAt(prepared, place).endpoint.kind === 'pods'
  /** Rows of ends that are alike are the same object, and weighed once. */
  const weighAgainst = (others: BitSet) =>
    rememberSome((cells: readonly FlowCell[]) => {
      let sum = 0
      for (let index = 0; index < cells.length; index += 1) {
        const cell = cells[index] as FlowCell
        sum += weightOf(cell.ports) * countCertain(cell, others)
      }
      return sum
    }, KEPT_SUMS)
  const [weighPods, weighShown] = [weighAgainst(pods), weighAgainst(shown)]
  const weighOne = (cells: readonly FlowCell[], place: number) =>
    cells.reduce((sum, { ports, certain }) => (hasBit(certain, place) ? sum + weightOf(ports) : sum), 0)
  return {
    weighRow: (place: number) => {
      const cells = rowFrom(place, { isOneOfFew: areFew })
      const sum = isPods(place) ? weighShown(cells) : weighPods(cells)
      return isSinglePod(memberAt(prepared, place)) ? sum - weighOne(cells, place) : sum
    },
    weighColumn: (place: number, visit: (source: number, weight: number) => void) => {
      if (place >= listed) return
      const [others, isAlone] = [isPods(place) ? shown : pods, isSinglePod(members[place] as Member)]
      for (const { ports, certain } of columnTo(place, { isOneOfFew: areFew })) {
        const weight = weightOf(ports)
        eachBit(intersectBits(certain, others), (source) => {
          if (source !== place || !isAlone) visit(source, weight)
        })
      }
    },
  }
}
