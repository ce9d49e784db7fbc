import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import type { BulkheadPage } from './pages/bulkhead-page.ts'
import { deploymentText, WIDE } from './texts.ts'

/** Selects an edge of a workload and asks to delete it. */
async function askToDelete({ canvas, page }: BulkheadPage, node: string, edge: RegExp): Promise<void> {
  await canvas.select(canvas.node(node))
  await canvas.select(canvas.edge(edge))
  await page.keyboard.press('Delete')
}

test('narrow a wide rule: one of many is stopped, and the rule goes on for the others', async ({ bulkhead }) => {
  const { canvas, disconnect, editor, preview, toolbar } = bulkhead
  await bulkhead.open()
  await bulkhead.pick([{ name: 'wide.yaml', text: WIDE }])
  await expect(canvas.node('cron')).toBeVisible()
  const text = await editor.text()

  await test.step('the rule is kept, and there are ways around it: the exact one first', async () => {
    await askToDelete(bulkhead, 'web', /^allowed: web to api on/)
    await expect(disconnect.dialog).toContainText('kept: also from')
    await expect(disconnect.dialog.getByRole('radio')).toHaveCount(2)
    const ways = disconnect.dialog.getByRole('group', { name: 'Ways to stop only this' })
    await expect(ways).toContainText(/everyone it admits but web\s*nothing else closes/)
    await expect(ways).toContainText(/lists the others by name\s*also closes pods that are added later/)
    await expect(disconnect.dialog.getByRole('radio').first()).toHaveAccessibleName(/everyone it admits but web/)
    await expect(disconnect.confirm).toBeDisabled()
  })

  await test.step('each shows what it would write before it is chosen', async () => {
    await disconnect.dialog.getByText('What it writes').last().click()
    await expect(disconnect.change).toContainText('app: cron')
    await expect(preview.closed).toHaveCount(0)
  })

  await test.step('what is chosen is drawn: one flow closes', async () => {
    await disconnect.way(/everyone it admits but web/).check()
    await expect(preview.closed).toHaveCount(1)
    await expect(preview.closed).toContainText('closes web to api on 8000-8010')
    await expect(disconnect.effects).toContainText('closes 1 flow')
    await expect(disconnect.effects).not.toContainText('opens')
  })

  await test.step('the text says who is left out, and keeps its comments', async () => {
    await expect(disconnect.confirm).toHaveText(/^Narrow \+/)
    await disconnect.confirm.click()
    await expect(disconnect.dialog).toBeHidden()
    await expect
      .poll(() => editor.text())
      .toMatch(/key: app\s+operator: NotIn\s+values:\s+- web|NotIn, values: \[web\]/)
    await expect.poll(() => editor.text()).toContain('# Everybody in the shop, for now.')
    await canvas.select(canvas.node('cron'))
    await expect(canvas.edge(/^allowed: cron to api on/)).toBeVisible()
    await canvas.select(canvas.node('web'))
    await expect(canvas.edge(/^allowed: web to api on/)).toHaveCount(0)
    await bulkhead.expectNoProblems()
  })

  await test.step('undo restores the bytes', async () => {
    await toolbar.undo.click()
    await expect.poll(() => editor.text()).toBe(text)
  })
})

test('only some ports are stopped: the range is split around them', async ({ bulkhead }) => {
  const { canvas, disconnect, editor } = bulkhead
  await bulkhead.open()
  await bulkhead.pick([{ name: 'wide.yaml', text: WIDE }])
  await expect(canvas.node('cron')).toBeVisible()
  await askToDelete(bulkhead, 'web', /^allowed: web to api on/)
  await expect(disconnect.dialog.getByRole('radio')).toHaveCount(2)

  await disconnect.ports.fill('8005 tcp')
  await expect(disconnect.dialog).toContainText('names no port')
  await disconnect.ports.fill('8005')
  await expect(disconnect.dialog).toHaveAccessibleName('Close web → api TCP 8005')
  await disconnect.dialog.getByRole('radio').first().check()
  await expect(disconnect.effects).toContainText('8005 TCP')
  await disconnect.confirm.click()
  await expect.poll(() => editor.text()).toMatch(/endPort: 8004[\s\S]*8006/)
  await canvas.select(canvas.node('web'))
  await expect(canvas.edge(/^allowed: web to api on 8000-8004, 8006-8010/)).toBeVisible()
})

test('what no rule can say is refused with the reason', async ({ bulkhead }) => {
  const { canvas, disconnect } = bulkhead
  await bulkhead.open()
  const twin = deploymentText('web-canary', 'web')
  await bulkhead.pick([{ name: 'wide.yaml', text: `${WIDE}---\n${twin}` }])
  await expect(canvas.node('web-canary')).toBeVisible()
  await askToDelete(bulkhead, 'web', /^allowed: web to api on/)
  await expect(disconnect.refusals).toContainText('no label tells web from the others that all pods matches')
  await expect(disconnect.confirm).toBeDisabled()
  await disconnect.dialog.getByRole('button', { name: 'Cancel' }).click()
})

test('a flow that nothing isolates is stopped from its explanation, by isolating an end', async ({
  bulkhead,
  page,
}) => {
  const { disconnect, editor, preview } = bulkhead
  await bulkhead.open()
  const text = await editor.text()
  const explain = await bulkhead.openExplain()
  // The list of so few lies over the border of the pane.
  await explain.panel.getByRole('combobox', { name: 'From', exact: true }).fill('prometheus')
  await page.getByRole('option', { name: 'monitoring / prometheus' }).click()
  await explain.choose('To', 'monitoring / rogue-pod')
  await explain.port.fill('22')
  await expect(explain.answer).toContainText('Allowed')
  await explain.panel.getByRole('button', { name: 'Stop this flow…' }).click()
  await expect(disconnect.dialog).toHaveAccessibleName('Close prometheus → rogue-pod TCP 22')
  await disconnect
    .way(/^isolates rogue-pod for ingress: everyone but prometheus/)
    .first()
    .check()
  await expect(preview.isolated).toHaveText('+ isolated in')
  await expect(disconnect.effects).toContainText('becomes isolated: monitoring / rogue-pod (ingress)')
  await expect(disconnect.confirm).toHaveText(/^Isolate \+/)
  await disconnect.confirm.click()
  await expect(explain.answer).toContainText('Denied')
  await expect.poll(async () => (await editor.text()).startsWith(text)).toBe(true)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the ways to stop a flow (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await bulkhead.pick([{ name: 'wide.yaml', text: WIDE }])
    await expect(bulkhead.canvas.node('cron')).toBeVisible()
    await askToDelete(bulkhead, 'web', /^allowed: web to api on/)
    await bulkhead.disconnect.way(/everyone it admits but web/).check()
    await expect(bulkhead.disconnect.confirm).toBeEnabled()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
