import { describe, expect, it } from 'vitest'
import { insertDocuments, insertJsonValues, insertListItems } from './insert-resource.ts'
import type { ItemSource } from './outline.ts'
import { spliceText, type TextSplice } from './splices.ts'

const NEW = { kind: 'New', spec: { podSelector: {}, ports: [80] } }

/** The item from the start of the line that holds `from` to before `to`. */
function item(text: string, from: string, to?: string): ItemSource {
  return { text, start: text.indexOf(from), end: to === undefined ? text.length : text.indexOf(to) }
}

function textAfter(source: ItemSource, splice: TextSplice | undefined): string {
  if (!splice) throw new Error('not planned')
  expect(splice.start).toBe(splice.end)
  return spliceText(source.text, [splice])
}

describe('insertDocuments', () => {
  const body = 'kind: New\nspec:\n  podSelector: {}\n  ports:\n    - 80'
  const cases: readonly (readonly [string, string, string])[] = [
    ['at the end', 'a: 1\n', `a: 1\n---\n${body}\n`],
    ['without final line break', 'a: 1', `a: 1\n---\n${body}`],
    ['behind trailing comments', 'a: 1\n# end\n', `a: 1\n# end\n---\n${body}\n`],
    ['in an empty file', '', `${body}\n`],
    ['in a blank file', '  \n', `${body}\n  \n`],
    ['behind an open separator', 'a: 1\n---\n', `a: 1\n---\n${body}\n`],
    ['behind an open separator without line break', 'a: 1\n---', `a: 1\n---\n${body}`],
    ['behind a separator with a comment', 'a: 1\n--- # more\n', `a: 1\n--- # more\n${body}\n`],
    ['before a document end', 'a: 1\n...\n', `a: 1\n---\n${body}\n...\n`],
    ['behind a file of comments', '# mine\n', `# mine\n---\n${body}\n`],
  ]
  it.each(cases)('[EDIT] adds a document %s', (_, before, wanted) => {
    const lastOpen = before.lastIndexOf('---')
    const source = { text: before, start: Math.max(0, lastOpen), end: before.length }
    expect(textAfter(source, insertDocuments(source, [NEW]))).toBe(wanted)
  })

  it('[EDIT] adds a document between two, with the line breaks and indentation of the first', () => {
    const text = 'a:\r\n    b:\r\n    - c\r\n# of a\r\n---\r\nd: 1\r\n'
    const source = item(text, 'a:', '---')
    expect(textAfter(source, insertDocuments(source, [NEW]))).toBe(
      'a:\r\n    b:\r\n    - c\r\n# of a\r\n---\r\nkind: New\r\nspec:\r\n    podSelector: {}\r\n    ports:\r\n    - 80\r\n---\r\nd: 1\r\n',
    )
  })
})

describe('insertListItems', () => {
  it('[EDIT] adds an item of a block list in its columns', () => {
    const text = 'kind: List\nitems:\n  -   kind: A\n      x: 1 # one\n  # of b\n  -   kind: B\n'
    const source = item(text, 'kind: A', '-   kind: B')
    expect(textAfter(source, insertListItems(source, [NEW]))).toBe(
      'kind: List\nitems:\n  -   kind: A\n      x: 1 # one\n  -   kind: New\n      spec:\n        podSelector: {}\n        ports:\n          -   80\n  # of b\n  -   kind: B\n',
    )
  })

  it('[EDIT] adds an item behind one whose dash stands alone', () => {
    const text = 'items:\r\n- # a\r\n  kind: A\r\n'
    const source = item(text, 'kind: A')
    expect(textAfter(source, insertListItems(source, [{ kind: 'New' }]))).toBe(`${text}- kind: New\r\n`)
  })

  it.each([[undefined], [2], [4], ['\t']])('[EDIT] adds an item of a JSON list indented by %j', (indent) => {
    const items = [{ kind: 'A', x: 1 }, { kind: 'B' }]
    const text = JSON.stringify({ kind: 'List', items }, null, indent)
    const end = text.lastIndexOf('}', text.lastIndexOf(']')) + 1
    const source = { text, start: text.lastIndexOf('{'), end }
    const wanted = JSON.stringify({ kind: 'List', items: [...items, NEW] }, null, indent)
    expect(textAfter(source, insertListItems(source, [NEW]))).toBe(wanted)
    const first = { text, start: text.indexOf('{', 1), end: text.indexOf('}') + 1 }
    const between = JSON.stringify({ kind: 'List', items: [items[0], NEW, items[1]] }, null, indent)
    expect(textAfter(first, insertListItems(first, [NEW]))).toBe(between)
  })
})

describe('insertJsonValues', () => {
  it('[EDIT] adds a value to a stream of JSON values', () => {
    const text = '{"a":1}\n{"b":2}\n'
    const source = item(text, '{"b"', '\n{')
    expect(textAfter({ ...source, end: 15 }, insertJsonValues({ ...source, end: 15 }, [NEW]))).toBe(
      '{"a":1}\n{"b":2}\n{"kind":"New","spec":{"podSelector":{},"ports":[80]}}\n',
    )
  })
})
