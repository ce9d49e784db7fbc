#!/usr/bin/env node
// Breaks the semantics of a copy of the tree in named ways, one after the other; the unit tests of the core must notice each:
// `npm run test:mutation`, or some of them: `npm run test:mutation -- --only 'namespaceSelector'`.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { cwd, execPath, exit } from 'node:process'
import { parseArgs } from 'node:util'
import { MUTATIONS } from './mutations.mjs'

const ROOMS = ['src/core/net', 'src/core/model', 'src/core/manifest', 'src/core/engine']
const NOT_COPIED = new Set(['node_modules', '.git', 'dist', 'test-results', 'playwright-report'])
const PATIENCE = 300_000

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const chosen = MUTATIONS.filter(({ rule, name }) => `${rule} ${name}`.includes(values.only))

/** Tests stop at the first counterexample: nobody reads a smaller one. */
const SETUP = "import fc from 'fast-check'\nfc.configureGlobal({ endOnFailure: true })\n"
const CONFIG = "export default { test: { include: ['src/**/*.test.ts'], setupFiles: ['./setup.mjs'] } }\n"

function copyTree() {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-mutation-'))
  cpSync(cwd(), folder, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) })
  symlinkSync(join(cwd(), 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'setup.mjs'), SETUP)
  writeFileSync(join(folder, 'mutation.config.mjs'), CONFIG)
  return folder
}

/** Titles of the tests that fail; undefined when the tests did not run to an end, or none of them ran. */
function runTests(folder, options) {
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  const output = ['--reporter=json', `--outputFile=${report}`]
  const run = spawnSync(execPath, [vitest, 'run', '-c', 'mutation.config.mjs', ...ROOMS, ...options, ...output], {
    cwd: folder,
    timeout: PATIENCE,
    encoding: 'utf8',
  })
  if (run.error || run.signal) return ['out of time']
  const { testResults, numTotalTests } = JSON.parse(readFileSync(report, 'utf8'))
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  )
  if (numTotalTests === 0 || (run.status !== 0 && failed.length === 0)) return undefined
  return failed.map(({ fullName }) => fullName)
}

/** What became of a breakage: who noticed it, or why nobody could. */
function tryMutation(folder, { file, find, put }) {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const places = text.split(find).length - 1
  if (places !== 1) return { isKilled: false, words: `its text stands ${places} times in ${file}` }
  writeFileSync(
    path,
    text.replace(find, () => put),
  )
  const failed = runTests(folder, ['--bail', '1'])
  writeFileSync(path, text)
  if (!failed) return { isKilled: false, words: 'the tests did not run' }
  return failed.length > 0 ? { isKilled: true, words: failed[0] } : { isKilled: false, words: 'SURVIVED' }
}

function timed(run) {
  const start = performance.now()
  const result = run()
  return { ...result, seconds: ((performance.now() - start) / 1000).toFixed(0) }
}

function breakAll(folder) {
  const failed = runTests(folder, [])
  if (failed?.length !== 0) {
    console.error(`The tests must pass before anything is broken: ${failed?.join('; ') ?? 'they do not run'}`)
    return false
  }
  let noticed = 0
  for (const mutation of chosen) {
    const { isKilled, words, seconds } = timed(() => tryMutation(folder, mutation))
    if (isKilled) noticed += 1
    const name = `${mutation.rule.padEnd(7)} ${mutation.name.padEnd(62)}`
    console.log(`${isKilled ? 'killed' : 'ALIVE '}  ${name} ${seconds.padStart(3)} s  ${words}`)
  }
  console.log(`\n${noticed} of ${chosen.length} breakages noticed`)
  return noticed === chosen.length && noticed > 0
}

const folder = copyTree()
let isDone = false
try {
  const { result, seconds } = timed(() => ({ result: breakAll(folder) }))
  isDone = result
  console.log(`${(seconds / 60).toFixed(1)} min`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
exit(isDone ? 0 : 1)
