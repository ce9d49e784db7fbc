import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isObject, type JsonValue } from '../model/json.ts'
import {
  changedEntry,
  comments,
  expectInside,
  expectKeptOutside,
  ownRange,
  PATIENCE,
  read,
  sourceOf,
  texts,
  valueAt,
  withValue,
} from './edit-laws.testing.ts'
import { insertKey } from './insert-key.ts'
import { nextLine } from './lines.ts'
import { readOutline } from './outline.ts'
import { anchoredHabits, policyValues, rollDice, writeYaml } from './random-manifest.testing.ts'
import { removeKey } from './remove-key.ts'
import { renameKey } from './rename-key.ts'
import { setValue } from './set-value.ts'
import { spliceText, type TextSplice, trimSplice } from './splices.ts'

type Steps = readonly string[]

const VALUES: readonly JsonValue[] = [
  'x',
  'yes',
  '1.10',
  '',
  "it's",
  'a: b',
  '{x} # no',
  ' x',
  'one\ntwo # two\n\nthree',
  'one\n two\n',
  80,
  true,
  null,
  [],
  {},
  ['a', 'yes'],
  { app: 'web' },
  { a: { b: ['c', {}] }, d: '0123' },
  [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }],
]

/** Where every value of `value` stands, but not itself. */
function allSteps(value: JsonValue): readonly Steps[] {
  const inner: readonly (readonly [string, JsonValue])[] = Array.isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : isObject(value)
      ? Object.entries(value)
      : []
  return inner.flatMap(([step, one]) => [[step], ...allSteps(one).map((steps) => [step, ...steps])])
}

const isKey = (steps: Steps) => !/^\d+$/.test(steps.at(-1) ?? '0')
const pick = (all: readonly Steps[], at: number): Steps => {
  fc.pre(all.length > 0)
  return all[at % all.length] ?? []
}

/** A copy of `value` whose mapping at `steps` has other pairs. */
function withPairs(
  value: JsonValue,
  steps: Steps,
  change: (pairs: readonly (readonly [string, JsonValue])[]) => readonly (readonly [string, JsonValue])[],
): JsonValue {
  const old = steps.length === 0 ? value : valueAt(value, steps)
  return withValue(value, steps, Object.fromEntries(change(Object.entries(isObject(old) ? old : {}))))
}

/** The order of pairs counts too. */
const inOrder = (value: JsonValue) => JSON.stringify(value)

function expectLeast(text: string, splices: readonly TextSplice[]): void {
  for (const splice of splices) expect(trimSplice(text, splice)).toEqual(splice)
}

function changedIn(text: string, steps: Steps) {
  const root = readOutline(sourceOf(text))
  if (!root) throw new Error('no outline')
  return changedEntry(root, steps)
}

