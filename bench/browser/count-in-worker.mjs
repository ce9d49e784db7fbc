import { readFileSync } from 'node:fs'
import { withBrowserBundle } from '../bundle.mjs'
import { launchChromium } from './open-bench.mjs'

/** Workers need an origin: an empty page has this one. */
const PAGE = 'http://localhost/'

/**
 * Gives `use` what counts all pairs of a text in a worker of Chromium, where the page has its engine, as often as it is
 * told: the times of one new page, in ms, and the checksum. Undefined when there is no Chromium.
 */
export async function withWorkers(use) {
  const browser = await launchChromium()
  if (!browser) return use(undefined)
  try {
    const engine = await withBrowserBundle('engine.ts', (bundle) => readFileSync(bundle, 'utf8'))
    return await use((text, turns) => countInWorker(browser, { engine, text, turns }))
  } finally {
    await browser.close()
  }
}

async function countInWorker(browser, input) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route(PAGE, (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto(PAGE)
  const result = await page.evaluate(runWorker, { script: `(${answer})()`, ...input })
  await context.close()
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
