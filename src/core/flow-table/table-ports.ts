import type { PortAtoms } from '../engine/port-atoms.ts'
import type { FlowPorts } from '../engine/verdict-ports.ts'
import type { BitSet } from '../net/bit-set.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { createPortSets } from '../picture/port-sets.ts'
import type { TablePorts } from './flow-table.ts'

/** The states of the rows of a pair; absent where nothing is allowed, or nothing depends. */
export interface RowStates {
  readonly allowed?: number
  readonly depends?: number
}

/** Numbers the sets of ports of rows; equal sets have one number. */
export interface PortsBook {
  readonly statesOf: (ports: FlowPorts) => RowStates
  /** The atoms of what is allowed and of what depends. */
  readonly atomsOf: (ports: FlowPorts) => readonly BitSet[]
  readonly list: () => readonly TablePorts[]
}

export function createPortsBook(atoms: Pick<PortAtoms, 'maskOf'>): PortsBook {
  const sets = createPortSets()
  const numbers = new Map<number, number>()
  const list: TablePorts[] = []
  const known = new WeakMap<FlowPorts, RowStates>()
  const numberOf = (ports: PortsByProtocol): number => {
    const id = sets.of(ports)
    const number = numbers.get(id) ?? list.push({ ports, label: sets.label(id), atoms: atoms.maskOf(ports) }) - 1
    numbers.set(id, number)
    return number
  }
  const find = ({ allowed, depends }: FlowPorts): RowStates => ({
    ...(isEmptyPorts(allowed) ? {} : { allowed: numberOf(allowed) * 2 }),
    ...(isEmptyPorts(depends) ? {} : { depends: numberOf(depends) * 2 + 1 }),
  })
  return {
    statesOf(ports) {
      const states = known.get(ports) ?? find(ports)
      known.set(ports, states)
      return states
    },
    atomsOf: ({ allowed, depends }) =>
      [allowed, depends].filter((ports) => !isEmptyPorts(ports)).map((ports) => atoms.maskOf(ports)),
    list: () => list,
  }
}
