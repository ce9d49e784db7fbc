import fc from 'fast-check'
import { isObject, type JsonValue } from '../model/json.ts'
import { printString } from './print-scalar.ts'

/** A sequence of choices, the same for the same seed. */
export type Dice = (sides: number) => number

export function rollDice(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

export interface Habits {
  readonly step: number
  readonly offset: number
  readonly gap: number
  /** One in n collections is in brackets; 0 for none. */
  readonly flow: number
  /** One in n places carries a comment; 0 for none. */
  readonly comments: number
  readonly lineBreak: string
  readonly finalBreak: boolean
  /** One in n collections gets an anchor, and equal ones after it repeat it; 0 for none. */
  readonly anchors: number
  /** Columns the whole text is moved to the right, after its first line. */
  readonly column: number
}

export const habits: fc.Arbitrary<Habits> = fc.record({
  step: fc.constantFrom(1, 2, 2, 3, 4, 8),
  offset: fc.constantFrom(0, 2, 2, 4, 1),
  gap: fc.constantFrom(2, 2, 4, 3),
  flow: fc.constantFrom(0, 0, 3, 8),
  comments: fc.constantFrom(0, 2, 4),
  lineBreak: fc.constantFrom('\n', '\n', '\r\n'),
  finalBreak: fc.boolean(),
  anchors: fc.constant(0),
  column: fc.constant(0),
})

/** The same, with anchors and aliases. */
export const anchoredHabits: fc.Arbitrary<Habits> = fc
  .tuple(habits, fc.constantFrom(1, 2, 4))
  .map(([style, anchors]) => ({ ...style, anchors }))

/** `value` as YAML of somebody with these habits; comments are numbered `#1 …` in order. */
export function writeYaml(value: JsonValue, style: Habits, dice: Dice): string {
  let count = 0
  let declared = 0
  const anchors = new Map<string, string>()
  const note = () => `#${++count} ${['note', "it's", 'a: b', '- x', '{ [ "'][dice(5)]}`
  const tail = () => (style.comments > 0 && dice(style.comments) === 0 ? ` ${note()}` : '')
  const above = (column: number): string[] => {
    const lines: string[] = []
    if (dice(12) === 0) lines.push('')
    if (style.comments > 0 && dice(style.comments) === 0) lines.push(' '.repeat(column) + note())
    return lines
  }
  const scalar = (text: null | boolean | number | string) =>
    typeof text !== 'string' ? String(text) : dice(4) === 0 ? `'${text.replaceAll("'", "''")}'` : printString(text)
  const flow = (inner: JsonValue): string => {
    const space = dice(2) === 0 ? ' ' : ''
    if (Array.isArray(inner)) return inner.length === 0 ? '[]' : `[${space}${inner.map(flow).join(', ')}${space}]`
    if (isObject(inner)) {
      const pairs = Object.entries(inner).map(([key, one]) => `${printString(key)}: ${flow(one)}`)
      return pairs.length === 0 ? '{}' : `{${space}${pairs.join(', ')}${space}}`
    }
    return scalar(inner as string | number | boolean | null)
  }
  /** Many lines in brackets, with comments between. */
  const wide = (inner: readonly JsonValue[], column: number): string[] => {
    const pad = ' '.repeat(column + style.step)
    const comma = (index: number) => (index < inner.length - 1 || dice(3) === 0 ? ',' : '')
    const lines = inner.map((item, index) => [...above(column + style.step), pad + flow(item) + comma(index) + tail()])
    return [`[${tail()}`, ...lines.flat(), `${pad}]${tail()}`]
  }
  const isFlow = (inner: JsonValue) =>
    (Array.isArray(inner) && inner.length === 0) ||
    (isObject(inner) && Object.keys(inner).length === 0) ||
    (style.flow > 0 && dice(style.flow) === 0)
  /** Lines of a value whose first line goes behind `lead`. */
  const put = (lead: string, inner: JsonValue, column: number, inside: number): string[] => {
    if (!Array.isArray(inner) && !isObject(inner)) {
      const empty = inner === null && dice(2) === 0
      return [`${lead}${empty ? '' : ` ${scalar(inner as string | number | boolean | null)}`}${tail()}`]
    }
    const same = JSON.stringify(inner)
    const known = anchors.get(same)
    if (known !== undefined) return [`${lead} *${known}${tail()}`]
    if (style.anchors > 0 && same.length > 2 && dice(style.anchors) === 0) {
      const name = `a${++declared}`
      const lines = putCollection(`${lead} &${name}`, inner, column, inside)
      anchors.set(same, name)
      return lines
    }
    return putCollection(lead, inner, column, inside)
  }
  const putCollection = (lead: string, inner: JsonValue, column: number, inside: number): string[] => {
    if (isFlow(inner)) {
      if (!Array.isArray(inner) || inner.length === 0 || dice(2) === 0) return [`${lead} ${flow(inner)}${tail()}`]
      const [first = '', ...rest] = wide(inner, column)
      return [`${lead} ${first}`, ...rest]
    }
    const head = lead + tail()
    return [head, ...block(inner, inside)]
  }
  const block = (inner: JsonValue, column: number): string[] => {
    const pad = ' '.repeat(column)
    if (Array.isArray(inner))
      return inner.flatMap((item) => {
        const head = above(column)
        const filledMap = isObject(item) && Object.keys(item).length > 0 && !(style.flow > 0 && dice(style.flow) === 0)
        if (!filledMap) return [...head, ...put(`${pad}-`, item, column, column + style.gap)]
        const lines = block(item, column + style.gap)
        const start = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'))
        const own = lines.slice(start)
        const dash = `${pad}-${' '.repeat(style.gap - 1)}`
        return [...head, ...lines.slice(0, start), dash + (own[0] ?? '').slice(dash.length), ...own.slice(1)]
      })
    return Object.entries(inner as Record<string, JsonValue>).flatMap(([key, one]) => [
      ...above(column),
      ...put(
        `${pad}${printString(key)}:`,
        one,
        column,
        Array.isArray(one) ? column + style.offset : column + style.step,
      ),
    ])
  }
  const lines = [...block(value, style.column), ...above(style.column)]
  return lines.join(style.lineBreak) + (style.finalBreak ? style.lineBreak : '')
}

const names = fc.constantFrom('web', 'api', 'db', 'yes', '1.10', 'a-b', 'x')
const selector: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: fc.dictionary(fc.constantFrom('app', 'tier', 'k8s.io/x'), names, { minKeys: 1 }) }),
  fc.record({
    matchExpressions: fc.tuple(
      fc.record({ key: names, operator: fc.constant('In'), values: fc.array(names, { minLength: 1, maxLength: 3 }) }),
    ),
  }),
)
const peer: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector, podSelector: selector }),
  fc.record({ ipBlock: fc.record({ cidr: fc.constant('10.0.0.0/8'), except: fc.constant(['10.1.0.0/16']) }) }),
)
const port: fc.Arbitrary<JsonValue> = fc.record({ protocol: fc.constantFrom('TCP', 'UDP'), port: fc.nat(9000) })
const ruleOf = (key: 'from' | 'to'): fc.Arbitrary<JsonValue> =>
  fc
    .record({ peers: fc.option(fc.array(peer, { maxLength: 3 })), ports: fc.option(fc.array(port, { maxLength: 3 })) })
    .map(({ peers, ports }) => ({ ...(peers ? { [key]: peers } : {}), ...(ports ? { ports } : {}) }))

/** NetworkPolicies as JSON, valid or nearly so. */
export const policyValues: fc.Arbitrary<{ readonly [key: string]: JsonValue }> = fc
  .record({
    podSelector: selector,
    policyTypes: fc.option(fc.subarray(['Ingress', 'Egress'])),
    ingress: fc.option(fc.array(ruleOf('from'), { maxLength: 3 })),
    egress: fc.option(fc.array(ruleOf('to'), { maxLength: 3 })),
    isNull: fc.boolean(),
  })
  .map(({ podSelector, policyTypes, ingress, egress, isNull }) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'random', namespace: 'default' },
    spec: {
      podSelector,
      ...(policyTypes ? { policyTypes } : {}),
      ...(ingress ? { ingress } : isNull ? { ingress: null } : {}),
      ...(egress ? { egress } : {}),
    },
  }))
