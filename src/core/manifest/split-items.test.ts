import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { printedYaml, scrambledYaml } from './lean-reader.testing.ts'
import { itemText, type SplitItem, splitItems } from './split-items.ts'
import { readYamlTree } from './tree-yaml.ts'

// Many random texts through two readers: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 })

function split(text: string): readonly SplitItem[] {
  return splitItems(text, 'f').items
}

/** Each item's path and what its text alone means. */
function meanings(text: string): readonly (readonly [string, unknown])[] {
  return split(text).map((item) => [item.path, readYamlTree(itemText(text, item)).tree?.value ?? null])
}

function texts(text: string): readonly string[] {
  return split(text).map(({ start, end }) => text.slice(start, end))
}

const LIST = `# a dump
apiVersion: v1
items:
- apiVersion: v1
  kind: Pod
  metadata:
    name: a
  script: |
    ---x
    kind: NetworkPolicy
# between
- kind: NetworkPolicy
  metadata: {name: b}
-   metadata:
      name: c
    kind: "Service"  # quoted
kind: List
metadata:
  resourceVersion: ""
`

describe('YAML documents', () => {
  it('[YML-1] separates at --- with comments, at ... and at the start of the text', () => {
    expect(texts('# head\n--- # one\na: 1\n---\tb\n...\n# tail\n')).toEqual([
      '# head\n--- # one\na: 1\n',
      '---\tb\n...\n# tail\n',
    ])
    expect(texts('a: 1\n...\nb: 2\n--- {c: 3}\n')).toEqual(['a: 1\n...\n', 'b: 2\n', '--- {c: 3}\n'])
  })

  it('[YML-1] keeps directives and comments with the document they stand before', () => {
    expect(texts('%YAML 1.1\n---\na: 1\n...\n%YAML 1.2\n# c\n---\nb: 2\n')).toEqual([
      '%YAML 1.1\n---\na: 1\n...\n',
      '%YAML 1.2\n# c\n---\nb: 2\n',
    ])
  })

  it('[YML-1] separates only at the first column and before white space', () => {
    expect(texts('a: |\n  ---\n ---\n--- \nb: 1\n---c: 2\n')).toEqual(['a: |\n  ---\n ---\n', '--- \nb: 1\n---c: 2\n'])
    expect(texts('a: |\n---\nb: 1')).toEqual(['a: |\n', '---\nb: 1'])
  })

  it('[YML-1] reads CRLF and a BOM before any document', () => {
    expect(meanings('\uFEFF---\r\na: 1\r\n---\r\nb: 2\r\n\uFEFF---\r\nc: 3\r\n')).toEqual([
      ['f#0', { a: 1 }],
      ['f#1', { b: 2 }],
      ['f#2', { c: 3 }],
    ])
    expect(texts('\uFEFFa: 1\n').join()).toBe('a: 1\n')
  })

  it('[YML-1] counts empty documents', () => {
    expect(meanings('---\n---\na: 1\n---\n')).toEqual([
      ['f#0', null],
      ['f#1', { a: 1 }],
      ['f#2', null],
    ])
    expect(split('').length).toBe(1)
  })

  it('leaves templates whole', () => {
    expect(texts('{{- if .Values.x }}\nkind: Pod\n{{- end }}\n')).toHaveLength(1)
  })
})

