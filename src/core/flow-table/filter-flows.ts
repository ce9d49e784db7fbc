import type { ResourcePath } from '../model/path.ts'
import type { Work } from '../model/work.ts'
import { endsAt, type FlowEnd, type FlowTable, isDepending, portsAt, titleOf } from './flow-table.ts'
import { holdsWanted, readPortFilter } from './read-port-filter.ts'

/** Which rows are shown; what is left empty or absent filters nothing. */
export interface FlowFilter {
  /** Words that all must stand in the name of one end or the other; `from:web` and `to:db` are about one end. */
  readonly text: string
  readonly fromNamespace?: string
  readonly toNamespace?: string
  /** See `readPortFilter`; what cannot be read finds nothing. */
  readonly port: string
  /** Rows that a rule of this policy admits. */
  readonly policy?: ResourcePath
  readonly show: FlowKind
}

/** `open`: nothing isolates either end; `policed`: something does; `depends`: the answer is open. */
export type FlowKind = 'all' | 'policed' | 'open' | 'depends'

export const NO_FILTER: FlowFilter = { text: '', port: '', show: 'all' }

/** Rows between two pauses. */
const STRIDE = 50_000

/** The rows that a filter shows, in their order. */
export function* filteringFlows(table: FlowTable, filter: FlowFilter): Work<Uint32Array> {
  const isShown = createTest(table, filter)
  const rows = new Uint32Array(table.count)
  let count = 0
  for (let row = 0; row < table.count; row += 1) {
    if (row % STRIDE === 0) yield { doing: 'filtering flows', done: row / table.count }
    if (isShown(row)) rows[count++] = row
  }
  return rows.slice(0, count)
}

type Test = (row: number) => boolean

/** The cheap tests come first. */
function createTest(table: FlowTable, filter: FlowFilter): Test {
  const tests = [
    testEnds(table, filter),
    testPorts(table, filter),
    testKind(table, filter),
    testPolicy(table, filter),
  ].filter((test) => test !== undefined)
  return (row) => {
    for (const test of tests) if (!test(row)) return false
    return true
  }
}

/** Words are bits: a row shows when its ends together have them all. */
function testEnds({ ends, from, to }: FlowTable, filter: FlowFilter): Test | undefined {
  const words = readWords(filter.text)
  if (words.length === 0 && filter.fromNamespace === undefined && filter.toNamespace === undefined) return undefined
  const texts = ends.map(({ end }) => toText(end))
  const all = 2 ** words.length - 1
  const matching = (side: 'from' | 'to', namespace: string | undefined) =>
    Uint32Array.from(ends, ({ end }, index) => {
      if (namespace !== undefined && end.namespace !== namespace) return OTHER_NAMESPACE
      return words.reduce((bits, word, bit) => (isIn(word, side, texts[index] ?? '') ? bits + 2 ** bit : bits), 0)
    })
  const [sources, targets] = [matching('from', filter.fromNamespace), matching('to', filter.toNamespace)]
  return (row) => {
    const [source, target] = [sources[from[row] as number] as number, targets[to[row] as number] as number]
    return source !== OTHER_NAMESPACE && target !== OTHER_NAMESPACE && (source | target) === all
  }
}

const OTHER_NAMESPACE = 0xffff_ffff

/** More words than anybody types. */
const MOST_WORDS = 30

interface Word {
  readonly side?: 'from' | 'to'
  readonly text: string
}

function readWords(text: string): readonly Word[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .map((word): Word => {
      const [, side, rest = ''] = /^(from|to):(.*)$/.exec(word) ?? []
      return side === 'from' || side === 'to' ? { side, text: rest } : { text: word }
    })
    .filter(({ text: word }) => word !== '')
    .slice(0, MOST_WORDS)
}

function isIn({ side, text }: Word, end: 'from' | 'to', name: string): boolean {
  return (side === undefined || side === end) && name.includes(text)
}

function toText(end: FlowEnd): string {
  return `${titleOf(end)} ${end.kindName ?? ''}`.toLowerCase()
}

function testPorts({ ports, state }: FlowTable, { port }: FlowFilter): Test | undefined {
  if (port.trim() === '') return undefined
  const wanted = readPortFilter(port)
  const isWanted = ports.map((one) => wanted !== undefined && holdsWanted(one.ports, wanted))
  return (row) => isWanted[(state[row] as number) >>> 1] === true
}

function testKind(table: FlowTable, { show }: FlowFilter): Test | undefined {
  const isOpen = (row: number) => {
    const [source, target] = endsAt(table, row)
    return source.isOpen.egress && target.isOpen.ingress
  }
  if (show === 'all') return undefined
  if (show === 'depends') return (row) => isDepending(table, row)
  return show === 'open' ? isOpen : (row) => !isOpen(row)
}

function testPolicy(table: FlowTable, { policy }: FlowFilter): Test | undefined {
  if (policy === undefined) return undefined
  const { rules } = table
  const numbers = rules.rules.flatMap((rule, number) => (rule.policy.policy.path === policy ? number : []))
  return (row) => {
    const [source, target] = endsAt(table, row)
    const { atoms } = portsAt(table, row)
    return numbers.some((number) => rules.admits(number, source.place, target.place, atoms))
  }
}
