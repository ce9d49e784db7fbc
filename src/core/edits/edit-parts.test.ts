import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../model/json.ts'
import {
  changedEntry,
  comments,
  expectInside,
  expectKept,
  expectKeptOutside,
  itemOf,
  ownRange,
  PATIENCE,
  read,
  sourceOf,
  texts,
  valueAt,
  withValue,
} from './edit-laws.testing.ts'
import { insertEntry, insertItem } from './insert-part.ts'
import { readOutline } from './outline.ts'
import { anchoredHabits, habits, policyValues, rollDice, writeYaml } from './random-manifest.testing.ts'
import { removeItems } from './remove-items.ts'
import { spliceText } from './splices.ts'

/** None of the comments of a part of the text before. */
function expectGone(after: string, part: string): void {
  const kept = comments(after)
  expect(comments(part).filter((comment) => kept.includes(comment))).toEqual([])
}

type Json = { [key: string]: JsonValue }
const RULE: JsonValue = {
  from: [{ podSelector: { matchLabels: { app: 'frontend' } } }],
  ports: [{ protocol: 'TCP', port: 8080 }],
}

describe('structural edits', PATIENCE, () => {
  it('[EDIT] the random documents mean what they should', () => {
    fc.assert(
      fc.property(texts, ({ value, text }) => {
        expect(read(text)).toEqual(value)
      }),
    )
  })

  it('[EDIT] law: an item is added where asked, nothing else changes, comments survive, block style replaces nothing', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('ingress', 'egress'),
        fc.constantFrom('rule', 'from', 'ports'),
        fc.nat(2),
        ({ value, text }, direction, what, at) => {
          const steps = what === 'rule' ? ['spec', direction] : ['spec', direction, String(at), what]
          const old = valueAt(value, steps)
          fc.pre(what === 'rule' || Array.isArray(old))
          const splices = insertItem(sourceOf(text), steps, RULE)
          expect(splices).toBeDefined()
          const after = expectKept(text, splices ?? [])
          expect(read(after)).toEqual(withValue(value, steps, [...(Array.isArray(old) ? old : []), RULE]))
          const root = readOutline(sourceOf(text))
          if (!root) throw new Error('no outline')
          const { value: held } = changedEntry(root, steps)
          for (const { start, end } of splices ?? []) {
            if (!held.flow && held.entries.length > 0) expect(end).toBe(start)
            expectInside({ start, end }, changedEntry(root, steps))
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('[EDIT] law: a key is added behind its neighbour and nothing else changes', () => {
    fc.assert(
      fc.property(texts, ({ value, text }) => {
        fc.pre(valueAt(value, ['spec', 'policyTypes']) === undefined)
        const splices = insertEntry(sourceOf(text), ['spec'], 'policyTypes', ['Ingress'], 'podSelector')
        const after = expectKept(text, splices ?? [])
        expect(read(after)).toEqual(withValue(value, ['spec', 'policyTypes'], ['Ingress']))
        for (const { start, end } of splices ?? []) expect(end).toBe(start)
      }),
      { numRuns: 150 },
    )
  })

  it('[EDIT] law: items are removed with the comments that describe them, all others survive, nothing else changes', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('ingress', 'egress'),
        fc.constantFrom('rule', 'from', 'to', 'ports'),
        fc.nat(2),
        fc.uniqueArray(fc.nat(2), { minLength: 1 }),
        ({ value, text }, direction, what, at, indices) => {
          const steps = what === 'rule' ? ['spec', direction] : ['spec', direction, String(at), what]
          const old = valueAt(value, steps)
          fc.pre(Array.isArray(old) && indices.some((index) => index < old.length))
          const splices = removeItems(sourceOf(text), steps, indices)
          expect(splices).toBeDefined()
          const root = readOutline(sourceOf(text))
          if (!root) throw new Error('no outline')
          const held = changedEntry(root, steps)
          const own = held.value.entries.filter((_, index) => indices.includes(index)).map((one) => ownRange(text, one))
          const after = expectKeptOutside(text, splices ?? [], own)
          if (!held.value.flow) for (const { start, end } of own) expectGone(after, text.slice(start, end))
          const end = Math.max(held.end, ...own.map((one) => one.end))
          for (const splice of splices ?? []) expectInside(splice, { start: held.start, end })
          const rest = (old as JsonValue[]).filter((_, index) => !indices.includes(index))
          expect(read(after)).toEqual(withValue(value, steps, rest))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('[EDIT] law: JSON stays JSON, minified or pretty', () => {
    fc.assert(
      fc.property(
        policyValues,
        fc.constantFrom(undefined, 2, 4, '\t'),
        fc.constantFrom('ingress', 'egress'),
        (value, indent, direction) => {
          const text = JSON.stringify(value, null, indent)
          const steps = ['spec', direction]
          const old = valueAt(value, steps)
          const splices = insertItem(sourceOf(text), steps, RULE)
          const after = spliceText(text, splices ?? [])
          const wanted = withValue(value, steps, [...(Array.isArray(old) ? old : []), RULE])
          expect(JSON.parse(after)).toEqual(wanted)
          if (Array.isArray(old) && old.length > 0) expect(after).toBe(JSON.stringify(wanted, null, indent))
          const items = valueAt(wanted, steps) as Json[]
          const gone = removeItems(sourceOf(after), steps, [items.length - 1])
          expect(JSON.parse(spliceText(after, gone ?? []))).toEqual(withValue(wanted, steps, items.slice(0, -1)))
        },
      ),
    )
  })

  it('[EDIT] law: in an item of a List only that item changes, in the indentation of its surroundings', () => {
    fc.assert(
      fc.property(policyValues, policyValues, habits, fc.nat(), fc.nat(1), (one, two, style, seed, index) => {
        const list = { apiVersion: 'v1', kind: 'List', items: [one, two], metadata: { resourceVersion: '' } }
        const text = writeYaml(list, style, rollDice(seed))
        const item = itemOf(text, index)
        fc.pre(item !== undefined)
        const splices = item && insertItem(item, ['spec', 'ingress'], RULE)
        const after = expectKept(text, splices ?? [])
        const steps = ['items', String(index), 'spec', 'ingress']
        const old = valueAt(list, steps)
        expect(read(after)).toEqual(withValue(list, steps, [...(Array.isArray(old) ? old : []), RULE]))
        const changed = itemOf(after, index)
        const added = Array.isArray(old) ? old.length : 0
        const gone = changed && removeItems(changed, ['spec', 'ingress'], [added])
        const back = spliceText(after, gone ?? [])
        expect(read(back)).toEqual(withValue(list, steps, Array.isArray(old) ? old : []))
      }),
      { numRuns: 150 },
    )
  })

  const shared = [
    'spec:\n  podSelector: &web {matchLabels: {app: web}}',
    '  ingress: &rules',
    '    - from: &peers',
    '        - podSelector: *web',
    '      ports: &ports [{port: 80}]',
    '    - from: *peers',
    '  egress: *rules',
    '  other: {ports: *ports}\n',
  ].join('\n')
  it.each([
    ['an aliased sequence', ['spec', 'ingress']],
    ['a sequence below an aliased one', ['spec', 'ingress', '0', 'ports']],
    ['a sequence that is an alias', ['spec', 'ingress', '1', 'from']],
    ['a sequence reached through an alias', ['spec', 'egress']],
  ])('[EDIT] does not edit %s', (_, steps) => {
    expect(insertItem(sourceOf(shared), steps, RULE)).toBeUndefined()
    expect(removeItems(sourceOf(shared), steps, [0])).toBeUndefined()
  })

  it('[EDIT] law: items in whose place others are written leave all comments', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('ingress', 'egress'), fc.nat(2), ({ value, text }, direction, index) => {
        const steps = ['spec', direction]
        const old = valueAt(value, steps)
        fc.pre(Array.isArray(old) && index < old.length)
        const after = expectKept(text, removeItems(sourceOf(text), steps, [index], 'stay') ?? [])
        expect(read(after)).toEqual(
          withValue(
            value,
            steps,
            (old as JsonValue[]).filter((_, at) => at !== index),
          ),
        )
      }),
      { numRuns: 100 },
    )
  })

  const said = [
    'a:',
    '  # apart',
    '',
    '  # of 1',
    '  # also of 1',
    '  - x: 1 # on 1',
    '      # below 1',
    '  # of 2',
    '  - x: 2',
    '',
    '  # apart too',
    '',
    '  # of 3',
    '  - x: 3',
    '  # the end',
    'b: 1',
    '',
  ]
  it.each([
    [[0], said.filter((_, at) => at < 3 || at > 6)],
    [[1], said.filter((_, at) => at < 7 || at > 8)],
    [[2], said.filter((_, at) => at < 11 || at > 13)],
    [[0, 1], said.filter((_, at) => at < 3 || at > 9)],
  ])('[EDIT] comments go with the items they describe: %j', (indices, wanted) => {
    const text = said.join('\n')
    expect(spliceText(text, removeItems(sourceOf(text), ['a'], indices) ?? [])).toBe(wanted.join('\n'))
    const windows = text.replaceAll('\n', '\r\n')
    expect(spliceText(windows, removeItems(sourceOf(windows), ['a'], indices) ?? [])).toBe(wanted.join('\r\n'))
  })

  const inBrackets = 'a: [\n  # of 1\n  {x: 1}, # on 1\n  {x: 2},\n  # of 3\n  {x: 3} # on 3\n  # the end\n]\n'
  it.each([
    [[0], 'a: [\n  {x: 2},\n  # of 3\n  {x: 3} # on 3\n  # the end\n]\n'],
    [[1], 'a: [\n  # of 1\n  {x: 1}, # on 1\n  # of 3\n  {x: 3} # on 3\n  # the end\n]\n'],
    [[2], 'a: [\n  # of 1\n  {x: 1}, # on 1\n  {x: 2}\n  # the end\n]\n'],
    [[0, 1, 2], 'a: [\n  # the end\n]\n'],
  ])('[EDIT] comments in brackets go with the items they describe: %j', (indices, wanted) => {
    expect(spliceText(inBrackets, removeItems(sourceOf(inBrackets), ['a'], indices) ?? [])).toBe(wanted)
  })

  it.each([
    ['in block style', 'a:\n- {}\nb: 1\n', 'a:\n- x:\n  - p: 1\nb: 1\n'],
    ['with CRLF and wide dashes', 'a:\r\n  -   { }\r\n', 'a:\r\n  -   x:\r\n        -   p: 1\r\n'],
    ['where a comment shares its line', 'a:\n- {} # all\n', 'a:\n- {x: [{p: 1}]} # all\n'],
    ['in brackets', 'a: [{}]\n', 'a: [{x: [{p: 1}]}]\n'],
  ])('[EDIT] fills an item that was empty %s', (_, text, wanted) => {
    expect(spliceText(text, insertItem(sourceOf(text), ['a', '0', 'x'], { p: 1 }) ?? [])).toBe(wanted)
  })

  it('[EDIT] blank lines that set an item off go with it, those of its neighbours stay', () => {
    const text = 'a:\n  - x: 1\n\n  - x: 2\n\n  - x: 3\n\nb: 1\n'
    const without = (index: number) => spliceText(text, removeItems(sourceOf(text), ['a'], [index]) ?? [])
    expect(without(0)).toBe('a:\n  - x: 2\n\n  - x: 3\n\nb: 1\n')
    expect(without(1)).toBe('a:\n  - x: 1\n\n  - x: 3\n\nb: 1\n')
    expect(without(2)).toBe('a:\n  - x: 1\n\n  - x: 2\n\nb: 1\n')
  })

  it('[EDIT] does not remove what declares an anchor that is repeated elsewhere', () => {
    const text = 'a:\n  - &x {app: web}\n  - *x\nb: *x\n'
    expect(removeItems(sourceOf(text), ['a'], [0])).toBeUndefined()
    expect(spliceText(text, removeItems(sourceOf(text), ['a'], [1]) ?? [])).toBe('a:\n  - &x {app: web}\nb: *x\n')
  })

  it('[EDIT] law: with anchors and aliases an edit is refused or changes only its own place', () => {
    let planned = 0
    fc.assert(
      fc.property(
        policyValues,
        anchoredHabits,
        fc.nat(),
        fc.constantFrom('ingress', 'egress'),
        fc.constantFrom('rule', 'from', 'to', 'ports'),
        (value, style, seed, direction, what) => {
          const text = writeYaml(value, style, rollDice(seed))
          expect(read(text)).toEqual(value)
          const steps = what === 'rule' ? ['spec', direction] : ['spec', direction, '0', what]
          const old = valueAt(value, steps)
          fc.pre(Array.isArray(old) && old.length > 0)
          const list = old as JsonValue[]
          const added = insertItem(sourceOf(text), steps, RULE)
          if (added) {
            planned += 1
            expect(read(expectKept(text, added))).toEqual(withValue(value, steps, [...list, RULE]))
          }
          const removed = removeItems(sourceOf(text), steps, [0])
          if (removed) expect(read(spliceText(text, removed))).toEqual(withValue(value, steps, list.slice(1)))
        },
      ),
      { numRuns: 150 },
    )
    expect(planned).toBeGreaterThan(10)
  })
})
