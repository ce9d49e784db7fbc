import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Edit, TextDocument, TextFile } from '../model/edit.ts'
import { applyEdits, composeEdits, invertEdits } from './apply-edits.ts'

const NAMES = ['a.yaml', 'b.yaml', 'c.json', 'd.yaml']

const texts = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', '\n', '\r\n', '# ', 'ü', '𝛼') })

const documents: fc.Arbitrary<TextDocument> = fc
  .tuple(fc.nat(5), fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 }), fc.array(texts, { minLength: 4 }))
  .map(([revision, names, all]) => ({
    revision,
    files: names.map((name, index) => ({ name, text: all[index] ?? '' })),
  }))

/** Numbers from which edits that fit are made once the state before each is known. */
const seeds = fc.array(
  fc.record({
    kind: fc.constantFrom('splice', 'splice', 'splice', 'createFile', 'deleteFile', 'renameFile'),
    a: fc.nat(30),
    b: fc.nat(30),
    text: texts,
  }),
  { maxLength: 8 },
)
type Seed = typeof seeds extends fc.Arbitrary<readonly (infer One)[]> ? One : never

function toEdit(files: readonly TextFile[], { kind, a, b, text }: Seed): Edit | undefined {
  const file = files[a % Math.max(1, files.length)]
  const free = NAMES.filter((name) => files.every((other) => other.name !== name))[0]
  if (kind === 'createFile')
    return free === undefined
      ? undefined
      : { kind, file: free, text, ...(a % 2 === 0 ? { index: b % (files.length + 1) } : {}) }
  if (!file) return undefined
  if (kind === 'deleteFile') return { kind, file: file.name }
  if (kind === 'renameFile') return free === undefined ? undefined : { kind, file: file.name, to: free }
  const [start = 0, end = 0] = [a % (file.text.length + 1), b % (file.text.length + 1)].sort((x, y) => x - y)
  return { kind: 'splice', file: file.name, start, end, text }
}

function apply(document: TextDocument, edits: readonly Edit[]): TextDocument {
  const applied = applyEdits(document, { edits, label: 'test', base: document.revision })
  if (applied.kind === 'stale') throw new Error('stale')
  return applied.document
}

function toEdits(document: TextDocument, list: readonly Seed[]): readonly Edit[] {
  const edits: Edit[] = []
  for (const seed of list) {
    const edit = toEdit(apply(document, edits).files, seed)
    if (edit) edits.push(edit)
  }
  return edits
}

describe('applyEdits', () => {
  const document: TextDocument = {
    revision: 3,
    files: [
      { name: 'a.yaml', text: 'one: 1\r\n' },
      { name: 'b.yaml', text: '' },
    ],
  }

  it('[EDIT] answers stale on another revision', () => {
    expect(applyEdits(document, { edits: [], label: 'x', base: 2 })).toEqual({ kind: 'stale' })
  })

  it('[EDIT] applies edits one after the other and keeps untouched files', () => {
    const edits: readonly Edit[] = [
      { kind: 'splice', file: 'a.yaml', start: 5, end: 6, text: '22' },
      { kind: 'splice', file: 'a.yaml', start: 7, end: 9, text: '\n' },
      { kind: 'renameFile', file: 'a.yaml', to: 'z.yaml' },
      { kind: 'createFile', file: 'a.yaml', text: 'new', index: 0 },
    ]
    const after = apply(document, edits)
    expect(after).toEqual({
      revision: 4,
      files: [
        { name: 'a.yaml', text: 'new' },
        { name: 'z.yaml', text: 'one: 22\n' },
        { name: 'b.yaml', text: '' },
      ],
    })
    expect(after.files[2]).toBe(document.files[1])
  })

  const unfit: readonly (readonly [string, Edit])[] = [
    ['a range past the end', { kind: 'splice', file: 'a.yaml', start: 0, end: 9, text: '' }],
    ['a range that runs backwards', { kind: 'splice', file: 'a.yaml', start: 2, end: 1, text: '' }],
    ['a negative start', { kind: 'splice', file: 'a.yaml', start: -1, end: 1, text: '' }],
    ['a fraction', { kind: 'splice', file: 'a.yaml', start: 0.5, end: 1, text: '' }],
    ['a splice of an unknown file', { kind: 'splice', file: 'x', start: 0, end: 0, text: '' }],
    ['a file that exists', { kind: 'createFile', file: 'b.yaml', text: '' }],
    ['a place that does not exist', { kind: 'createFile', file: 'x', text: '', index: 3 }],
    ['deleting an unknown file', { kind: 'deleteFile', file: 'x' }],
    ['renaming an unknown file', { kind: 'renameFile', file: 'x', to: 'y' }],
    ['renaming onto a file', { kind: 'renameFile', file: 'a.yaml', to: 'b.yaml' }],
  ]
  it.each(unfit)('[EDIT] throws at %s', (_, edit) => {
    expect(() => apply(document, [edit])).toThrow()
  })

  it('[EDIT] law: the inverse restores every byte and the order of the files', () => {
    fc.assert(
      fc.property(documents, seeds, (before, list) => {
        const edits = toEdits(before, list)
        const applied = applyEdits(before, { edits, label: '', base: before.revision })
        if (applied.kind === 'stale') throw new Error('stale')
        expect(apply(applied.document, applied.inverse).files).toEqual(before.files)
        expect(invertEdits(before.files, edits)).toEqual(applied.inverse)
        const redo = invertEdits(applied.document.files, applied.inverse)
        expect(apply({ ...before }, redo).files).toEqual(applied.document.files)
      }),
    )
  })

  it('[EDIT] law: a composition does what both lists do, forwards and back', () => {
    fc.assert(
      fc.property(documents, seeds, seeds, (before, one, two) => {
        const first = toEdits(before, one)
        const middle = apply(before, first)
        const second = toEdits(middle, two)
        const after = apply(middle, second)
        expect(apply(before, composeEdits(first, second)).files).toEqual(after.files)
        const back = composeEdits(invertEdits(middle.files, second), invertEdits(before.files, first))
        expect(apply(after, back).files).toEqual(before.files)
      }),
    )
  })

  it('[EDIT] composes a typing run into one splice', () => {
    const typed = ['8', '0', '8', '0'].map(
      (text, index): Edit => ({ kind: 'splice', file: 'a.yaml', start: 4 + index, end: 4 + index, text }),
    )
    const run = typed.reduce<readonly Edit[]>((edits, edit) => composeEdits(edits, [edit]), [])
    expect(run).toEqual([{ kind: 'splice', file: 'a.yaml', start: 4, end: 4, text: '8080' }])
    const erased = composeEdits(run, [{ kind: 'splice', file: 'a.yaml', start: 2, end: 9, text: '' }])
    expect(erased).toEqual([{ kind: 'splice', file: 'a.yaml', start: 2, end: 5, text: '' }])
  })
})
