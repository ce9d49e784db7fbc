import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../core/edits/apply-edits.ts'
import {
  createTextMap,
  type EditorChange,
  editorLength,
  smallestChange,
  toEditorOffset,
  toEditorText,
  toSplices,
  toTextOffset,
} from './text-map.ts'

const pieces = fc.constantFrom(
  'a',
  'é',
  '😀',
  '\u2028',
  '\u0085',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  'key: value',
  '\u0000',
)
const fileText = fc
  .tuple(fc.boolean(), fc.array(pieces, { maxLength: 30 }))
  .map(([mark, parts]) => (mark ? '\uFEFF' : '') + parts.join(''))
const inserted = fc.array(pieces, { maxLength: 4 }).map((parts) => parts.join(''))

/** Changes of one event: ranges in the editor's text that do not overlap. */
const changed = fc
  .tuple(fileText, fc.array(fc.tuple(fc.nat(), fc.nat(), inserted), { minLength: 1, maxLength: 3 }))
  .map(([text, wanted]) => {
    const length = toEditorText(text).length
    const changes: EditorChange[] = []
    let from = 0
    for (const [skip, span, words] of wanted) {
      const rangeOffset = Math.min(length, from + (skip % 8))
      const rangeLength = Math.min(length - rangeOffset, span % 5)
      changes.push({ rangeOffset, rangeLength, text: words })
      from = rangeOffset + rangeLength + 1
      if (from > length) break
    }
    return { text, changes }
  })

function edit(text: string, changes: readonly EditorChange[]): string {
  const edits = toSplices('f', text, changes)
  const applied = applyEdits({ revision: 0, files: [{ name: 'f', text }] }, { edits, label: '', base: 0 })
  if (applied.kind === 'stale') throw new Error('stale')
  return applied.document.files[0]?.text ?? ''
}

function editInEditor(text: string, changes: readonly EditorChange[]): string {
  return [...changes]
    .sort((a, b) => b.rangeOffset - a.rangeOffset)
    .reduce(
      (shown, { rangeOffset, rangeLength, text: words }) =>
        shown.slice(0, rangeOffset) + toEditorText(words) + shown.slice(rangeOffset + rangeLength),
      toEditorText(text),
    )
}

describe('the editor’s view of a file', () => {
  it('[EDIT-1] an edit in the editor makes the file that the editor shows', () => {
    fc.assert(
      fc.property(changed, ({ text, changes }) => {
        fc.pre(text.startsWith('\uFEFF') || !changes.some(({ text: words }) => words.includes('\uFEFF')))
        expect(toEditorText(edit(text, changes))).toBe(editInEditor(text, changes))
      }),
      { numRuns: 2000 },
    )
  })

  it('[EDIT-2] bytes outside the touched span stay', () => {
    fc.assert(
      fc.property(changed, ({ text, changes }) => {
        const map = createTextMap(text)
        const first = Math.min(...changes.map(({ rangeOffset }) => toTextOffset(map, rangeOffset)))
        const last = Math.max(...changes.map((change) => toTextOffset(map, change.rangeOffset + change.rangeLength)))
        const after = edit(text, changes)
        expect(after.slice(0, first)).toBe(text.slice(0, first))
        expect(after.endsWith(text.slice(last))).toBe(true)
      }),
    )
  })

  it('[EDIT-3] offsets map there and back', () => {
    fc.assert(
      fc.property(fileText, (text) => {
        const map = createTextMap(text)
        const shown = toEditorText(text)
        expect(editorLength(map, text.length)).toBe(shown.length)
        for (let offset = 0; offset <= shown.length; offset += 1)
          expect(toEditorOffset(map, toTextOffset(map, offset))).toBe(offset)
      }),
    )
  })

  it('[EDIT-4] the smallest change makes one text of another', () => {
    fc.assert(
      fc.property(fileText, fileText, (before, after) => {
        const { rangeOffset, rangeLength, text } = smallestChange(before, after)
        expect(before.slice(0, rangeOffset) + text + before.slice(rangeOffset + rangeLength)).toBe(after)
      }),
    )
  })

  it('[EDIT-5] a new line ends as its line does, whatever the others do', () => {
    const text = '\uFEFFa: 1\r\nb: 2\nc: 3\rd: 4\u2028e\r\nlast'
    const insertAt = (words: string) => [
      { rangeOffset: toEditorText(text).indexOf(words), rangeLength: 0, text: 'x\n' },
    ]
    expect(edit(text, insertAt('1'))).toBe('\uFEFFa: x\r\n1\r\nb: 2\nc: 3\rd: 4\u2028e\r\nlast')
    expect(edit(text, insertAt('2'))).toBe('\uFEFFa: 1\r\nb: x\n2\nc: 3\rd: 4\u2028e\r\nlast')
    expect(edit(text, insertAt('3'))).toBe('\uFEFFa: 1\r\nb: 2\nc: x\r3\rd: 4\u2028e\r\nlast')
    expect(edit(text, insertAt('ast'))).toBe('\uFEFFa: 1\r\nb: 2\nc: 3\rd: 4\u2028e\r\nlx\r\nast')
  })
})
