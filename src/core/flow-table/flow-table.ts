import type { Prepared } from '../engine/prepare.ts'
import type { Path, ResourcePath } from '../model/path.ts'
import type { Direction } from '../model/policy.ts'
import type { Answer, Cause, Question } from '../model/verdict.ts'
import type { BitSet } from '../net/bit-set.ts'
import type { PortsByProtocol } from '../net/ports.ts'
import type { RuleFinder } from './rule-finder.ts'

/** One end of a row: a workload, some of its pods where rules tell them apart, an implied endpoint, or addresses outside. */
export interface FlowEnd {
  readonly kind: 'workload' | 'implied' | 'outside'
  /** What the picture draws it as: the id of a card; of addresses their endpoint's. */
  readonly node: string
  /** The endpoints it stands for, by id; never empty, and alike in what this row says. */
  readonly endpoints: readonly string[]
  /** Absent for addresses. */
  readonly namespace?: string
  readonly name: string
  /** `Deployment`; absent for addresses. */
  readonly kindName?: string
  /** The pods that are meant, where not all of the workload are. */
  readonly pods?: readonly string[]
}

/** A rule that admits a flow, or some of its ports, at one end. */
export interface AdmittingRule {
  readonly path: Path
  readonly policy: ResourcePath
  readonly namespace: string
  readonly name: string
  /** The place of the rule in its direction, from 1. */
  readonly number: number
}

/**
 * What lets a flow pass at one end: rules, or why none is needed, by the kinds of a verdict's causes; a policy that may not
 * select the end leaves it `perhaps-not-isolated` (END-2c).
 */
export type Admitted =
  | { readonly kind: 'rules'; readonly rules: readonly AdmittingRule[] }
  | { readonly kind: Exclude<Cause['kind'], 'policy'> | 'perhaps-not-isolated' }

/** What may pass from one end to another, with one answer: a pair some of whose ports depend has two rows. */
export interface FlowRow {
  readonly from: FlowEnd
  readonly to: FlowEnd
  readonly ports: PortsByProtocol
  /** "443", "53 UDP, TCP", "every port". */
  readonly label: string
  readonly answer: Exclude<Answer, 'denied'>
  /** What would settle it (VER-3); only where it depends, and for its example. */
  readonly question?: string
  readonly admitted: Readonly<Record<Direction, Admitted>>
  /** The flow of the row that an explanation is asked for: on a port that the destination declares, else the first. */
  readonly example: Question
  /** The first rule that admits the example, at its destination or else at its source; absent where none does. */
  readonly rule?: Path
}

/** All flows of a cluster in a form that is quick to filter and to sort. Rows are in the order of from, to, answer. */
export interface FlowTable {
  readonly prepared: Prepared
  /** In the order in which they sort. */
  readonly ends: readonly TableEnd[]
  readonly ports: readonly TablePorts[]
  readonly count: number
  /** By row: numbers of ends. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** By row: twice the number of the ports, and one more where they depend. */
  readonly state: Uint32Array
  readonly rules: RuleFinder
  /** Pairs that are left out: nothing isolates either end of them, and they are too many. */
  readonly omitted: number
}

export interface TableEnd {
  readonly end: FlowEnd
  /** The place in the engine that stands for it. */
  readonly place: number
  /** Whether no policy isolates it, by direction. */
  readonly isOpen: Readonly<Record<Direction, boolean>>
}

export interface TablePorts {
  readonly ports: PortsByProtocol
  readonly label: string
  readonly atoms: BitSet
}

/** The ports of a row. Throws for a row that is not there. */
export function portsAt({ ports, state }: FlowTable, row: number): TablePorts {
  const found = ports[(state[row] ?? -1) >>> 1]
  if (!found) throw new Error(`no row ${row}`)
  return found
}

/** Whether a row depends. */
export function isDepending({ state }: FlowTable, row: number): boolean {
  return ((state[row] ?? 0) & 1) === 1
}

/** The source and the destination of a row. Throws for a row that is not there. */
export function endsAt({ ends, from, to }: FlowTable, row: number): readonly [from: TableEnd, to: TableEnd] {
  const [source, target] = [ends[from[row] ?? -1], ends[to[row] ?? -1]]
  if (!source || !target) throw new Error(`no row ${row}`)
  return [source, target]
}

/** "shop/db", "shop/db (db-0, db-1)", "internet". */
export function titleOf({ namespace, name, pods }: FlowEnd): string {
  const whole = namespace === undefined ? name : `${namespace}/${name}`
  return pods ? `${whole} (${pods.join(', ')})` : whole
}
