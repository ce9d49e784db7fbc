import { describe, expect, it } from 'vitest'
import { applyEdits } from '../edits/apply-edits.ts'
import { setValue } from '../edits/set-value.ts'
import { joinPath } from '../model/path.ts'
import { copyResources } from './copy-resources.ts'
import { editResource, startDraft } from './draft.ts'
import { contextOf } from './plan.testing.ts'
import { removeResource, removeResources } from './resource-edits.ts'

const pod = (name: string, indent = '') =>
  ['apiVersion: v1', 'kind: Pod', 'metadata:', `  name: ${name} # ${name}`].join(`\n${indent}`)
const json = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name } })
const FILE = 'all.yaml'

function textWithout(text: string, place: string): string | undefined {
  const context = contextOf([{ name: FILE, text }])
  const draft = removeResource(startDraft(context), FILE + place)
  if (!draft) return undefined
  const applied = applyEdits(context.document, { edits: draft.edits, label: '', base: 1 })
  if (applied.kind === 'stale') throw new Error('stale')
  return applied.document.files[0]?.text ?? 'no file'
}

/** The text with a copy called `copy`. */
function textWithCopy(text: string, place: string): string | undefined {
  const copied = copyResources(startDraft(contextOf([{ name: FILE, text }])), [FILE + place])
  if (!copied) return undefined
  const [path = ''] = copied.paths
  const named = editResource(copied.draft, path, joinPath(path, 'metadata', 'name'), (source, steps) =>
    setValue(source, steps, 'copy'),
  )
  return named?.files[0]?.text
}

const [A, B, C] = [pod('a'), pod('b'), pod('c')]
const list = (...names: readonly string[]) =>
  `kind: List\napiVersion: v1\nitems:\n${names.map((name) => `  - ${pod(name, '    ')}\n`).join('')}`

describe('removeResource', () => {
  const documents: readonly (readonly [string, string, string, string])[] = [
    ['the first document', `${A}\n---\n${B}\n`, '#0', `${B}\n`],
    ['the first document with its mark', `---\n${A}\n---\n${B}\n`, '#0', `---\n${B}\n`],
    ['a document between', `${A}\n---\n${B}\n---\n${C}\n`, '#1', `${A}\n---\n${C}\n`],
    ['the last document', `${A}\n---\n${B}\n`, '#1', `${A}\n`],
    ['the last document without final line break', `${A}\n---\n${B}`, '#1', A],
    ['the only document, and its file', `---\n${A}\n`, '#0', 'no file'],
    [
      'a document with its comments',
      `${A}\n--- # of b\n# also of b\n${B}\n  # in b\n---\n${C}`,
      '#1',
      `${A}\n---\n${C}`,
    ],
    ['a document, not the head of the file', `# ours\n\n# of a\n${A}\n---\n${B}\n`, '#0', `# ours\n\n---\n${B}\n`],
    ['a document, not the head before its mark', `# ours\n---\n${A}\n---\n${B}\n`, '#0', `# ours\n---\n${B}\n`],
    ['a document, not what is said of the next', `${A}\n# of b\n---\n${B}\n`, '#0', `# of b\n---\n${B}\n`],
    ['a document with CRLF', `a: 1\r\n---\r\n${A.replaceAll('\n', '\r\n')}\r\n`, '#1', 'a: 1\r\n'],
    ['a document behind a BOM', `\uFEFF${A}\n---\n${B}\n`, '#0', `\uFEFF${B}\n`],
    ['a document with an end', `${A}\n...\n${B}\n`, '#0', `${B}\n`],
    ['a document in brackets', `---\n${JSON.stringify(json('a'))}\n---\n${B}\n`, '#0', `---\n${B}\n`],
    ['an item of a list', list('a', 'b', 'c'), '#0/items/1', list('a', 'c')],
    ['the last item of a list', list('a', 'b', 'c'), '#0/items/2', list('a', 'b')],
    ['the only item of a list', list('a'), '#0/items/0', 'kind: List\napiVersion: v1\nitems: []\n'],
  ]
  it.each(documents)('[EDIT] takes out %s', (_, text, place, wanted) => {
    expect(textWithout(text, place)).toBe(wanted)
  })

  it.each([[undefined], [2], ['\t']])('[EDIT] takes items out of JSON lists indented by %j', (indent) => {
    const print = (...names: string[]) =>
      JSON.stringify({ kind: 'List', apiVersion: 'v1', items: names.map(json) }, null, indent)
    expect(textWithout(print('a', 'b', 'c'), '#0/items/0')).toBe(print('b', 'c'))
    expect(textWithout(print('a', 'b', 'c'), '#0/items/1')).toBe(print('a', 'c'))
    expect(textWithout(print('a', 'b', 'c'), '#0/items/2')).toBe(print('a', 'b'))
    expect(textWithout(print('a'), '#0/items/0')).toBe(print())
  })

  it('[EDIT] takes items out of JSON arrays and values out of streams', () => {
    const array = (...names: string[]) => JSON.stringify(names.map(json), null, 2)
    expect(textWithout(array('a', 'b'), '#0/0')).toBe(array('b'))
    const stream = (...names: string[]) => names.map((name) => `${JSON.stringify(json(name), null, 2)}\n`).join('')
    expect(textWithout(stream('a', 'b', 'c'), '#1')).toBe(stream('a', 'c'))
    expect(textWithout(stream('a', 'b'), '#1')).toBe(stream('a'))
    expect(textWithout(stream('a'), '#0')).toBe('no file')
  })

  it('[EDIT] leaves an item that declares an anchor which others repeat', () => {
    const text = `kind: List\napiVersion: v1\nitems:\n  - &x {apiVersion: v1, kind: Pod, metadata: {name: a}}\n  - *x\n`
    expect(textWithout(text, '#0/items/0')).toBeUndefined()
  })
})

