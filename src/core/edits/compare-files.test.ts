import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareFiles } from './compare-files.ts'

const file = (text: string) => [{ name: 'a', text }]
const show = (before: string, after: string) =>
  compareFiles(file(before), file(after)).flatMap(({ hunks }) =>
    hunks.map((hunk) => hunk.map(({ sign, number, text }) => `${sign}${number} ${text}`)),
  )

it('shows what differs with two lines around it, as one where those meet', () => {
  expect(show('1\n2\n3\n4\n5\n', '1\n3\n4\n5\n6\n')).toEqual([[' 1 1', '-2 2', ' 2 3', ' 3 4', ' 4 5', '+5 6']])
})

it('shows what lies far apart apart', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`)
  const hunks = show(lines.join('\n'), ['new', ...lines.slice(0, -1)].join('\n'))
  expect(hunks).toEqual([
    ['+1 new', ' 2 line 0', ' 3 line 1'],
    [' 19 line 17', ' 20 line 18', '-20 line 19'],
  ])
})

it('leaves out a file whose line breaks only differ', () => {
  expect(compareFiles(file('a\r\nb'), file('a\nb\n'))).toEqual([])
})

it('shows each added and removed line once, and no line of both twice', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 15 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [change] = compareFiles(file(before), file(after))
      const lines = change?.hunks.flat() ?? []
      expect(lines.filter(({ sign }) => sign === '+')).toHaveLength(change?.added ?? 0)
      expect(lines.filter(({ sign }) => sign === '-')).toHaveLength(change?.removed ?? 0)
      const young = lines.filter(({ sign }) => sign !== '-').map(({ number }) => number)
      expect(new Set(young).size).toBe(young.length)
      const end = after.split('\n')
      for (const { sign, number, text: line } of lines) if (sign !== '-') expect(line).toBe(end[number - 1])
    }),
  )
})
