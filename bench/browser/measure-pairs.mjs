import { readFileSync } from 'node:fs'
import { withBrowserBundle } from '../bundle.mjs'
import { generateCluster } from '../generate-cluster.mjs'
import { inWords, median, ROUNDS, repeat } from './figures.mjs'

/** The second half counts: by then code is as quick as it gets. */
const TURNS = 80

const INPUT = { workloads: 1000, namespaces: 50, seed: 1 }

/** All pairs of 1,000 workloads in a worker of the browser, where the page has its engine. */
export async function measurePairs(bench) {
  const code = await withBrowserBundle('engine.ts', (bundle) => readFileSync(bundle, 'utf8'))
  const text = generateCluster(INPUT)
  const rounds = await repeat(ROUNDS, () => countPairs(bench, code, text))
  const warm = rounds.map(({ times }) => median(times.slice(TURNS / 2)))
  console.log(`  all pairs of ${INPUT.workloads} in a worker, checksum ${rounds[0].sum}`)
  console.log(`    first ${inWords(rounds.map(({ times }) => times[0]))}`)
  console.log(`    warm ${warm.map((time) => time.toFixed(1)).join(', ')} ms, in the middle ${median(warm).toFixed(1)}`)
}

/** On an empty page, for a worker needs an origin. */
async function countPairs({ newPage, url }, engine, text) {
  const page = await newPage()
  await page.route(`${url}pairs`, (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto(`${url}pairs`)
  const result = await page.evaluate(runWorker, { script: `(${answer})()`, engine, text, turns: TURNS })
  await page.context().close()
  return result
}

/** Runs in the page. */
function runWorker({ script, engine, ...input }) {
  const toUrl = (code) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  const worker = new Worker(toUrl(script), { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage({ engine: toUrl(engine), ...input })
  })
}

/**
 * Runs in the worker: each turn reads the text before it, as the page does, what that leaves behind is collected, and the
 * turn before is still there.
 */
function answer() {
  self.onmessage = async ({ data: { engine, text, turns } }) => {
    const { parse, allPairs, checksum } = await import(engine)
    let last
    let sum = 0
    const times = Array.from({ length: turns }, () => {
      const model = parse(text)
      self.gc({ type: 'minor' })
      const start = performance.now()
      last = allPairs(model)
      sum = checksum(last.counts)
      return performance.now() - start
    })
    self.postMessage({ times, sum })
  }
}
