import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('isolating a workload is shown in the text, in words and on the canvas before it is made', async ({
  bulkhead,
  page,
}) => {
  const { canvas, editor, preview } = bulkhead
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  const text = await editor.text()
  await canvas.select(canvas.node('rogue-pod'))
  const isolate = canvas.actions('rogue-pod').getByRole('button', { name: 'Isolate…' })

  await test.step('the preview says what it writes, whom it selects, what it closes', async () => {
    await isolate.click()
    await expect(preview.dialog).toHaveAccessibleName(/^Isolate rogue-pod \(ingress and egress/)
    await expect(preview.change).toContainText('kind: NetworkPolicy')
    await expect(preview.selectors).toContainText('selects rogue-pod')
    await expect(preview.effects).toContainText('becomes isolated: monitoring / rogue-pod (ingress and egress)')
    await expect(preview.effects.getByRole('heading', { name: /^closes \d+ flows$/ })).toBeVisible()
  })

  await test.step('the canvas draws it, beside the dialog', async () => {
    await expect(preview.closed.filter({ hasText: 'closes prometheus to rogue-pod on every port' })).toBeAttached()
    await expect(preview.isolated).toHaveText('+ isolated')
    await expect(preview.isolated).toBeInViewport()
    const roomBetween = async () => {
      const [card, dialog] = await Promise.all([preview.isolated.boundingBox(), preview.dialog.boundingBox()])
      return card && dialog ? dialog.x - card.x - card.width : -1
    }
    await expect.poll(roomBetween).toBeGreaterThan(0)
  })

  await test.step('choosing otherwise is planned again', async () => {
    await preview.dialog.getByRole('radio', { name: 'ingress', exact: true }).check()
    await expect(preview.effects).toContainText('rogue-pod (ingress)')
    await expect(preview.isolated).toHaveText('+ isolated in')
  })

  await test.step('Esc leaves everything as it was', async () => {
    await page.keyboard.press('Escape')
    await expect(preview.dialog).toBeHidden()
    await expect(preview.closed).toHaveCount(0)
    await expect(isolate).toBeFocused()
    await expect.poll(() => editor.text()).toBe(text)
  })

  await test.step('Enter makes it', async () => {
    await isolate.click()
    await expect(preview.apply).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(preview.dialog).toBeHidden()
    await expect(canvas.named('rogue-pod, admits nothing for ingress, isolated for egress, 1 edge out')).toBeVisible()
    await expect.poll(async () => (await editor.text()).startsWith(text)).toBe(true)
  })
})

test('a namespace is isolated from the inspector; what is isolated already is refused with the reason', async ({
  bulkhead,
  page,
}) => {
  const { canvas, preview } = bulkhead
  await bulkhead.open()
  await canvas.select(canvas.frame('monitoring'))
  await page.getByRole('button', { name: 'Isolate monitoring…' }).click()
  await expect(preview.isolated).toHaveCount(2)
  await expect(preview.apply).toBeEnabled()
  await preview.dialog.getByRole('button', { name: 'Cancel' }).click()

  await canvas.select(canvas.frame('payments'))
  await page.getByRole('button', { name: 'Isolate payments…' }).click()
  await expect(preview.dialog).toContainText('is isolated already')
  await expect(preview.apply).toBeDisabled()
})

test('an edge that is drawn is seen as open before it is allowed', async ({ bulkhead }) => {
  const { canvas, connect, preview } = bulkhead
  await bulkhead.open()
  await canvas.draw(canvas.node('frontend'), canvas.node('postgres'))
  await connect.dialog.getByRole('checkbox', { name: /^5432/ }).check()
  await expect(preview.opened).toHaveCount(1)
  await expect(preview.opened).toContainText('opens frontend to postgres on 5432')
  await connect.allow.click()
  await expect(preview.opened).toHaveCount(0)
  await expect(canvas.edge(/^allowed: frontend to postgres on 5432/)).toBeVisible()
})

test('a flow that a wide rule admits is stopped alone, by narrowing the rule', async ({ bulkhead, page }) => {
  const { canvas, disconnect, preview } = bulkhead
  await bulkhead.open()
  await canvas.select(canvas.node('frontend'))
  await canvas.select(canvas.edge(/^allowed: frontend to kube-dns/))
  await page.keyboard.press('Delete')
  await expect(disconnect.dialog).toContainText('kept: also for')
  await page.getByRole('radio', { name: /keeps what it admits for the other pods/ }).check()
  await expect(preview.closed).toHaveCount(1)
  await expect(preview.closed).toContainText('closes frontend to kube-dns on 53 UDP, TCP')
  await page.getByRole('button', { name: /^Narrow/ }).click()
  await expect(canvas.edge(/^allowed: api-server to kube-dns|^allowed: payments to kube-dns/).first()).toBeVisible()
  await canvas.select(canvas.node('frontend'))
  await expect(canvas.edge(/^allowed: frontend to kube-dns/)).toHaveCount(0)
  await expect(canvas.edge(/^allowed: frontend to api-server/)).toBeVisible()
})

test('small changes are applied at once where that was chosen, and taken back from the toast', async ({
  bulkhead,
  page,
}) => {
  const { canvas, connect, editor, explain } = bulkhead
  await bulkhead.open()
  const text = await editor.text()
  const choice = page.getByRole('menuitemcheckbox', { name: 'Apply small changes without asking' })
  const openPreferences = () => page.getByRole('button', { name: 'Preferences' }).click()

  await openPreferences()
  await expect(choice).not.toBeChecked()
  await choice.click()
  await explain.panel.getByRole('button', { name: 'Allow this flow…' }).click()
  const toast = bulkhead.toast(/Opens 1 flow/)
  await expect(toast).toBeVisible()
  await expect(connect.dialog).toBeHidden()
  await expect(explain.answer).toHaveText(/Allowed/)

  await toast.getByRole('button', { name: 'Undo' }).click()
  await expect(explain.answer).toHaveText(/Denied/)
  await expect.poll(() => editor.text()).toBe(text)

  await test.step('what closes something is asked all the same', async () => {
    await canvas.select(canvas.node('rogue-pod'))
    await canvas.actions('rogue-pod').getByRole('button', { name: 'Isolate…' }).click()
    await expect(bulkhead.preview.dialog).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('this browser remembers', async () => {
    await page.reload()
    await openPreferences()
    await expect(choice).toBeChecked()
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in a preview (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await bulkhead.canvas.select(bulkhead.canvas.node('rogue-pod'))
    await bulkhead.canvas.actions('rogue-pod').getByRole('button', { name: 'Isolate…' }).click()
    await expect(bulkhead.preview.apply).toBeEnabled()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
