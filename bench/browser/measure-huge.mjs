import { statSync } from 'node:fs'
import { generateCluster } from '../generate-cluster.mjs'
import { generateDump, printDump } from '../generate-dump.mjs'
import { cancelAndAsk, cancelReading } from './cancelling.mjs'
import { inWords, median, ROUNDS, repeat } from './figures.mjs'
import { longestTask, watchTasks } from './long-tasks.mjs'
import { frameOf, openSample, pickFile } from './open-bench.mjs'

const SIZE = { workloads: 10_000, namespaces: 500 }

const INPUTS = [
  { name: 'huge.json', print: () => printDump(generateDump({ ...SIZE, pods: 0 }), 'json') },
  { name: 'huge.yaml', print: () => generateCluster({ ...SIZE, seed: 1 }) },
]

/** 10,000 workloads in 500 namespaces: the folded picture, stopping on the way to it, and an answer after that. */
export async function measureHuge(bench) {
  for (const { name, print } of INPUTS) {
    const file = bench.write(name, print)
    const rounds = await repeat(ROUNDS, () => openHuge(bench, file))
    const size = (statSync(file).size / 1e6).toFixed(1)
    console.log(`  ${name}, ${size} MB: picture after ${inWords(rounds.map(({ time }) => time))}`)
    console.log(`    longest task ${inWords(rounds.map(({ longest }) => longest))}`)
    const told = rounds.map(({ quiet }) => quiet)
    console.log(`    longest without a word of progress ${inWords(told)}`)
    const whole = median(rounds.map(({ time }) => time))
    const stops = await repeat(ROUNDS, (round) => cancelReading(bench, file, (round / (2 * ROUNDS)) * whole))
    const stopped = stops.filter((time) => time !== null)
    console.log(
      `    stopped on the way, at ${stopped.length} places, after ${stopped.length > 0 ? inWords(stopped) : 'never'}`,
    )
    console.log(`    asked after a change was stopped: answer after ${inWords(rounds.map(({ answer }) => answer))}`)
  }
}

async function openHuge(bench, file) {
  const page = await openSample(bench)
  await watchTasks(page)
  await watchProgress(page)
  const start = await pickFile(page, file)
  await frameOf(page, 'team-499').waitFor({ timeout: 180_000 })
  const time = performance.now() - start
  const longest = await longestTask(page)
  const quiet = await page.evaluate(() => window.longestQuiet())
  const answer = await cancelAndAsk(page)
  await page.context().close()
  return { time, longest, quiet, answer }
}

/** Notes when the words about the work change, once there are some. */
function watchProgress(page) {
  return page.evaluate(() => {
    const times = []
    let words = ''
    new MutationObserver(() => {
      const said = document.querySelector('.work-state')?.textContent ?? ''
      if (said !== words && said !== '') times.push(performance.now())
      words = said
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    window.longestQuiet = () =>
      Math.max(0, ...[...times, performance.now()].map((time, index) => (index > 0 ? time - times[index - 1] : 0)))
  })
}
