import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { FirstVisitPane } from './pages/first-visit-pane.ts'
import { Keyboard } from './pages/keyboard.ts'

/** A large sample is read and drawn on a machine that may be busy. */
const READ = { timeout: 60_000 }

test('the doors over the sample are gone through without a mouse', async ({ bulkhead, page }) => {
  const { canvas, toolbar } = bulkhead
  const first = new FirstVisitPane(page)
  const keyboard = new Keyboard(page)
  await bulkhead.open()
  await expect(first.region).toBeVisible()
  await page.locator('body').press('Tab')

  await test.step('manifests of one’s own, and back', async () => {
    await keyboard.press(first.manifests)
    await expect(first.paste).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(first.paste).toHaveCount(0)
  })

  await test.step('a sample opens as a document of its own; the doors stay with the first one', async () => {
    await keyboard.press(first.sample)
    await keyboard.take(page.getByRole('menuitem', { name: /^tenants/ }))
    await expect(toolbar.document('tenants')).toBeVisible()
    await expect(canvas.frame('globex-prod')).toBeVisible()
    await expect(first.region).toHaveCount(0)
  })
})

test('a template begins with an empty document, which has the same doors; sent away, they stay away', async ({
  bulkhead,
  page,
}) => {
  const { templates, toolbar } = bulkhead
  const first = new FirstVisitPane(page)
  await bulkhead.open()
  await first.template.click()
  await expect(templates.cards.first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(toolbar.document('untitled')).toBeVisible()
  const empty = page.getByRole('region', { name: 'Empty document' })
  for (const door of [/^Your manifests/, /^A template/, /^A sample/])
    await expect(empty.getByRole('button', { name: door })).toBeVisible()

  await toolbar.chooseDocument('untitled', /^payments/)
  await first.dismiss.click()
  await expect(first.region).toHaveCount(0)
  await expect(toolbar.saved).toBeVisible()
  await page.reload()
  await expect(toolbar.document('payments')).toBeVisible()
  await expect(bulkhead.canvas.node('api-server')).toBeVisible()
  await expect(first.region).toHaveCount(0)
})

for (const view of ['Matrix', 'Flows'] as const)
  test(`a document that draws nothing has its doors and nothing behind them (${view})`, async ({ bulkhead, page }) => {
    const shown =
      view === 'Matrix'
        ? page.getByRole('grid', { name: /^Matrix/ })
        : page.getByRole('region', { name: 'Table of flows' })
    await bulkhead.open()
    await page.getByRole('tab', { name: view }).click()
    await expect(shown).toBeVisible()
    await bulkhead.toolbar.chooseDocument('payments', 'New document')
    await expect(page.getByRole('region', { name: 'Empty document' })).toBeVisible()
    await expect(shown).toHaveCount(0)
  })

test('the samples: a shop, one to repair, and a large one', async ({ bulkhead, page }) => {
  const { canvas, toolbar } = bulkhead
  const first = new FirstVisitPane(page)
  await bulkhead.open()
  await first.sample.click()
  await page.getByRole('menuitem', { name: /^shop/ }).click()
  await canvas.expectTitles('checkout', 'postgres', 'prometheus')
  await bulkhead.expectNoProblems()
  await toolbar.open('clinic')
  await expect(canvas.node('records-api')).toBeVisible()
  const problems = await bulkhead.openProblems()
  await expect(problems.panel).toContainText('did you mean "from"?')
  await toolbar.open('large')
  await expect(toolbar.document('large')).toBeVisible()
  await expect(canvas.frame('team-000')).toBeVisible(READ)
})

test('on a narrow screen every door is in sight', async ({ bulkhead, page }) => {
  const first = new FirstVisitPane(page)
  await page.setViewportSize({ width: 420, height: 900 })
  await bulkhead.page.goto('./')
  await expect(bulkhead.canvas.node('api-server')).toBeVisible()
  for (const door of [first.manifests, first.template, first.sample, first.dismiss])
    await expect(door).toBeInViewport({ ratio: 0.99 })
  await first.sample.click()
  await expect(page.getByRole('menuitem', { name: /^clinic/ })).toBeInViewport({ ratio: 0.99 })
  await page.getByRole('menuitem', { name: /^clinic/ }).click()
  await expect(bulkhead.canvas.node('records-api')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the first screen and behind its first door (${colorScheme})`, async ({
    bulkhead,
    page,
  }) => {
    const first = new FirstVisitPane(page)
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
    }
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await expect(first.region).toBeVisible()
    expect(await findings()).toEqual([])
    await first.manifests.click()
    await expect(first.paste).toBeFocused()
    expect(await findings()).toEqual([])
  })
