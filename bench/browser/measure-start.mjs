import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { inWords, ROUNDS, repeat } from './figures.mjs'

/** How much slower the processor is made. */
const SLOWER = 4

const PAGE = 'dist/index.html'

/** What is loaded first, and how long it takes on a slow processor until the shell is painted and the sample's nodes are there. */
export async function measureStart(bench) {
  console.log(`  first-load script ${(firstScript() / 1000).toFixed(1)} kB gzip`)
  const rounds = await repeat(ROUNDS, () => start(bench))
  const shell = rounds.map((round) => round.shell)
  const nodes = rounds.map((round) => round.nodes)
  console.log(`  processor ${SLOWER}x slower: shell painted after ${inWords(shell)}, nodes after ${inWords(nodes)}`)
  const late = rounds.every(({ editor, nodes }) => editor > nodes)
  console.log(`    the editor's script was ${late ? 'always' : 'NOT always'} asked for after that`)
}

/** The bytes of the page's module scripts and of what they are known to import, each as gzip sends it. */
function firstScript() {
  const page = readFileSync(PAGE, 'utf8')
  const links = [...page.matchAll(/<(?:script type="module"|link rel="modulepreload")[^>]*(?:src|href)="([^"]+)"/g)]
  if (links.length === 0) throw new Error(`${PAGE} loads no script`)
  const sizes = links.map(([, path]) => gzipSync(readFileSync(join(dirname(PAGE), path))).length)
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function start({ newPage, url }) {
  const page = await newPage()
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(watchNodes)
  await page.goto(url)
  await page.locator('.view-line').first().waitFor({ timeout: 60_000 })
  const times = await page.evaluate(() => ({
    shell: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    nodes: window.nodesShown,
    editor: performance.getEntriesByType('resource').find(({ name }) => name.includes('/bind-editor-')).startTime,
  }))
  await page.context().close()
  return times
}

/** Runs in the page before its scripts: notes when the frame with the first nodes that can be seen was made. */
function watchNodes() {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    window.nodesShown = performance.now()
  }
  const look = () => {
    const node = document.querySelector('.react-flow__node[aria-label^="api-server,"]')
    const isSeen = node?.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    if (isSeen) port2.postMessage(null)
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
