import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { PracticePane } from './pages/practice-pane.ts'

test('a task is solved by drawing, counted as passed, and never touches other work', async ({ bulkhead, page }) => {
  const { canvas, connect, editor, toolbar } = bulkhead
  const practice = new PracticePane(page)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  const sample = await editor.text()

  await test.step('it opens as a document of its own, and says what has to hold', async () => {
    await practice.openList()
    await practice.begin('Leave one door open')
    await expect(toolbar.document('practice: Leave one door open')).toBeVisible()
    await expect(practice.claim('Nobody else reaches prices')).toContainText('Does not hold.')
    await expect(practice.claim('what the Service prices leads to')).toContainText('Holds.')
  })

  await test.step('an edge from till to prices is what is asked for', async () => {
    await canvas.draw(canvas.node('till'), canvas.node('prices'))
    await connect.dialog.getByRole('checkbox', { name: '8080' }).check()
    await connect.dialog.getByRole('button', { name: 'Isolate prices and allow only this…' }).click()
    await expect(connect.dialog.getByRole('button', { name: /^Isolate prices and allow only this \+/ })).toBeEnabled()
    await connect.dialog.getByRole('button', { name: /^Isolate prices and allow only this \+/ }).click()
    await expect(connect.dialog).toBeHidden()
  })

  await test.step('every claim holds: it is passed', async () => {
    await expect(practice.passed).toBeVisible()
    await expect(practice.claims.filter({ hasText: 'Does not hold.' })).toHaveCount(0)
  })

  await test.step('what was passed is remembered, and the sample is as it was', async () => {
    await practice.panel.getByRole('button', { name: 'All tasks…' }).click()
    await expect(practice.dialog.getByRole('listitem').filter({ hasText: 'passed' })).toHaveCount(1)
    await page.keyboard.press('Escape')
    await toolbar.chooseDocument('practice: Leave one door open', /^payments/)
    await expect(practice.panel).toHaveCount(0)
    await expect.poll(() => editor.text()).toBe(sample)
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the list of tasks and in a task (${colorScheme})`, async ({ bulkhead, page }) => {
    const practice = new PracticePane(page)
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
    }
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await practice.openList()
    await expect(practice.dialog).toBeVisible()
    expect(await findings()).toEqual([])
    await practice.begin('Both at once')
    await expect(practice.claim('Others in watch')).toContainText('Does not hold.')
    await practice.panel.getByRole('button', { name: 'Hint 1 of 3' }).click()
    await expect(practice.panel.getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(1)
    expect(await findings()).toEqual([])
  })
