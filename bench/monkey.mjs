#!/usr/bin/env node
// Random clicks, keys, drags and sizes in the built page: `npm run build && npm run test:monkey`, or
// `npm run test:monkey -- --rounds N --steps N --seed S`. Prints what the page must never do, with the steps that led there;
// the same seed takes the same steps as far as the page is as quick as it was.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exit } from 'node:process'
import { parseArgs } from 'node:util'
import { doSomething, pickFrom, SIZES } from './browser/monkey-acts.mjs'
import { openBench } from './browser/open-bench.mjs'
import { createRandom } from './random.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    steps: { type: 'string', default: '300' },
    seed: { type: 'string' },
  },
})
const [rounds, steps] = [values.rounds, values.steps].map(Number)
const first = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
if (![rounds, steps, first].every(Number.isSafeInteger)) {
  console.error('--rounds, --steps and --seed take whole numbers')
  exit(2)
}

/** The last steps tell what led to a complaint. */
const TOLD_STEPS = 40

/** What the page says of itself that it must never say: that a pane or the engine stopped working. */
const FAILURES = '.pane-failure, .engine-failure, .storage-trouble'

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-monkey-'))
const bench = await openBench(folder)
let failed = 0
try {
  for (let seed = first; seed < first + rounds; seed += 1) {
    const complaints = await playRound(seed)
    console.log(`seed ${seed}: ${steps} steps, ${complaints.length === 0 ? 'nothing to complain of' : ''}`)
    for (const { words, trail } of complaints) console.log(`\n${words}\n  after ${trail.join('; ')}\n`)
    if (complaints.length > 0) failed += 1
  }
} finally {
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
}
exit(failed > 0 ? 1 : 0)

async function playRound(seed) {
  const random = createRandom(seed)
  const context = await bench.browser.newContext({
    viewport: pickFrom(SIZES, random),
    colorScheme: pickFrom(['light', 'dark'], random),
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const trail = []
  const complaints = []
  const complain = (words) => complaints.push({ words, trail: trail.slice(-TOLD_STEPS) })
  page.on('pageerror', (error) => complain(`page error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()}`)
  })
  page.on('dialog', (dialog) => dialog.dismiss())
  // A listener keeps the browser's own window for files away.
  page.on('filechooser', () => {})
  page.on('popup', (popup) => popup.close())
  await openPage(page)
  for (let step = 0; step < steps; step += 1) {
    trail.push(await doSomething(page, random))
    if (!page.url().startsWith(bench.url)) await openPage(page)
    if (await page.locator(FAILURES).count()) {
      complain(await page.locator(FAILURES).first().innerText())
      break
    }
  }
  await checkText(page, complain)
  await context.close()
  return complaints
}

async function openPage(page) {
  await page.goto(bench.url)
  await page.getByRole('banner').waitFor()
}

/** Undone and done again, and in a page that is opened again, the text is what it was. */
async function checkText(page, complain) {
  await page.setViewportSize(SIZES[0])
  for (let level = 0; level < 4; level += 1) await page.keyboard.press('Escape')
  const before = await readText(page)
  // What was undone before stays so.
  await press(page, 'Redo', await press(page, 'Undo'))
  if ((await readText(page)) !== before) complain('undone and done again, the text is another')
  const saved = page.locator('.saved')
  await saved.filter({ hasNotText: 'saving' }).waitFor()
  // Of what was only looked at nothing is kept.
  if ((await saved.innerText()).includes('not stored')) return
  await openPage(page)
  if ((await readText(page)) !== before) complain('opened again, the text is another')
}

/** Presses Undo or Redo as often as it can be pressed, or so many times; resolves with how often it was. */
async function press(page, name, most = Number.POSITIVE_INFINITY) {
  const button = page.locator('.history').getByRole('button', { name: new RegExp(`^${name}`) })
  let times = 0
  for (; times < most && (await button.isEnabled()); times += 1) await button.click()
  return times
}

/** The texts of all files, copied as a person would. */
async function readText(page) {
  const tabs = page.getByRole('tablist', { name: 'Files' }).getByRole('tab')
  await tabs.first().or(page.getByText('This document has no files yet.')).first().waitFor()
  const texts = []
  for (const tab of await tabs.all()) {
    await tab.click()
    texts.push(await copyText(page))
  }
  return texts.join('\n---\n')
}

async function copyText(page) {
  const textbox = page.getByRole('textbox', { name: /YAML|Editor content/ }).first()
  await textbox.waitFor({ state: 'attached' })
  await textbox.focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+C')
  return page.evaluate(() => navigator.clipboard.readText())
}
