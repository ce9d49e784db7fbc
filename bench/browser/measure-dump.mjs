import { statSync } from 'node:fs'
import { generateDump, printDump } from '../generate-dump.mjs'
import { inWords, ROUNDS, repeat } from './figures.mjs'
import { longestTask, watchTasks } from './long-tasks.mjs'
import { frameOf, openSample, pickFile } from './open-bench.mjs'

/** A dump of 2,000 workloads and 6,000 pods: from the chosen file to the folded picture, and the longest task on the way. */
export async function measureDump(bench) {
  for (const format of ['json', 'yaml']) {
    const file = bench.write(`dump.${format}`, () => printDump(generateDump({ workloads: 2000 }), format))
    const rounds = await repeat(ROUNDS, () => openDump(bench, file))
    const size = (statSync(file).size / 1e6).toFixed(1)
    console.log(
      `  2,000 workloads, 6,000 pods, ${format}, ${size} MB: picture after ${inWords(rounds.map(({ time }) => time))}`,
    )
    console.log(`    longest task ${inWords(rounds.map(({ longest }) => longest))}`)
  }
}

async function openDump(bench, file) {
  const page = await openSample(bench)
  await watchTasks(page)
  const start = await pickFile(page, file)
  await frameOf(page, 'team-039').waitFor({ timeout: 120_000 })
  const time = performance.now() - start
  await page.getByText(/Opened [\d,]+ resources/).waitFor()
  const longest = await longestTask(page)
  await page.context().close()
  return { time, longest }
}
