import { generateDump, printDump } from '../generate-dump.mjs'
import { median, ROUNDS, repeat } from './figures.mjs'
import { countFrames } from './frame-trace.mjs'
import { frameOf, openSample, pickFile } from './open-bench.mjs'

/** Milliseconds of a drag, and between two moves of the mouse. */
const DRAG = 4000
const MOVE = 16

/** Panning and zooming the folded picture of 2,000 workloads, with nothing selected: frames that were shown. */
export async function measureFrames(bench) {
  const page = await openSample(bench)
  await pickFile(
    page,
    bench.write('dump.json', () => printDump(generateDump({ workloads: 2000 }), 'json')),
  )
  await frameOf(page, 'team-039').waitFor({ timeout: 120_000 })
  const [nodes, edges] = await Promise.all(
    ['.react-flow__node', '.react-flow__edge'].map((selector) => page.locator(selector).count()),
  )
  console.log(`  2,000 workloads, folded: ${nodes} nodes, ${edges} edges`)
  const spot = await findFreeSpot(page)
  for (const [name, act] of [
    ['panning', pan],
    ['zooming', zoom],
  ]) {
    const rounds = await repeat(ROUNDS, () => countFrames(bench.browser, page, () => act(page, spot)))
    const [shown, whole] = ['shown', 'whole'].map((key) => rounds.map((round) => round[key]))
    const range = `${Math.min(...whole).toFixed(0)} to ${Math.max(...whole).toFixed(0)}`
    console.log(
      `    ${name}: ${median(whole).toFixed(1)} frames/s (${range}); with partial ones ${median(shown).toFixed(1)}`,
    )
  }
  await page.context().close()
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