describe('JSON', () => {
  it('[YML-1] finds the exact boundaries of values in a stream', () => {
    const text = '\n{"a": "}\\"{", "b": [1, {"c": []}]}{"kind":"Pod"}\n [1] \n'
    expect(texts(text)).toEqual(['{"a": "}\\"{", "b": [1, {"c": []}]}', '{"kind":"Pod"}', '[1]'])
    expect(split(text).map(({ path, format }) => [path, format])).toEqual([
      ['f#0', 'json'],
      ['f#1', 'json'],
      ['f#2', 'json'],
    ])
  })

  it('[YML-1] reads YAML documents after JSON', () => {
    const text = '{"a": 1}\n---\nb: 2\n--- {"c": 3}\n'
    expect(split(text).map(({ path, format }) => [path, format])).toEqual([
      ['f#0', 'json'],
      ['f#1', 'yaml'],
      ['f#2', 'json'],
    ])
    expect(meanings(text).map(([, value]) => value)).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }])
  })

  it('leaves what is not JSON to the YAML reader', () => {
    for (const text of ['{a: 1}', "{'a': 1}", '{"a": 1 # c\n}', '{"a": 1', '{"a" 1}', '{"a": "x\ny"}'])
      expect(split(text)).toMatchObject([{ path: 'f#0', format: 'yaml', start: 0, end: text.length }])
    expect(split('{"a": 1}\n{"b": ').map(({ format }) => format)).toEqual(['json', 'yaml'])
  })

  it('[YML-1] opens the items of lists, with what they take from a typed list', () => {
    const text =
      '{"kind":"NetworkPolicyList","apiVersion":"networking.k8s.io/v1","items":[ {"metadata":{}} , {"kind":"Pod"}],"metadata":{}}'
    expect(split(text)).toMatchObject([
      {
        path: 'f#0/items/0',
        defaults: { kind: 'NetworkPolicy', apiVersion: 'networking.k8s.io/v1' },
        mayHoldPolicy: true,
      },
      { path: 'f#0/items/1', mayHoldPolicy: false },
    ])
    expect(texts(text)).toEqual(['{"metadata":{}}', '{"kind":"Pod"}'])
  })

  it('keeps lists whole that are no plain lists', () => {
    for (const text of [
      '{"kind":"List","items":null}',
      '{"kind":"List","items":[]}',
      '{"kind":"List","items":[1]}',
      '{"kind":"List","items":[{}],"items":[{}]}',
      '{"kind":"Bag","items":[{}]}',
      '{"kind":"List","kind":"Bag","items":[{}]}',
      '{"kind":"List","items":[{}],"x":tru}',
      '{"k\\u0069nd":"Pod","kind":"List","items":[{}]}',
    ])
      expect(split(text)).toMatchObject([{ path: 'f#0' }])
  })
})

