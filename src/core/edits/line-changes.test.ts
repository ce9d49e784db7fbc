import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Edit } from '../model/edit.ts'
import { type FileChange, toFileChanges } from './line-changes.ts'

const file = (text: string) => [{ name: 'a.yaml', text }]
const splice = (start: number, end: number, text: string): Edit => ({
  kind: 'splice',
  file: 'a.yaml',
  start,
  end,
  text,
})
const show = (changes: readonly FileChange[]) =>
  changes.map((change) => change.hunks.map((hunk) => hunk.map((line) => `${line.number}${line.sign}${line.text}`)))

describe('toFileChanges', () => {
  it('shows an inserted line with two lines around it', () => {
    expect(show(toFileChanges(file('a\nb\nc\nd\ne\n'), [splice(6, 6, 'new\n')]))).toEqual([
      [['2 b', '3 c', '4+new', '5 d', '6 e']],
    ])
  })

  it('shows a change within a line as the old and the new line', () => {
    expect(show(toFileChanges(file('ports: [80]\n'), [splice(10, 10, ', 443')]))).toEqual([
      [['1-ports: [80]', '1+ports: [80, 443]']],
    ])
  })

  it('counts the second hunk in the text that the first one left', () => {
    const edits = [splice(0, 0, 'x\ny\n'), splice(12, 12, 'z\n')]
    expect(show(toFileChanges(file('a\nb\nc\nd\ne\nf\n'), edits))).toEqual([
      [
        ['1+x', '2+y', '3 a', '4 b'],
        ['5 c', '6 d', '7+z', '8 e', '9 f'],
      ],
    ])
  })

  it('joins splices that touch each other', () => {
    const edits = [splice(2, 2, 'x\n'), splice(3, 3, 'y')]
    expect(show(toFileChanges(file('a\nb\n'), edits))).toEqual([[['1 a', '2+xy', '3 b']]])
  })

  it('shows a deleted file as removed lines, and an empty one all the same', () => {
    const edits: Edit[] = [{ kind: 'deleteFile', file: 'a.yaml' }]
    expect(toFileChanges(file('a\nb\n'), edits)).toMatchObject([{ file: 'a.yaml', fate: 'deleted', removed: 2 }])
    expect(toFileChanges(file(''), edits)).toMatchObject([{ fate: 'deleted', hunks: [] }])
  })

  it('follows a file that gets another name', () => {
    const rename: Edit = { kind: 'renameFile', file: 'a.yaml', to: 'b.yaml' }
    const later: Edit = { kind: 'splice', file: 'b.yaml', start: 2, end: 2, text: 'x\n' }
    const changes = toFileChanges(file('a\nb\n'), [rename, later])
    expect(changes).toMatchObject([{ file: 'a.yaml', renamed: 'b.yaml', fate: 'changed', added: 1 }])
    expect(show(changes)).toEqual([[['1 a', '2+x', '3 b']]])
  })

  it('shows a file that is created and deleted again not at all', () => {
    const edits: Edit[] = [
      { kind: 'createFile', file: 'n.yaml', text: 'a\n' },
      { kind: 'deleteFile', file: 'n.yaml' },
    ]
    expect(toFileChanges([], edits)).toEqual([])
  })

  it('shows a created file as added lines', () => {
    const edits: Edit[] = [{ kind: 'createFile', file: 'policies.yaml', text: 'a: 1\nb: 2\n' }]
    expect(toFileChanges([], edits)).toEqual([
      {
        file: 'policies.yaml',
        fate: 'created',
        added: 2,
        removed: 0,
        hunks: [
          [
            { sign: '+', number: 1, text: 'a: 1' },
            { sign: '+', number: 2, text: 'b: 2' },
          ],
        ],
      },
    ])
  })

  it('adds at the end of a text without a last line break', () => {
    expect(show(toFileChanges(file('a\nb'), [splice(3, 3, '\n---\nc\n')]))).toEqual([[['1 a', '2 b', '3+---', '4+c']]])
  })

  it('keeps carriage returns out of what is shown', () => {
    expect(show(toFileChanges(file('a\r\nb\r\n'), [splice(3, 3, 'x\r\n')]))).toEqual([[['1 a', '2+x', '3 b']]])
  })

  it('its lines rebuild the new text, whatever the splices', () => {
    const splices = fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom('', 'x\n', 'yy', '\n', 'p\nq\n')), {
      maxLength: 5,
    })
    const texts = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''))
    fc.assert(
      fc.property(texts, splices, (text, wanted) => {
        let current = text
        const edits = wanted.map(([at, length, inserted]) => {
          const start = at % (current.length + 1)
          const end = Math.min(current.length, start + length)
          current = current.slice(0, start) + inserted + current.slice(end)
          return splice(start, end, inserted)
        })
        expect(rebuild(text, toFileChanges(file(text), edits))).toEqual(linesOf(current))
      }),
      { numRuns: 500 },
    )
  })
})

const linesOf = (text: string) =>
  (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n').filter((_, index) => text !== '' || index > 0)

/** Applies the shown lines to the old ones: context and removed lines must be there. */
function rebuild(text: string, changes: readonly FileChange[]): readonly string[] {
  const old = linesOf(text)
  const result: string[] = []
  let at = 0
  for (const line of changes.flatMap((change) => change.hunks.flat())) {
    if (line.sign === '+') {
      while (result.length < line.number - 1) result.push(old[at++] ?? 'missing')
      result.push(line.text)
    } else if (line.sign === '-') {
      while (at < line.number - 1) result.push(old[at++] ?? 'missing')
      if (old[at++] !== line.text) return ['removed line differs']
    }
  }
  return [...result, ...old.slice(at)]
}
