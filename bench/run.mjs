#!/usr/bin/env node
// The engine on made-up clusters: `npm run bench`, or with sizes `npm run bench -- 100 300`; `--naive` compares some
// sources with the naive evaluator up to 300 workloads (minutes), `--steps` measures what the page does with a text besides.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { execPath, version } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { withBundle } from './bundle.mjs'
import { generateCluster } from './generate-cluster.mjs'

/** Processes per figure of a cold start; rounds of a warm one, of which the second half counts. */
const PROCESSES = 5
const WARM_ROUNDS = { 100: 40, 300: 40, 1000: 40, 3000: 14, 10000: 10 }

/** How many sources the naive evaluator judges: each takes seconds. */
const NAIVE_SOURCES = 6

const { values, positionals } = parseArgs({
  options: { naive: { type: 'boolean' }, steps: { type: 'boolean' } },
  allowPositionals: true,
})
const sizes = positionals.length > 0 ? positionals.map(Number) : [100, 300, 1000, 3000, 10000]

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

const child = fileURLToPath(new URL('./engine-child.mjs', import.meta.url))

function measure(bundle, what, file, rounds = 0) {
  const args = ['--expose-gc', '--max-old-space-size=6000', child, bundle, what, file, String(rounds)]
  return JSON.parse(execFileSync(execPath, args, { encoding: 'utf8', maxBuffer: 1e8 }))
}

function repeat(count, run) {
  return Array.from({ length: count }, run)
}

const ms = (time) => `${time < 10 ? time.toFixed(2) : time.toFixed(time < 100 ? 1 : 0)} ms`
const mb = (bytes) => `${Math.round(bytes / 1e6)} MB`
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)

function measureSize(bundle, folder, workloads) {
  const namespaces = Math.max(5, Math.round(workloads / 20))
  const file = join(folder, `${workloads}.yaml`)
  const text = generateCluster({ workloads, namespaces, seed: 1 })
  writeFileSync(file, text)
  const rounds = WARM_ROUNDS[workloads] ?? 10
  const parses = repeat(workloads > 3000 ? 2 : PROCESSES, () =>
    measure(bundle, 'parse', file, workloads > 1000 ? 0 : 5),
  )
  const colds = repeat(PROCESSES, () => measure(bundle, 'cold', file))
  const pairs = repeat(PROCESSES, () => measure(bundle, 'coldPairs', file))
  const warm = measure(bundle, 'warm', file, rounds)
  const of = (list, pick) => median(list.map(pick))
  console.log(
    `\n${workloads} workloads in ${namespaces} namespaces, ${(text.length / 1e6).toFixed(2)} MB: ${warm.endpoints} endpoints, ${warm.ports} stretches of ports, checksum ${warm.checksum}\n`,
  )
  row('', 'cold', 'warm')
  row('---', '---', '---')
  row(
    'parse',
    ms(of(parses, ({ cold }) => cold)),
    parses[0].warm === undefined ? '' : ms(of(parses, (one) => one.warm)),
  )
  row('prepare', ms(of(colds, ({ prepare }) => prepare)), ms(warm.prepare))
  row('all pairs, prepare and checksum included', ms(of(pairs, ({ time }) => time)), ms(warm.pairs))
  row('one flow explained', ms(of(pairs, ({ explained }) => explained)), ms(warm.explained))
  row('one policy edited, counts brought up to date: first time', ms(of(pairs, ({ edited }) => edited)), ms(warm.first))
  row('… every further time', '', ms(warm.edited))
  row('peak memory above the model', mb(of(pairs, ({ memory }) => memory)), '')
  if (values.naive && workloads <= 300) {
    const { time, sources, isEqual } = measure(bundle, 'naive', file, NAIVE_SOURCES)
    row(
      `all pairs by the naive evaluator, from ${sources} sources`,
      ms(time),
      `${Math.round(time / warm.pairs)} times as long`,
    )
    if (!isEqual) throw new Error(`the naive evaluator counts other triples at ${workloads} workloads`)
    console.log(`\nBoth count the same triples for these ${sources} sources.`)
  }
}

async function measureSteps(bundle, workloads) {
  const { measuresOf } = await import(pathToFileURL(bundle).href)
  const text = generateCluster({ workloads, namespaces: Math.max(5, Math.round(workloads / 20)), seed: 1 })
  console.log(`\nSteps of the page, ${workloads} workloads\n`)
  row('step', 'median of 5')
  row('---', '---')
  for (const { name, run } of measuresOf(text)) {
    const times = repeat(5, () => {
      const start = performance.now()
      run()
      return performance.now() - start
    })
    row(name, ms(median(times)))
  }
}

console.log(
  `Node ${version}, ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; cold: medians of ${PROCESSES} processes; warm: medians of the later half of the rounds of one process`,
)
await withBundle('engine.ts', async (bundle) => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-models-'))
  try {
    for (const workloads of sizes) measureSize(bundle, folder, workloads)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
if (values.steps) {
  await withBundle('measured.ts', async (bundle) => {
    for (const workloads of sizes.filter((size) => size <= 1000)) await measureSteps(bundle, workloads)
  })
}
