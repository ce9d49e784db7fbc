import { generateDump, printDump } from '../bench/generate-dump.mjs'
import { expect, test } from './fixtures.ts'

/** Longer tasks of the main thread are felt. Milliseconds. */
const LIMIT = 200

for (const format of ['json', 'yaml'] as const)
  test(`a dump of 2,000 workloads and 6,000 pods opens without a long task (${format})`, async ({ bulkhead, page }) => {
    const text = printDump(generateDump({ workloads: 2000 }), format)
    await bulkhead.open()
    const transfer = await page.evaluateHandle(
      ([content, name]) => {
        const data = new DataTransfer()
        data.items.add(new File([content ?? ''], name ?? ''))
        return data
      },
      [text, `dump.${format}`],
    )
    await page.evaluate(() => {
      const tasks: number[] = []
      Object.assign(window, { longTasks: tasks })
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration)
      }).observe({ type: 'longtask' })
    })
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
    await expect(bulkhead.canvas.frame('team-039')).toBeVisible({ timeout: 45_000 })
    await expect(page.getByText(/Opened [\d,]+ resources/)).toBeVisible()
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
    expect(Math.max(0, ...tasks)).toBeLessThan(LIMIT)
  })
