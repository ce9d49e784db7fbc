import { expect, it } from 'vitest'
import { toFileName } from '../../core/workspace/archive/file-name.ts'
import { joinFiles } from './join-files.ts'

const file = (text: string) => ({ name: 'f.yaml', text })

it('[EXPORT-1] a single file is exported byte for byte', () => {
  const text = '\uFEFFa: 1\r\nb: 2\r---\nc: 3'
  expect(joinFiles([file(text)])).toBe(text)
})

it('[EXPORT-2] several files become one stream, each a document of its own', () => {
  expect(joinFiles([file('a: 1\n'), file('b: 2'), file('---\nc: 3\n'), file('\uFEFFd: 4\n')])).toBe(
    'a: 1\n---\nb: 2\n---\nc: 3\n---\nd: 4\n',
  )
})

it('[EXPORT-3] a title becomes a name that file systems take', () => {
  expect(toFileName('team a/b: "x"')).toBe('team a-b- -x-')
  expect(toFileName('..')).toBe('bulkhead')
})
