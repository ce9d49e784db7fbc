#!/usr/bin/env node
// The engine on made-up clusters, in Node, and all pairs in a worker of Chromium too, where the page has it:
// `npm run bench`, or with sizes `npm run bench -- 100 300`; `--naive` compares every source with the naive evaluator up to
// 300 workloads and some up to 3,000, `--floor` measures what it takes to write the answer of all pairs up to 1,000
// workloads, `--steps` what the page does with a text besides.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { execPath, version } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { withWorkers } from './browser/count-in-worker.mjs'
import { withBundle } from './bundle.mjs'
import { generateCluster } from './generate-cluster.mjs'
import { chaseMemory } from './memory-chase.mjs'

/** Processes or pages per figure of a cold start; rounds of a warm one, of which the second half counts: V8 compiles until about the 50th. */
const PROCESSES = 5
const WARM_ROUNDS = { 100: 80, 300: 80, 1000: 80, 3000: 40, 10000: 10 }

/** How many sources the naive evaluator judges above 300 workloads. */
const NAIVE_SOURCES = 50

const FLOOR_ROUNDS = 20

const { values, positionals } = parseArgs({
  options: { naive: { type: 'boolean' }, floor: { type: 'boolean' }, steps: { type: 'boolean' } },
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
const mb = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
const share = (part) => `${(100 * part).toFixed(part < 0.1 ? 1 : 0)} % of all pairs`
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)

const namespacesOf = (workloads) => Math.max(5, Math.round(workloads / 20))
const textOf = (workloads) => generateCluster({ workloads, namespaces: namespacesOf(workloads), seed: 1 })
const roundsOf = (workloads) => WARM_ROUNDS[workloads] ?? 10

/** Returns the checksum. */
function measureSize(bundle, folder, workloads) {
  const file = join(folder, `${workloads}.yaml`)
  const text = textOf(workloads)
  writeFileSync(file, text)
  const rounds = roundsOf(workloads)
  const parses = repeat(workloads > 3000 ? 2 : PROCESSES, () =>
    measure(bundle, 'parse', file, workloads > 1000 ? 0 : 5),
  )
  const colds = repeat(PROCESSES, () => measure(bundle, 'cold', file))
  const pairs = repeat(PROCESSES, () => measure(bundle, 'coldPairs', file))
  const read = chaseMemory(8 * 2 ** 20)
  const warm = measure(bundle, 'warm', file, rounds)
  const of = (list, pick) => median(list.map(pick))
  console.log(
    `\n${workloads} workloads in ${namespacesOf(workloads)} namespaces, ${(text.length / 1e6).toFixed(2)} MB: ${warm.endpoints} endpoints, ${warm.ports} stretches of ports, checksum ${warm.checksum}; a read within 8 MB took ${read.toFixed(0)} ns before the warm rounds\n`,
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
  if (values.naive && workloads <= 3000) compareNaively(bundle, file, workloads, warm.pairs)
  if (values.floor && workloads <= 1000) measureFloor(bundle, file, warm.pairs)
  return warm.checksum
}

function compareNaively(bundle, file, workloads, engineTime) {
  const { time, sources, all, isEqual } = measure(bundle, 'naive', file, workloads <= 300 ? 0 : NAIVE_SOURCES)
  if (!isEqual) throw new Error(`the naive evaluator counts other triples at ${workloads} workloads`)
  const ratio = sources === all ? `${Math.round(time / engineTime)} times as long as the engine` : ''
  row(`${sources} of ${all} sources by the naive evaluator, the same triples for each`, ms(time), ratio)
}

function measureFloor(bundle, file, engineTime) {
  const { ends, portSets, portSetsOfSources, whole, bySource } = measure(bundle, 'floor', file, FLOOR_ROUNDS)
  const print = (words, rows, time) => {
    const bytes = rows * Math.ceil(ends / 32) * 4
    row(
      `floor: write and count a bit per pair and ${words}, ${mb(bytes)}`,
      '',
      `${ms(time)}, ${share(time / engineTime)}`,
    )
  }
  print(`distinct port set (${portSets})`, ends * portSets, whole)
  print(
    `distinct port set of its source (${(portSetsOfSources / ends).toFixed(1)} on average)`,
    portSetsOfSources,
    bySource,
  )
}

/** After everything else: a browser that waits takes its share of the machine. */
async function measureInWorker(countInWorker, checksums) {
  console.log('\nAll pairs in a worker of Chromium, where the page has its engine: the middle of new pages\n')
  row('workloads', 'first', 'median of the later half of the rounds', 'each page')
  row('---', '---', '---', '---')
  for (const [workloads, checksum] of checksums) {
    const rounds = roundsOf(workloads)
    const pages = []
    for (let page = 0; page < PROCESSES; page += 1) pages.push(await countInWorker(textOf(workloads), rounds))
    if (pages.some(({ sum }) => sum !== checksum)) throw new Error('Chromium counts other triples than Node')
    const warm = pages.map(({ times }) => median(times.slice(rounds / 2)))
    row(workloads, ms(median(pages.map(({ times }) => times[0]))), ms(median(warm)), warm.map(ms).join(', '))
  }
}

async function measureSteps(bundle, workloads) {
  const { measuresOf } = await import(pathToFileURL(bundle).href)
  const text = textOf(workloads)
  console.log(`\nSteps of the page, ${workloads} workloads\n`)
  row('step', 'first', 'median of the later half of 20')
  row('---', '---', '---')
  for (const { name, before, run } of measuresOf(text)) {
    const times = repeat(20, () => {
      before?.()
      const start = performance.now()
      run()
      return performance.now() - start
    })
    row(name, ms(times[0]), ms(median(times.slice(10))))
  }
}

console.log(
  `Node ${version}, ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; cold: medians of ${PROCESSES} processes; warm: medians of the later half of the rounds of one process`,
)
const checksums = await withBundle('engine.ts', (bundle) => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-models-'))
  try {
    return sizes.map((workloads) => [workloads, measureSize(bundle, folder, workloads)])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
if (values.steps) {
  await withBundle('measured.ts', async (bundle) => {
    for (const workloads of sizes.filter((size) => size <= 1000)) await measureSteps(bundle, workloads)
  })
}
await withWorkers((countInWorker) =>
  countInWorker
    ? measureInWorker(countInWorker, checksums)
    : console.log('\nNo Chromium here: nothing is measured in one.'),
)
