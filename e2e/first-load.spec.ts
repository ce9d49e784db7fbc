import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

const PAGE = resolve(import.meta.dirname, '../dist/index.html')

test('the scripts that the first picture waits for stay under 260 kB', () => {
  const scripts = [...readFileSync(PAGE, 'utf8').matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => path)
  const sizes = scripts.map((path) => gzipSync(readFileSync(join(dirname(PAGE), path))).length)
  expect(sizes.length).toBeGreaterThan(0)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(260_000)
})
