import type { BitSet } from '../net/bit-set.ts'
import { EMPTY_BITS, unionBits, wordAt } from '../net/bit-set.ts'
import type { FlowCell } from './flow-cell.ts'
import type { PortAtoms } from './port-atoms.ts'
import { type FlowPorts, toFlowPorts } from './verdict-ports.ts'

/** Turns the cells of a row into the ports of each place; equal ports are one object. */
export type Spread = (cells: readonly FlowCell[]) => (place: number) => FlowPorts | undefined

/** The state of a place to which nothing passes. */
const NOTHING = 0

/**
 * Places gather the cells they are in one by one, 32 at a time: those that are in the same cells stay together in one
 * state, and a state knows its ports.
 */
export function createSpread(atoms: PortAtoms, size: number): Spread {
  const states = createStates(atoms)
  const spread = (cells: readonly FlowCell[]): Uint32Array => {
    const row = new Uint32Array(size)
    const layers = cells.flatMap(({ ports, certain, possible }) => {
      const sure = { places: certain, symbol: states.symbolOf(ports, true) }
      return certain === possible ? [sure] : [sure, { places: possible, symbol: states.symbolOf(ports, false) }]
    })
    for (let word = 0; word < (size + 31) >>> 5; word += 1) spreadWord(row, word, layers, states.step)
    return row
  }
  // Rows of ends that are alike are the same object.
  const known = new WeakMap<readonly FlowCell[], Uint32Array>()
  return (cells) => {
    const row = known.get(cells) ?? spread(cells)
    known.set(cells, row)
    return (place) => states.portsOf(row[place] ?? NOTHING)
  }
}

interface Layer {
  readonly places: BitSet
  readonly symbol: number
}

function spreadWord(
  row: Uint32Array,
  word: number,
  layers: readonly Layer[],
  step: (state: number, symbol: number) => number,
): void {
  const groups = [-1]
  const states = [NOTHING]
  for (const { places, symbol } of layers) {
    const bits = wordAt(places, word)
    if (bits === 0) continue
    for (let index = groups.length - 1; index >= 0; index -= 1) {
      const group = groups[index] as number
      const inside = group & bits
      if (inside === 0) continue
      const state = states[index] as number
      if (inside !== group) {
        groups.push(group & ~bits)
        states.push(state)
      }
      groups[index] = inside
      states[index] = step(state, symbol)
    }
  }
  for (const [index, group] of groups.entries()) {
    const state = states[index] as number
    if (state === NOTHING) continue
    for (let rest = group; rest !== 0; rest &= rest - 1) {
      const place = (word << 5) + (31 - Math.clz32(rest & -rest))
      if (place < row.length) row[place] = state
    }
  }
}

/** States are the cells gathered so far, as a tree. */
function createStates(atoms: PortAtoms) {
  const symbols = new Map<BitSet, number>()
  const masks: BitSet[] = []
  const gathered: { readonly certain: BitSet; readonly possible: BitSet }[] = [
    { certain: EMPTY_BITS, possible: EMPTY_BITS },
  ]
  const next: Map<number, number>[] = []
  const ports: (FlowPorts | undefined)[] = [undefined]
  return {
    symbolOf: (mask: BitSet, isCertain: boolean): number => {
      const known = symbols.get(mask) ?? masks.push(mask) - 1
      symbols.set(mask, known)
      return known * 2 + (isCertain ? 1 : 0)
    },
    step: (state: number, symbol: number): number => {
      const steps = next[state] ?? new Map<number, number>()
      next[state] = steps
      const known = steps.get(symbol)
      if (known !== undefined) return known
      const { certain, possible } = gathered[state] ?? { certain: EMPTY_BITS, possible: EMPTY_BITS }
      const mask = masks[symbol >> 1] ?? EMPTY_BITS
      const id =
        gathered.push({
          certain: symbol % 2 === 1 ? unionBits(certain, mask) : certain,
          possible: unionBits(possible, mask),
        }) - 1
      steps.set(symbol, id)
      return id
    },
    portsOf: (state: number): FlowPorts | undefined => {
      const found = gathered[state]
      if (state === NOTHING || !found) return undefined
      const known =
        ports[state] ?? toFlowPorts({ certain: atoms.portsOf(found.certain), possible: atoms.portsOf(found.possible) })
      ports[state] = known
      return known
    },
  }
}
