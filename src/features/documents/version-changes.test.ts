import { expect, it } from 'vitest'
import type { StoredVersion } from '../../platform/stored-versions.ts'
import { compareTexts, nameFiles, withoutShared } from './version-changes.ts'

const file = (name: string, text: string) => ({ name, text })

it('counts lines, file by file', () => {
  const before = [file('a', '1\n2\n3\n'), file('gone', 'x\n'), file('same', 's')]
  const after = [file('a', '1\n3\n4\n5\n'), file('same', 's'), file('new', 'y\nz\n')]
  const found = compareTexts(before, after)
  expect(found.changes.map(({ file: name, fate, added, removed }) => [name, fate, added, removed])).toEqual([
    ['a', 'changed', 2, 1],
    ['gone', 'deleted', 0, 1],
    ['new', 'created', 2, 0],
  ])
  expect(nameFiles(found)).toBe('3 files')
})

it('never says that nothing changed when bytes did', () => {
  const found = compareTexts([file('a', '1\r\n2\r\n')], [file('a', '1\n2\n')])
  expect(found).toEqual({ changes: [], onlyBytes: ['a'] })
  expect(nameFiles(found)).toBe('a')
})

it('reads only what is not the same text', () => {
  const version = (texts: Record<string, string>): StoredVersion => ({
    id: 'v',
    at: 0,
    why: 'named',
    files: Object.entries(texts).map(([name, text]) => ({ name, text, length: 1 })),
  })
  const [older, newer] = withoutShared(version({ a: '1', b: '2' }), version({ a: '1', b: '3', c: '2' }))
  expect([older.files.map(({ text }) => text), newer.files.map(({ text }) => text)]).toEqual([['2'], ['3', '2']])
})
