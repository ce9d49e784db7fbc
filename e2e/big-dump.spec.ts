import { writeFile } from 'node:fs/promises'
import { generateDump, printDump } from '../bench/generate-dump.mjs'
import { expect, test } from './fixtures.ts'

/** Longer tasks of the main thread are felt. Milliseconds. */
const LIMIT = 200

for (const format of ['json', 'yaml'] as const)
  test(`a dump of 2,000 workloads and 6,000 pods opens without a long task (${format})`, async ({
    bulkhead,
    page,
  }, testInfo) => {
    const file = testInfo.outputPath(`dump.${format}`)
    await writeFile(file, printDump(generateDump({ workloads: 2000 }), format))
    await bulkhead.open()
    await page.evaluate(() => {
      const tasks: number[] = []
      Object.assign(window, { longTasks: tasks })
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration)
      }).observe({ type: 'longtask' })
    })
    await bulkhead.pick(file)
    await expect(bulkhead.canvas.frame('team-039')).toBeVisible({ timeout: 45_000 })
    await expect(page.getByText(/Opened [\d,]+ resources/)).toBeVisible()
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
    expect(Math.max(0, ...tasks)).toBeLessThan(LIMIT)
  })
