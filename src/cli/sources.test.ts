import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSources } from './sources.ts'

let folder = ''
const nothing = async () => new Uint8Array()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-sources-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

test('a folder is read recursively, by name, and only its manifests', async () => {
  for (const name of ['b.yml', 'a/z.YAML', 'a/b/c.json', 'notes.txt', 'a.yaml.bak']) put(name, name)
  const { files, failures } = await readSources([`${folder}/`], nothing)
  expect(files.map(({ name }) => name)).toEqual(['a/b/c.json', 'a/z.YAML', 'b.yml'].map((name) => join(folder, name)))
  expect(failures).toEqual([])
})

test('a file named twice is read once, under its first name', async () => {
  const file = put('a.yaml', 'text')
  const { files } = await readSources([file, folder, file, '-', '-'], async () => new TextEncoder().encode('in'))
  expect(files).toMatchObject([
    { name: file, text: 'text' },
    { name: '<stdin>', text: 'in' },
  ])
})

test('a file comes with its bytes and the time of its last change; what is piped in has no time', async () => {
  const file = put('a.yaml', '\ufefftext')
  const modified = new Date('2026-03-01T12:00:00Z')
  utimesSync(file, modified, modified)
  const { files } = await readSources([file, '-'], async () => new TextEncoder().encode('in'))
  const [read, piped] = files
  expect([read?.text, read?.modified]).toEqual(['text', modified])
  expect(Buffer.from(read?.content ?? []).toString('utf8')).toBe('\ufefftext')
  expect([piped?.text, piped?.modified]).toEqual(['in', undefined])
})

test('links are followed, and one that leads back up ends', async () => {
  const file = put('real/a.yaml', 'text')
  symlinkSync(join(folder, 'real'), join(folder, 'real/again'))
  symlinkSync(file, join(folder, 'real/b.yaml'))
  symlinkSync(join(folder, 'gone.yaml'), join(folder, 'real/c.yaml'))
  const { files, failures } = await readSources([join(folder, 'real')], nothing)
  expect(files.map(({ name }) => name)).toEqual([file])
  expect(failures).toEqual([`${join(folder, 'real/c.yaml')}: no such file or folder`])
})

test('what cannot be read is named and hides nothing', async () => {
  const good = put('good.yaml', 'a: 1')
  const binary = put('binary.yaml', Uint8Array.of(0x61, 0xff, 0xfe))
  mkdirSync(join(folder, 'empty'))
  const { files, failures } = await readSources([join(folder, 'no'), binary, join(folder, 'empty'), good], nothing)
  expect(files).toMatchObject([{ name: good, text: 'a: 1' }])
  expect(failures).toEqual([
    `${join(folder, 'no')}: no such file or folder`,
    `${binary}: not text: neither UTF-8 nor UTF-16 with a byte order mark`,
    `${join(folder, 'empty')}: no .yaml, .yml or .json file in this folder`,
  ])
})

test('byte order marks choose the encoding and are taken off', async () => {
  const text = 'kind: Pod # é'
  const little = Buffer.from(`\ufeff${text}`, 'utf16le')
  const paths = [
    put('utf8.yaml', `\ufeff${text}`),
    put('little.yaml', little),
    put('big.yaml', Buffer.from(little).swap16()),
  ]
  const { files } = await readSources(paths, nothing)
  expect(files.map((file) => file.text)).toEqual([text, text, text])
})

test('a folder that may not be read is named', async () => {
  const file = put('locked/a.yaml', 'a')
  chmodSync(join(folder, 'locked'), 0)
  const { files, failures } = await readSources([join(folder, 'locked')], nothing)
  chmodSync(join(folder, 'locked'), 0o755)
  // The superuser may read everything.
  if (process.getuid?.() === 0) expect(files.map(({ name }) => name)).toEqual([file])
  else expect(failures).toEqual([`${join(folder, 'locked')}: permission denied`])
})
