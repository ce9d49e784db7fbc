#!/usr/bin/env node
// How long the built page takes for a dump of 2,000 workloads and 6,000 pods, and the longest task of its main thread:
// `npm run build && npm run bench:browser`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { findChromium } from '../e2e/find-chromium.mjs'
import { generateDump, printDump } from './generate-dump.mjs'

const ROUNDS = 5

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

/** Counts the long tasks of the page from now on. */
function watchTasks() {
  window.longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration)
  }).observe({ type: 'longtask' })
}

async function openDump(browser, url, file) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.getByRole('group', { name: /^api-server,/ }).waitFor()
  await page.locator('.view-line').first().waitFor()
  await page.evaluate(watchTasks)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open…' }).click()
  await page.getByRole('menuitem', { name: 'Files…' }).click()
  const start = performance.now()
  await (await chooser).setFiles(file)
  await page.getByRole('group', { name: /^namespace team-039,/ }).waitFor({ timeout: 120_000 })
  const time = performance.now() - start
  const longest = await page.evaluate(() => Math.max(0, ...window.longTasks))
  await page.close()
  return { time, longest }
}

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'))
const server = await preview({ logLevel: 'error', preview: { port: 0 } })
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
})
try {
  const [url] = server.resolvedUrls.local
  const dump = generateDump({ workloads: 2000 })
  for (const format of ['json', 'yaml']) {
    const file = join(folder, `dump.${format}`)
    const text = printDump(dump, format)
    writeFileSync(file, text)
    const rounds = []
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await openDump(browser, url, file))
    const time = median(rounds.map((round) => round.time)).toFixed(0)
    const longest = median(rounds.map((round) => round.longest)).toFixed(0)
    console.log(
      `${format}, ${(text.length / 1e6).toFixed(1)} MB: picture after ${time} ms, longest task ${longest} ms (medians of ${ROUNDS})`,
    )
  }
} finally {
  await browser.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
}
