import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { BulkheadPage } from './pages/bulkhead-page.ts'

/** With the rule about the size of targets, which axe leaves out unless it is asked for. */
async function expectAccessible(page: Page, part?: string): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } })
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
}

type Show = (bulkhead: BulkheadPage) => Promise<void>

/** Everything that is looked at, and the part of the page that is new then. */
const VIEWS: readonly (readonly [name: string, part: string | undefined, show: Show])[] = [
  [
    'the graph with a selection',
    undefined,
    async ({ canvas }) => {
      await canvas.select(canvas.node('api-server'))
      await expect(canvas.actions('api-server')).toBeVisible()
    },
  ],
  ['the matrix', '[data-picture]', async (bulkhead) => void (await bulkhead.openMatrix())],
  ['the table of flows', '[data-picture]', ({ flows }) => flows.open()],
]

const PANELS = ['Explain', 'Inspector', 'Problems', 'Checks', 'Expectations', 'History', 'Compare']

const MENUS = [/^Document payments/, 'Add', /^CNI: /, 'Open…', 'Export', 'Preferences']

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, part, show] of VIEWS)
    test(`axe finds nothing on ${name} (${colorScheme})`, async ({ bulkhead, page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await bulkhead.open()
      await show(bulkhead)
      await expectAccessible(page, part)
    })

  test(`axe finds nothing in the panel (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await bulkhead.canvas.select(bulkhead.canvas.node('api-server'))
    for (const title of PANELS)
      await test.step(title, async () => {
        const tab = page.getByRole('tab', { name: new RegExp(`^${title}`) })
        await tab.click()
        await expect(tab).toHaveAttribute('aria-selected', 'true')
        await expectAccessible(page, '.bottom-panel')
      })
  })

  test(`axe finds nothing in the menus (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    for (const name of MENUS)
      await test.step(String(name), async () => {
        const exact = typeof name === 'string'
        await page.getByRole('banner').getByRole('button', { name, exact }).click()
        await expect(page.getByRole('menu')).toBeVisible()
        await expectAccessible(page, '[role="menu"]')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('menu')).toBeHidden()
      })
  })

  test(`axe finds nothing among the commands and their keys (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await bulkhead.palette.open()
    await expectAccessible(page, '.palette')
    await page.keyboard.press('Escape')
    await expect(bulkhead.palette.dialog).toBeHidden()
    await page.keyboard.press('F1')
    await expect(bulkhead.palette.help).toBeVisible()
    await expectAccessible(page, '.dialog')
  })

  test(`axe finds nothing in the dialogs of the menus (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    const dialogs = [
      ['rename document', /^Rename…/],
      ['paste from kubectl', /^Paste from kubectl/],
      ['apply with kubectl', /^Apply with kubectl/],
      ['pod addresses', /^Pod addresses/],
      ['from a template', /^From a template/],
    ] as const
    for (const [typed, option] of dialogs)
      await test.step(typed, async () => {
        await page.locator('body').focus()
        await bulkhead.palette.run(typed, option)
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectAccessible(page, '[role="dialog"]')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      })
  })
}

test('axe finds nothing in the dialog that draws an edge', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await bulkhead.canvas.draw(bulkhead.canvas.node('rogue-pod'), bulkhead.canvas.node('postgres'))
  await expect(bulkhead.connect.dialog).toBeVisible()
  await expectAccessible(page)
})

/** What can be pressed and is not wholly within the width of the window, or smaller than 24 px: links in a text and the drawing aside. */
function badTargets(): readonly string[] {
  const isPart = (element: Element) =>
    element.closest('.react-flow, .monaco-editor, [role="grid"], .file-list') !== null
  const isInText = (element: Element) =>
    getComputedStyle(element).display.startsWith('inline') && element.closest('p, li, dd, td, h3') !== null
  return [...document.querySelectorAll('button, select, a[href], input, [role="tab"], [role="menuitem"]')]
    .filter((element) => !isPart(element) && element.checkVisibility({ visibilityProperty: true }))
    .flatMap((element) => {
      const box = (element.closest('label') ?? element).getBoundingClientRect()
      const isOut = box.left < -1 || box.right > innerWidth + 1
      const isSmall = box.width < 24 || box.height < 24
      const name = `${element.tagName} ${element.className} '${element.textContent?.trim().slice(0, 30)}'`
      if (isOut) return [`out of sight: ${name}`]
      return isSmall && !isInText(element) ? [`${Math.round(box.width)}×${Math.round(box.height)}: ${name}`] : []
    })
}

const ROOMS = [
  { name: '1024 px', width: 1024, height: 768 },
  { name: '200 % zoom', width: 720, height: 450 },
  { name: '400 px', width: 400, height: 900 },
  { name: '320 px', width: 320, height: 640 },
]

for (const { name, width, height } of ROOMS)
  test(`every view can be used at ${name}: nothing out of sight, no target below 24 px`, async ({ bulkhead, page }) => {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('./')
    await expect(bulkhead.canvas.node('api-server')).toBeVisible()
    const goTo = async (typed: string, option: RegExp, sign: string) => {
      await bulkhead.palette.run(typed, option)
      await expect(page.locator(sign)).toBeVisible()
      await expect.poll(() => page.evaluate(badTargets), typed).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), typed).toBeLessThanOrEqual(width)
    }
    await expect.poll(() => page.evaluate(badTargets)).toEqual([])
    await goTo('go to the matrix', /^Go to the matrix/, '.matrix-grid')
    await goTo('go to the flows', /^Go to the flows/, '.flow-grid')
    await goTo('go to the graph', /^Go to the graph/, '.canvas__foot')
    await goTo('go to the text', /^Go to the text/, '.monaco-editor >> nth=0')
    await goTo('go to the panel', /^Go to the panel/, '.bottom-panel')
  })

test('who asked for less motion sees none', async ({ bulkhead, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  await bulkhead.canvas.select(bulkhead.canvas.node('api-server'))
  await expect(bulkhead.canvas.actions('api-server')).toBeVisible()
  await bulkhead.palette.open()
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.closest('.monaco-editor, .monaco-aria-container') === null)
        .filter((element) => {
          const { transitionDuration, animationName, animationDuration } = getComputedStyle(element)
          const lasts = (durations: string) => durations.split(',').some((each) => Number.parseFloat(each) > 0)
          return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration))
        })
        .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`),
    )
  await expect.poll(moving).toEqual([])
})
