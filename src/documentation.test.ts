import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { FETCH_COMMAND } from './features/documents/fetch-command.ts'

const ROOT = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

test('the README fetches what the page fetches', () => {
  expect(read('README.md')).toContain(FETCH_COMMAND)
})

test('every script the README names is there', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
  const named = [...read('README.md').matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test('every file that ARCHITECTURE.md names is there', () => {
  const named = [...read('ARCHITECTURE.md').matchAll(/`((?:src|e2e|docs)\/[\w./-]+\.(?:tsx?|md))`/g)]
  expect(named.map(([, file = '']) => file).filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
})

test('every rule a test is named after is in docs/semantics.md', () => {
  const rules = new Set(
    [...read('docs/semantics.md').matchAll(/^\| ([A-Z]{3}-\d+[a-z]?) \|/gm)].map(([, id = '']) => id),
  )
  const tests = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.test\.tsx?$/.test(file),
  )
  const cited = tests.flatMap((file) =>
    [...read(join('src', file)).matchAll(/\[((?:[A-Z]{3}-\d+[a-z]?)(?:, [A-Z]{3}-\d+[a-z]?)*)\]/g)].flatMap(
      ([, ids = '']) => ids.split(', '),
    ),
  )
  expect(cited.length).toBeGreaterThan(100)
  expect([...new Set(cited)].filter((id) => !rules.has(id))).toEqual([])
})
