import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../core/edits/apply-edits.ts'
import type { Edit, Splice } from '../core/model/edit.ts'
import { writtenSpans } from './written-spans.ts'

const splice = (start: number, end: number, text: string, file = 'a.yaml'): Splice => ({
  kind: 'splice',
  file,
  start,
  end,
  text,
})
const spansOf = (...edits: readonly Edit[]) =>
  writtenSpans(edits).map(({ file, span }) => `${file} ${span.start}-${span.end}`)

describe('writtenSpans', () => {
  it('counts every span in the text that all edits lead to', () => {
    expect(spansOf(splice(10, 10, 'new'), splice(0, 0, 'ab'))).toEqual(['a.yaml 0-2', 'a.yaml 12-15'])
  })

  it('keeps the place of what was taken away', () => {
    expect(spansOf(splice(4, 9, ''))).toEqual(['a.yaml 4-4'])
  })

  it('joins what touches', () => {
    expect(spansOf(splice(4, 4, 'ab'), splice(6, 7, 'c'))).toEqual(['a.yaml 4-7'])
  })

  it('follows a renamed file, forgets a deleted one, and does not count a created one', () => {
    expect(spansOf(splice(0, 0, 'x'), { kind: 'renameFile', file: 'a.yaml', to: 'b.yaml' })).toEqual(['b.yaml 0-1'])
    expect(spansOf(splice(0, 0, 'x'), { kind: 'deleteFile', file: 'a.yaml' })).toEqual([])
    expect(spansOf({ kind: 'createFile', file: 'c.yaml', text: 'x' })).toEqual([])
  })

  it('all that is new lies in a span, and what lies in none stands in the order it had', () => {
    const step = fc.record({ at: fc.nat(), length: fc.nat({ max: 4 }), text: fc.constantFrom('', 'X', 'XXX') })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const before = 'abcdefghijklmnopqrstuvwxyz'
        let document = { revision: 0, files: [{ name: 'a.yaml', text: before }] as { name: string; text: string }[] }
        const edits: Edit[] = []
        for (const { at, length, text } of steps) {
          const size = document.files[0]?.text.length ?? 0
          const start = at % (size + 1)
          const edit = splice(start, Math.min(size, start + length), text)
          const applied = applyEdits(document, { edits: [edit], label: '', base: document.revision })
          if (applied.kind === 'stale') throw new Error('one revision after the other')
          document = { revision: applied.document.revision, files: [...applied.document.files] }
          edits.push(edit)
        }
        const after = document.files[0]?.text ?? ''
        const spans = writtenSpans(edits)
        const isNew = [...after].map((_, index) => spans.some(({ span }) => span.start <= index && index < span.end))
        const kept = [...after].filter((_, index) => !isNew[index])
        expect(kept).not.toContain('X')
        expect(kept).toEqual([...kept].sort())
      }),
    )
  })
})
