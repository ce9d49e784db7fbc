import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineFinder } from './lines.ts'

describe('lines', () => {
  it('counts lines and columns from 1, whatever ends the lines', () => {
    const find = lineFinder('a\r\nb\nc\rd')
    expect(find(0)).toEqual({ line: 1, column: 1 })
    expect(find(2)).toEqual({ line: 1, column: 3 })
    expect(find(3)).toEqual({ line: 2, column: 1 })
    expect(find(7)).toEqual({ line: 4, column: 1 })
    expect(find(8)).toEqual({ line: 4, column: 2 })
  })

  it('counts empty lines, and the one after the last line end', () => {
    expect(lineFinder('')(0)).toEqual({ line: 1, column: 1 })
    expect(lineFinder('\n\n')(2)).toEqual({ line: 3, column: 1 })
    expect(lineFinder('\r\r\n\n')(4)).toEqual({ line: 4, column: 1 })
  })

  it('is the inverse of splitting at line ends, in whatever order it is asked', () => {
    const part = fc.constantFrom('a', '\n', '\r\n', '\r', 'é')
    const texts = fc.tuple(fc.array(part, { maxLength: 30 }), fc.constantFrom(1, 60))
    fc.assert(
      fc.property(texts, fc.array(fc.nat(1500), { minLength: 1 }), ([parts, times], offsets) => {
        const text = parts.join('').repeat(times)
        const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)]
        const find = lineFinder(text)
        for (const offset of offsets.map((at) => Math.min(at, text.length))) {
          const line = starts.findLastIndex((start) => start <= offset)
          expect(find(offset)).toEqual({ line: line + 1, column: offset - (starts[line] ?? 0) + 1 })
        }
      }),
    )
  })
})
