import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../model/json.ts'
import { read, sourceOf } from './edit-laws.testing.ts'
import { insertKey } from './insert-key.ts'
import { removeKey } from './remove-key.ts'
import { renameKey } from './rename-key.ts'
import { setValue } from './set-value.ts'
import { spliceText } from './splices.ts'

const at = (place: string) => place.split('.')

function textAfter(text: string, place: string, value: JsonValue): string | undefined {
  const splices = setValue(sourceOf(text), at(place), value)
  return splices && spliceText(text, splices)
}

describe('setValue', () => {
  const cases: readonly (readonly [string, string, string, JsonValue, string])[] = [
    ['a word', 'a: b # c\n', 'a', 'd', 'a: d # c\n'],
    ['what YAML 1.1 would misread, in quotes', 'a: b\n', 'a', 'on', 'a: "on"\n'],
    ['in single quotes as before', "a: 'b'\n", 'a', "it's", "a: 'it''s'\n"],
    ['in double quotes as before', 'a: "b"\n', 'a', 'c', 'a: "c"\n'],
    ['a number for a word in quotes', 'a: "b"\n', 'a', 80, 'a: 80\n'],
    ['where nothing stands', 'a: # c\nb: 1\n', 'a', 'd', 'a: d # c\nb: 1\n'],
    ['for null', 'a: ~\n', 'a', ['b'], 'a:\n  - b\n'],
    ['[] for a list in lines', 'a: # c\n  - b\n  - c\nd: 1', 'a', [], 'a: [] # c\nd: 1'],
    ['{} for the last mapping, without final line break', 'a:\n  b: 1', 'a', {}, 'a: {}'],
    ['a list for a mapping', 'a:\n  b: 1\n', 'a', ['c'], 'a:\n  - c\n'],
    ['a mapping for a list under its key', 'a:\n- b\nc: 1\n', 'a', { d: 1 }, 'a:\n  d: 1\nc: 1\n'],
    ['behind a dash', 'a:\n  - b: 1 # c\n  - d: 1\n', 'a.0', 'x', 'a:\n  - x # c\n  - d: 1\n'],
    ['lines behind a dash', 'a:\n  - b\n  - c\n', 'a.0', { d: 1, e: 2 }, 'a:\n  - d: 1\n    e: 2\n  - c\n'],
    [
      'in brackets where its like are, in their order',
      'a:\n  - s: {z: 1, q: 2}\n  - s: {}\n',
      'a.1.s',
      { q: 3, z: 4 },
      'a:\n  - s: {z: 1, q: 2}\n  - s: {z: 4, q: 3}\n',
    ],
    ['with CRLF', 'a:\r\n    b: 1\r\n', 'a.c', { d: 1 }, 'a:\r\n    b: 1\r\n    c:\r\n        d: 1\r\n'],
    ['behind a BOM', '\uFEFFa: b\n', 'a', 'c', '\uFEFFa: c\n'],
    ['an alias, which other places do not feel', 'a: &x b\nc: *x\n', 'c', 'd', 'a: &x b\nc: d\n'],
    ['an anchor that nobody repeats', 'a: &x b\n', 'a', 'd', 'a: &x d\n'],
    [
      'in JSON with tabs',
      '{\n\t"a": {\n\t\t"b": 1\n\t}\n}',
      'a.b',
      [1],
      '{\n\t"a": {\n\t\t"b": [\n\t\t\t1\n\t\t]\n\t}\n}',
    ],
  ]
  it.each(cases)('[EDIT] writes %s', (_, text, place, value, wanted) => {
    expect(textAfter(text, place, value)).toBe(wanted)
  })

  const literals: readonly (readonly [string, string, JsonValue, string])[] = [
    ['for a word', 'a: b # c\nd: 1\n', 'e\nf', 'a: |- # c\n  e\n  f\nd: 1\n'],
    ['for another text', 'a: | # c\n    b\n    bb\nd: 1\n', 'b\n\ne\n', 'a: | # c\n    b\n\n    e\nd: 1\n'],
    ['for a folded text', 'a: >-\n  b\n  c\n', 'b\nc', 'a: |-\n  b\n  c\n'],
    ['without final line break', 'a: b', 'c\nd', 'a: |-\n  c\n  d'],
    ['not in brackets', 'a: {a: b}\n', 'c\nd', 'a: {a: "c\\nd"}\n'],
    ['not where it would not be read back', 'a: b\n', ' c\nd\n\n', 'a: " c\\nd\\n\\n"\n'],
    ['a word for a text', 'a: |\n  b\n  c\nd: 1\n', 'e', 'a: e\nd: 1\n'],
  ]
  it.each(literals)('[EDIT] writes several lines %s', (name, text, value, wanted) => {
    const place = name.includes('brackets') ? 'a.a' : 'a'
    const after = textAfter(text, place, value)
    expect(after).toBe(wanted)
    expect(read(after ?? '')).toEqual(read(wanted))
  })

  const refusals: readonly (readonly [string, string, string])[] = [
    ['the root', 'a: b\n', ''],
    ['an anchor that is repeated', 'a: &x b\nc: *x\n', 'a'],
    ['inside an alias', 'a: &x {b: 1}\nc: *x\n', 'c.b'],
    ['a mapping with merged keys', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n', 'c.d'],
    ['under a tag', 'a: !!str 80\n', 'a'],
    ['broken text', 'a: [\n', 'a'],
    ['an item that is not there', 'a: [1]\n', 'a.3'],
  ]
  it.each(refusals)('[EDIT] does not write %s', (_, text, place) => {
    expect(setValue(sourceOf(text), place === '' ? [] : at(place), 'x')).toBeUndefined()
  })
})

describe('insertKey', () => {
  it.each([
    [
      'before the comments of what follows',
      '# head\na:\n  # of ports\n  ports: []\n',
      'a.from',
      '# head\na:\n  from: x\n  # of ports\n  ports: []\n',
    ],
    [
      'behind the comments of what is before',
      'a:\n  from: 1\n    # of from\n  # of ports\n  ports: 2\n',
      'a.to',
      'a:\n  from: 1\n    # of from\n  to: x\n  # of ports\n  ports: 2\n',
    ],
    ['behind a dash', '- ports: 1\n', '0.from', '- from: x\n  ports: 1\n'],
    [
      'in brackets over several lines',
      'a: {\n  cidr: 1, # c\n  z: 2\n}\n',
      'a.except',
      'a: {\n  cidr: 1, # c\n  except: x,\n  z: 2\n}\n',
    ],
    [
      'through mappings that are not there',
      'spec: {}\n',
      'spec.podSelector.matchLabels',
      'spec:\n  podSelector:\n    matchLabels: x\n',
    ],
  ])('[EDIT] puts a key %s', (_, text, place, wanted) => {
    expect(spliceText(text, insertKey(sourceOf(text), at(place), 'x') ?? [])).toBe(wanted)
  })
})

describe('removeKey', () => {
  it.each([
    [
      'with its comments',
      'a: 1\n# apart\n\n# above\n# it\nb: # on\n  # in\n  c: 1 # at\n  # below\nd: 1\n',
      'b',
      'a: 1\n# apart\n\nd: 1\n',
    ],
    ['with the blank lines on one side', 'a: 1\n\n# above\nb: 2\n\nc: 3\n', 'b', 'a: 1\n\nc: 3\n'],
    ['behind a dash', '- a: 1 # a\n  # of b\n  b: 2\n', '0.a', '- # of b\n  b: 2\n'],
    ['behind a dash, the only one', '- a: 1 # a\n- b: 2\n', '0.a', '- {}\n- b: 2\n'],
    ['the only one of a key', 'a: # c\n  b: 1\nd: 2\n', 'a.b', 'a: {} # c\nd: 2\n'],
    ['in brackets', 'a: {b: 1, c: 2, d: 3}\n', 'a.c', 'a: {b: 1, d: 3}\n'],
    [
      'in brackets over lines, with its comments',
      'a: {\n  b: 1, # b\n  # of c\n  c: 2, # c\n  # of d\n  d: 3\n}\n',
      'a.c',
      'a: {\n  b: 1, # b\n  # of d\n  d: 3\n}\n',
    ],
    ['the last, without final line break', 'a: 1\r\n\r\nb: 2', 'b', 'a: 1'],
  ])('[EDIT] takes a key away %s', (_, text, place, wanted) => {
    expect(spliceText(text, removeKey(sourceOf(text), at(place)) ?? [])).toBe(wanted)
  })

  it('[EDIT] takes emptied mappings with it as far as asked, and leaves {} above', () => {
    const text = 'metadata:\n  annotations:\n    a: b\n'
    expect(spliceText(text, removeKey(sourceOf(text), ['metadata', 'annotations', 'a'], 1) ?? [])).toBe(
      'metadata: {}\n',
    )
    expect(spliceText(text, removeKey(sourceOf(text), ['metadata', 'annotations', 'a']) ?? [])).toBe(
      'metadata:\n  annotations: {}\n',
    )
  })

  it.each([
    ['the root', 'a: 1\n', 'a'],
    ['a key written twice', 'x: {a: 1, a: 2}\n', 'x.a'],
    ['what declares an anchor repeated elsewhere', 'x: {a: &x 1, b: 2}\nc: *x\n', 'x.a'],
    ['from a mapping with merged keys', 'a: &x {b: 1}\nc: {<<: *x, d: 1}\n', 'c.d'],
  ])('[EDIT] does not empty %s', (_, text, place) => {
    expect(removeKey(sourceOf(text), at(place))).toBeUndefined()
  })
})

describe('renameKey', () => {
  it.each([
    ['in its quotes', `'a': 1 # c\n`, 'a', "it's", `'it''s': 1 # c\n`],
    ['in quotes where YAML 1.1 needs them', 'a: 1\n', 'a', 'y', '"y": 1\n'],
    ['in JSON', '{"a": 1}', 'a', 'b', '{"b": 1}'],
  ])('[EDIT] renames a key %s', (_, text, place, to, wanted) => {
    expect(spliceText(text, renameKey(sourceOf(text), at(place), to) ?? [])).toBe(wanted)
  })

  it.each([
    ['to one that is there', 'a: 1\nb: 2\n', 'b'],
    ['written twice', 'a: 1\na: 2\n', 'b'],
    ['of a repeated mapping', 'x: 1\na: 2\n<<: {c: 1}\n', 'b'],
  ])('[EDIT] does not rename a key %s', (_, text, to) => {
    expect(renameKey(sourceOf(text), ['a'], to)).toBeUndefined()
  })
})