describe('YAML lists', () => {
  it.each([
    ['LF', LIST],
    ['CRLF', LIST.replaceAll('\n', '\r\n')],
    [
      'indented items',
      LIST.replaceAll(/^(?=- | {2,}\S|# b)/gm, '  ').replace('    resourceVersion', '  resourceVersion'),
    ],
  ])('[YML-1] reads each item of a list alone (%s)', (_, text) => {
    const whole = readYamlTree(text).tree?.value as { items: unknown[] }
    expect(meanings(text)).toEqual(whole.items.map((item, index) => [`f#0/items/${index}`, item]))
    expect(split(text).map(({ mayHoldPolicy, defaults }) => [mayHoldPolicy, defaults])).toEqual([
      [false, undefined],
      [true, undefined],
      [false, undefined],
    ])
  })

  it('[YML-1] gives items the kind and apiVersion of a typed list', () => {
    const text = 'items:\n- metadata:\n    name: a\n-\n  # c\n  metadata: {}\napiVersion: v1\nkind: PodList # x\n'
    const defaults = { kind: 'Pod', apiVersion: 'v1' }
    expect(split(text)).toMatchObject([
      { path: 'f#0/items/0', indent: 2, defaults, mayHoldPolicy: false },
      { path: 'f#0/items/1', indent: 2, defaults, mayHoldPolicy: false },
    ])
  })

  it('[YML-3] keeps items together that share an anchor, and apart that only look like it', () => {
    const shared = 'kind: List\nitems:\n- a: &x 1\n- b: *x\n'
    expect(split(shared)).toMatchObject([{ path: 'f#0', mayHoldPolicy: false }])
    expect(split(shared.replace('kind: List\n', 'kind: List\nmetadata: &x {}\n')).length).toBe(1)
    const apart = 'kind: List\nitems:\n- a: &x 1\n  c: *x\n- b: "rm *.x && ls *"\n'
    expect(split(apart).length).toBe(2)
  })

  it('leaves everything suspicious whole', () => {
    for (const text of [
      'kind: List\nitems: [{a: 1}]\n',
      'kind: List\nitems:\n- - a: 1\n',
      'kind: List\nitems:\n-\n- a: 1\n',
      'kind: List\nitems: &x\n- a: 1\n',
      'kind: List\nitems:\n  - a: 1\n - b: 2\n',
      'kind: List\nitems:\n\t- a: 1\n',
      'kind: List\nitems:\n- a: 1\n{{- end }}\n',
      'kind: List\nitems:\n- a: 1\nitems:\n- b: 1\n',
      'kind: List\nkind: Bag\nitems:\n- a: 1\n',
      'kind: List\nmetadata: {\nitems:\n- a: 1\n',
      '"kind": List\nitems:\n- a: 1\n',
      'kind: Bag\nitems:\n- a: 1\n',
      'items:\n- a: 1\n',
    ])
      expect(split(text), text).toMatchObject([{ path: 'f#0' }])
  })
})

describe('mayHoldPolicy', () => {
  it.each([
    ['kind: Pod\n', false],
    ['kind: "Pod" # NetworkPolicy\n', false],
    ["kind: 'ConfigMap'\ndata:\n  x: 'kind: NetworkPolicy'\n", false],
    ['kind: NetworkPolicy\n', true],
    ['kind: networkpolicy\n', true],
    ['kind: CiliumNetworkPolicy\n', false],
    ['kind: {{ .Values.kind }}\n', true],
    ['kind: Pod\nkind: NetworkPolicy\n', true],
    ['kind: >-\n  NetworkPolicy\n', true],
    ['"kind": NetworkPolicy\n', true],
    ['{kind: NetworkPolicy}', true],
    ['kind: List\nitems: [{kind: NetworkPolicy}]\n', true],
    ['kind: PodList\nitems: [{kind: Pod}]\n', false],
    ['a: 1\n', false],
    ['{"kind":"Pod","a":"NetworkPolicy"}', false],
    ['{"kind":"Pod","kind":"NetworkPolicy"}', true],
    ['{"k\\u0069nd":"NetworkPolicy","kind":"Pod"}', true],
    ['{"a":{"kind":"NetworkPolicy"}}', true],
  ])('looks at the kind of %j', (text, expected) => {
    expect(split(text).map(({ mayHoldPolicy }) => mayHoldPolicy)).toEqual([expected])
  })
})

describe('laws', () => {
  const anything = fc.oneof(fc.string({ maxLength: 60 }), printedYaml, scrambledYaml)

  it('never throws; items are in order and leave out only frames, white space, comments and markers', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 3 }), (parts) => {
        const text = parts.join('\n---\n')
        let last = 0
        for (const { start, end, path } of split(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThanOrEqual(start)
          if (!path.includes('/items/'))
            expect(text.slice(last, start)).toMatch(/^(?:\s|\uFEFF|#[^\n]*|%[^\n]*|---|\.\.\.)*$/)
          last = end
        }
        expect(new Set(split(text).map(({ path }) => path)).size).toBe(split(text).length)
      }),
    )
  })

  it('cuts a changed text as it cuts it without knowing the one before', () => {
    const part = fc.oneof(
      anything,
      fc.constantFrom('', '\n', '...\n', '\uFEFF', '# a\n', '%YAML 1.2\n', '{"kind":"Pod"}{"kind":"Pod"}'),
    )
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.oneof(fc.constant(0), fc.nat(40)),
      insert: fc.oneof(part, fc.constantFrom('---\n', '\n---\n', '...', '-', '\n', 'x: 1', '{', '}', ' ')),
    })
    let kept = 0
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.array(edit, { maxLength: 4 }), (parts, edits) => {
        let text = parts.join('\n---\n')
        let cut = splitItems(text, 'f')
        for (const { at, remove, insert } of edits) {
          const start = at % (text.length + 1)
          text = text.slice(0, start) + insert + text.slice(start + remove)
          cut = splitItems(text, 'f', cut)
          kept += cut.unchanged.head + cut.unchanged.tail
          const anew = splitItems(text, 'f')
          expect([cut.items, cut.documents]).toEqual([anew.items, anew.documents])
        }
      }),
      { numRuns: 400 },
    )
    expect(kept).toBeGreaterThan(100)
  })

  it('[YML-1] reads items alone as the exact reader reads them in their list', () => {
    const item = printedYaml.filter((text) => !text.startsWith('{') && !text.includes('\r'))
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 3 }), fc.nat(3), (items, margin) => {
        const list = items.map((text) => `- ${text.trimEnd().replaceAll(/\n(?=.)/g, '\n  ')}\n`).join('')
        const text = `apiVersion: v1\nitems:\n${list.replaceAll(/^(?=.)/gm, ' '.repeat(margin))}kind: List\n`
        const whole = readYamlTree(text).tree?.value as { items: unknown[] } | undefined
        const read = meanings(text)
        if (whole === undefined || read.length === 1) return
        expect(read.map(([, value]) => value)).toEqual(whole.items)
      }),
      { numRuns: 60 },
    )
  })
})