describe('removeResources', () => {
  const objects = ['a', 'b', 'c', 'd'].map(json)
  const nested = { kind: 'List', apiVersion: 'v1', items: [{ kind: 'List', apiVersion: 'v1', items: objects }] }
  const texts: readonly (readonly [string, string, (index: number) => string])[] = [
    ['documents', ['a', 'b', 'c', 'd'].map((name) => `${pod(name)}\n`).join('---\n'), (index) => `#${index}`],
    ['items of a list', list('a', 'b', 'c', 'd'), (index) => `#0/items/${index}`],
    ['items of a JSON list', JSON.stringify({ ...nested, items: objects }, null, 2), (index) => `#0/items/${index}`],
    ['items of a list in a list', JSON.stringify(nested), (index) => `#0/items/0/items/${index}`],
    ['values of a stream', objects.map((one) => `${JSON.stringify(one)}\n`).join(''), (index) => `#${index}`],
  ]
  it.each(texts)('[EDIT] takes several %s out like one after the other', (_, text, place) => {
    const start = startDraft(contextOf([{ name: FILE, text }]))
    for (const chosen of [
      [0, 1],
      [1, 3],
      [2, 3],
      [0, 1, 2, 3],
    ]) {
      const paths = chosen.map((index) => FILE + place(index))
      const single = paths
        .toReversed()
        .reduce<typeof start | undefined>((draft, path) => draft && removeResource(draft, path), start)
      expect(single).toBeDefined()
      expect(removeResources(start, paths)?.files).toEqual(single?.files)
    }
    expect(removeResources(start, [`${FILE}#9`])).toBeUndefined()
  })
})

describe('copyResources', () => {
  const renamed = (text: string, name: string) => text.replace(`name: ${name} #`, 'name: copy #')
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['a document', `${A}\n---\n${B}\n`, '#0', `${A}\n---\n${renamed(A, 'a')}\n---\n${B}\n`],
    ['a document with its mark', `---\n# of a\n${A}\n`, '#0', `---\n# of a\n${A}\n---\n# of a\n${renamed(A, 'a')}\n`],
    ['a document without final line break', A, '#0', `${A}\n---\n${renamed(A, 'a')}`],
    ['a document with CRLF', crlf(`${A}\n`), '#0', crlf(`${A}\n---\n${renamed(A, 'a')}\n`)],
    [
      'an item of a list',
      list('a', 'b'),
      '#0/items/0',
      renamed(list('a', 'a', 'b'), 'a').replace(/copy([\s\S]*?)name: a /, 'a$1name: copy '),
    ],
  ]
  it.each(cases)('[EDIT] repeats %s with its comments', (_, text, place, wanted) => {
    expect(textWithCopy(text, place)).toBe(wanted)
  })

  it.each([[undefined], [2], ['\t']])('[EDIT] repeats an item of a JSON list indented by %j', (indent) => {
    const print = (...names: string[]) =>
      JSON.stringify({ kind: 'List', apiVersion: 'v1', items: names.map(json) }, null, indent)
    expect(textWithCopy(print('a', 'b'), '#0/items/0')).toBe(print('a', 'copy', 'b'))
    expect(textWithCopy(print('a'), '#0/items/0')).toBe(print('a', 'copy'))
  })

  it('[EDIT] repeats several, and knows where each copy is', () => {
    const values = ['a', 'b', 'c'].map((name) => `${JSON.stringify(json(name))}\n`)
    const texts = [
      [`${A}\n---\n${B}\n---\n${C}\n`, '#'],
      [list('a', 'b', 'c'), '#0/items/'],
      [values.join(''), '#'],
    ] as const
    for (const [text, place] of texts) {
      const copied = copyResources(startDraft(contextOf([{ name: FILE, text }])), [
        `${FILE}${place}2`,
        `${FILE}${place}0`,
      ])
      expect(copied?.paths).toEqual([`${FILE}${place}4`, `${FILE}${place}3`])
      const resources = copied?.draft.reading.files.flatMap(({ items }) => items.flatMap((item) => item.resources))
      expect(resources?.map(({ value }) => value.metadata)).toMatchObject(
        ['a', 'b', 'c', 'a', 'c'].map((name) => ({ name })),
      )
    }
  })

  it('[EDIT] repeats a value of a stream, and the only one of a YAML file behind a mark; a JSON file holds one', () => {
    const stream = (...names: string[]) => names.map((name) => `${JSON.stringify(json(name), null, 2)}\n`).join('')
    expect(textWithCopy(stream('a', 'b'), '#0')).toBe(stream('a', 'copy', 'b'))
    expect(textWithCopy(stream('a'), '#0')).toBe(`${stream('a')}---\n${stream('copy')}`)
    const file = { name: 'a.json', text: stream('a') }
    expect(copyResources(startDraft(contextOf([file])), ['a.json#0'])).toBeUndefined()
  })
})

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n')
}
