import { generateCluster } from '../generate-cluster.mjs'
import { generateDump, printDump } from '../generate-dump.mjs'
import { median, ROUNDS, repeat } from './figures.mjs'
import { countFrames } from './frame-trace.mjs'
import { frameOf, openSample, pickFile } from './open-bench.mjs'

/** Milliseconds of a drag, and between two moves of the mouse. */
const DRAG = 4000
const MOVE = 16

const INPUTS = [
  { file: 'dump.json', last: 'team-039', print: () => printDump(generateDump({ workloads: 2000 }), 'json') },
  { file: 'small.yaml', last: 'team-005', print: () => generateCluster({ workloads: 60, namespaces: 6, seed: 1 }) },
]

/** Panning and zooming pictures in which nothing is selected: frames that were shown. */
export async function measureFrames(bench) {
  for (const { file, last, print } of INPUTS) {
    const page = await openSample(bench)
    await pickFile(page, bench.write(file, print))
    await frameOf(page, last).waitFor({ timeout: 120_000 })
    const [nodes, edges] = await Promise.all(
      ['.react-flow__node', '.react-flow__edge'].map((selector) => page.locator(selector).count()),
    )
    console.log(`  ${file}: ${nodes} nodes, ${edges} edges`)
    await measureMoves(bench, page)
    await page.context().close()
  }
}

async function measureMoves(bench, page) {
  const spot = await findFreeSpot(page)
  for (const [name, act] of [
    ['panning', pan],
    ['zooming', zoom],
  ]) {
    const rounds = await repeat(ROUNDS, () => countFrames(bench.browser, page, () => act(page, spot)))
    const range = `${Math.min(...rounds).toFixed(0)} to ${Math.max(...rounds).toFixed(0)}`
    console.log(`    ${name}: ${median(rounds).toFixed(1)} frames/s (${range})`)
  }
}

/** A place of the canvas where nothing is: what is dragged there is the view. */
function findFreeSpot(page) {
  return page.evaluate(() => {
    const { left, top, width, height } = document.querySelector('.react-flow').getBoundingClientRect()
    for (let y = top + height / 2; y < top + height - 80; y += 4)
      for (let x = left + 80; x < left + width - 80; x += 4)
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y }
    throw new Error('the picture leaves no free place')
  })
}

async function pan(page, { x, y }) {
  await page.mouse.move(x, y)
  await page.mouse.down()
  await inTime((share) => page.mouse.move(x + 120 * Math.sin(share * 16), y + 80 * Math.sin(share * 24)))
  await page.mouse.up()
}

async function zoom(page, { x, y }) {
  await page.mouse.move(x, y)
  await inTime((share) => page.mouse.wheel(0, Math.sin(share * 12) > 0 ? -12 : 12))
}

/** Moves again and again, no faster than a mouse does. */
async function inTime(move) {
  const start = performance.now()
  for (let now = start, next = start; now < start + DRAG; now = performance.now()) {
    await move((now - start) / DRAG)
    next = Math.max(next + MOVE, performance.now())
    await new Promise((resolve) => setTimeout(resolve, next - performance.now()))
  }
}