describe('edits of keys and values', PATIENCE, () => {
  it('[EDIT] law: a value is set, nothing else changes, comments outside what it replaces survive', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.constantFrom(...VALUES), ({ value, text }, at, put) => {
        const steps = pick(allSteps(value), at)
        const splices = setValue(sourceOf(text), steps, put)
        expect(splices).toBeDefined()
        const entry = changedIn(text, steps)
        const isScalar = entry.value.entries.length === 0
        const line = entry.value.flow ? entry.value.end : nextLine(text, entry.value.end)
        const [start, end] = isScalar ? [entry.end, entry.end] : [entry.value.start, line]
        const after = expectKeptOutside(text, splices ?? [], [{ start, end }])
        expect(read(after)).toEqual(withValue(value, steps, put))
        expectLeast(text, splices ?? [])
        for (const splice of splices ?? [])
          expectInside(splice, { start: entry.start - 2, end: Math.max(entry.end, line) })
      }),
      { numRuns: 400 },
    )
  })

  it('[EDIT] law: setting what stands there already changes no meaning and keeps all comments of scalars', () => {
    fc.assert(
      fc.property(texts, fc.nat(), ({ value, text }, at) => {
        const steps = pick(
          allSteps(value).filter((one) => typeof valueAt(value, one) === 'string'),
          at,
        )
        expect(setValue(sourceOf(text), steps, valueAt(value, steps) ?? null)).toEqual([])
      }),
    )
  })

  it('[EDIT] law: an absent key is added in the order of the documentation, and nothing is replaced', () => {
    const order = ['podSelector', 'policyTypes', 'ingress', 'egress']
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom(...order),
        fc.constantFrom(...VALUES),
        fc.boolean(),
        ({ value, text: full }, key, put, isDashed) => {
          const without = withPairs(value, ['spec'], (pairs) => pairs.filter(([name]) => name !== key))
          const gone = removeKey(sourceOf(full), ['spec', key])
          const text = valueAt(value, ['spec', key]) === undefined ? full : spliceText(full, gone ?? [])
          fc.pre(Object.keys(valueAt(without, ['spec']) ?? {}).length > 0 && !isDashed)
          const splices = insertKey(sourceOf(text), ['spec', key], put)
          for (const { start, end } of splices ?? [{ start: 0, end: 1 }]) expect(end).toBe(start)
          const after = spliceText(text, splices ?? [])
          expect(comments(after)).toEqual(comments(text))
          const wanted = withPairs(without, ['spec'], (pairs) =>
            [...pairs, [key, put] as const].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
          )
          expect(inOrder(read(after))).toBe(inOrder(wanted))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('[EDIT] law: peers are added to rules before their ports, behind the dash too', () => {
    fc.assert(
      fc.property(texts, fc.nat(2), fc.constantFrom(...VALUES), ({ value, text }, at, put) => {
        const steps = ['spec', 'ingress', String(at)]
        const rule = valueAt(value, steps)
        fc.pre(isObject(rule) && rule.from === undefined && rule.ports !== undefined)
        const splices = setValue(sourceOf(text), [...steps, 'from'], put)
        const after = spliceText(text, splices ?? [])
        expect(comments(after)).toEqual(comments(text))
        const wanted = withPairs(value, steps, (pairs) => [['from', put], ...pairs])
        expect(inOrder(read(after))).toBe(inOrder(wanted))
      }),
      { numRuns: 200 },
    )
  })

  it('[EDIT] law: a key gets another name, its value, place and comments stay', () => {
    fc.assert(
      fc.property(
        texts,
        fc.nat(),
        fc.constantFrom('other', 'yes', '1.10', 'k8s.io/y', "it's"),
        ({ value, text }, at, to) => {
          const steps = pick(allSteps(value).filter(isKey), at)
          const splices = renameKey(sourceOf(text), steps, to)
          const after = spliceText(text, splices ?? [])
          expect(splices).toHaveLength(1)
          expect(comments(after)).toEqual(comments(text))
          const wanted = withPairs(value, steps.slice(0, -1), (pairs) =>
            pairs.map(([key, one]) => [key === steps.at(-1) ? to : key, one]),
          )
          expect(inOrder(read(after))).toBe(inOrder(wanted))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('[EDIT] law: a key is removed, nothing else changes, comments not its own survive', () => {
    fc.assert(
      fc.property(texts, fc.nat(), ({ value, text }, at) => {
        const steps = pick(
          allSteps(value).filter((one) => isKey(one) && one.length > 1),
          at,
        )
        const splices = removeKey(sourceOf(text), steps)
        expect(splices).toBeDefined()
        const entry = changedIn(text, steps)
        const after = expectKeptOutside(text, splices ?? [], [ownRange(text, entry)])
        const wanted = withPairs(value, steps.slice(0, -1), (pairs) => pairs.filter(([key]) => key !== steps.at(-1)))
        expect(inOrder(read(after))).toBe(inOrder(wanted))
        expect(after.endsWith('\n')).toBe(text.endsWith('\n'))
      }),
      { numRuns: 400 },
    )
  })

  it('[EDIT] law: emptied mappings go themselves where asked', () => {
    fc.assert(
      fc.property(texts, fc.nat(), ({ value, text }, at) => {
        const labels = allSteps(value).filter((one) => one.at(-1) === 'matchLabels')
        const steps = pick(labels, at)
        const pairs = Object.keys(valueAt(value, steps) ?? {})
        const after = pairs.reduce(
          (now, key) => spliceText(now, removeKey(sourceOf(now), [...steps, key], 1) ?? []),
          text,
        )
        const wanted = withPairs(value, steps.slice(0, -1), (all) => all.filter(([key]) => key !== 'matchLabels'))
        expect(read(after)).toEqual(wanted)
      }),
      { numRuns: 100 },
    )
  })

  it('[EDIT] law: JSON stays JSON and looks as it did', () => {
    fc.assert(
      fc.property(
        policyValues,
        fc.constantFrom(undefined, 2, 4, '\t'),
        fc.nat(),
        fc.constantFrom(...VALUES),
        (value, indent, at, put) => {
          const text = JSON.stringify(value, null, indent)
          const steps = pick(
            allSteps(value).filter((one) => isKey(one) && one.length > 1),
            at,
          )
          const print = (wanted: JsonValue) => JSON.stringify(wanted, null, indent)
          const after = (splices: readonly TextSplice[] | undefined) =>
            spliceText(text, splices ?? [{ start: 0, end: 0, text: 'no' }])
          const set = setValue(sourceOf(text), steps, put)
          expect(after(set)).toBe(print(withValue(value, steps, put)))
          const pairs = (change: Parameters<typeof withPairs>[2]) => print(withPairs(value, steps.slice(0, -1), change))
          expect(after(renameKey(sourceOf(text), steps, 'other'))).toBe(
            pairs((all) => all.map(([key, one]) => [key === steps.at(-1) ? 'other' : key, one])),
          )
          expect(after(removeKey(sourceOf(text), steps))).toBe(
            pairs((all) => all.filter(([key]) => key !== steps.at(-1))),
          )
          if (valueAt(value, ['spec', 'policyTypes']) !== undefined) return
          const added = setValue(sourceOf(text), ['spec', 'policyTypes'], put)
          const wanted = withPairs(value, ['spec'], ([first, ...rest]) => [
            ...(first ? [first] : []),
            ['policyTypes', put],
            ...rest,
          ])
          expect(after(added)).toBe(print(wanted))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('[EDIT] law: with anchors and aliases an edit is refused or changes only its own place', () => {
    let planned = 0
    fc.assert(
      fc.property(
        policyValues,
        anchoredHabits,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...VALUES),
        (value, style, seed, at, put) => {
          const text = writeYaml(value, style, rollDice(seed))
          const steps = pick(
            allSteps(value).filter((one) => isKey(one) && one.length > 1),
            at,
          )
          const set = setValue(sourceOf(text), steps, put)
          if (set) expect(read(spliceText(text, set))).toEqual(withValue(value, steps, put))
          const pairs = (change: Parameters<typeof withPairs>[2]) => withPairs(value, steps.slice(0, -1), change)
          const renamed = renameKey(sourceOf(text), steps, 'other')
          if (renamed)
            expect(read(spliceText(text, renamed))).toEqual(
              pairs((all) => all.map(([key, one]) => [key === steps.at(-1) ? 'other' : key, one])),
            )
          const removed = removeKey(sourceOf(text), steps)
          if (removed)
            expect(read(spliceText(text, removed))).toEqual(pairs((all) => all.filter(([key]) => key !== steps.at(-1))))
          planned += [set, renamed, removed].filter(Boolean).length
        },
      ),
      { numRuns: 200 },
    )
    expect(planned).toBeGreaterThan(50)
  })
})
