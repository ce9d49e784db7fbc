import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextFile } from '../model/edit.ts'
import { applyEdits } from './apply-edits.ts'
import { diffLines } from './diff-lines.ts'
import { editsBetween } from './edits-between.ts'

const apply = (before: readonly TextFile[], after: readonly TextFile[]) => {
  const edits = editsBetween(before, after)
  const applied = applyEdits({ revision: 1, files: before }, { edits, label: '', base: 1 })
  return applied.kind === 'applied' ? applied.document.files : applied.kind
}

/** Texts of few kinds of lines, so that many are the same, with every kind of line break. */
const text = fc
  .array(fc.tuple(fc.constantFrom('a: 1', 'b: 2', '', '  c', '---'), fc.constantFrom('\n', '\r\n', '\r')), {
    maxLength: 12,
  })
  .chain((lines) => fc.constantFrom(lines.flat().join(''), lines.flat().slice(0, -1).join('')))
const files = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), text }), {
  selector: ({ name }) => name,
})

describe('editsBetween', () => {
  it('makes one set of files into another, byte for byte and in its order', () => {
    fc.assert(
      fc.property(files, files, (before, after) => {
        expect(apply(before, after)).toEqual(after)
      }),
    )
  })

  it('does nothing where nothing is different', () => {
    fc.assert(
      fc.property(files, (same) => {
        expect(editsBetween(same, structuredClone(same))).toEqual([])
      }),
    )
  })

  it('touches only the lines that differ', () => {
    const before = [{ name: 'a', text: 'one\ntwo\nthree\nfour\nfive\n' }]
    const after = [{ name: 'a', text: 'one\n2\nthree\nfive\nsix\n' }]
    expect(editsBetween(before, after)).toEqual([
      { kind: 'splice', file: 'a', start: 24, end: 24, text: 'six\n' },
      { kind: 'splice', file: 'a', start: 14, end: 19, text: '' },
      { kind: 'splice', file: 'a', start: 4, end: 8, text: '2\n' },
    ])
  })
})

describe('diffLines', () => {
  const line = fc.constantFrom('a', 'b', 'c')
  const lines = fc.array(line, { maxLength: 10 })

  /** The length of the longest common subsequence, by the book. */
  const common = (one: readonly string[], other: readonly string[]): number => {
    let row = Array.from({ length: other.length + 1 }, () => 0)
    for (const mine of one) {
      const next = [0]
      other.forEach((theirs, index) => {
        next.push(mine === theirs ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0))
      })
      row = next
    }
    return row.at(-1) ?? 0
  }

  it('leaves as many lines as can be left', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const stretches = diffLines(before, after)
        const removed = stretches.reduce((sum, { oldStart, oldEnd }) => sum + oldEnd - oldStart, 0)
        expect(before.length - removed).toBe(common(before, after))
      }),
    )
  })

  it('takes what is large and all different as one stretch', () => {
    const before = Array.from({ length: 4000 }, (_, index) => `old ${index}`)
    const after = Array.from({ length: 4000 }, (_, index) => `new ${index}`)
    expect(diffLines(['same', ...before], ['same', ...after])).toEqual([
      { oldStart: 1, oldEnd: 4001, newStart: 1, newEnd: 4001 },
    ])
  })
})
