import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('other labels of a workload: who depended on the old ones is said while they are typed', async ({
  bulkhead,
  page,
}) => {
  const { canvas, editor, preview } = bulkhead
  await bulkhead.open()
  await editor.openFile('cluster.yaml')
  const text = await editor.text()
  await canvas.select(canvas.node('api-server'))
  await canvas.actions('api-server').getByRole('button', { name: 'More for api-server' }).click()
  await page.getByRole('menuitem', { name: 'Labels…' }).click()
  const value = preview.dialog.getByRole('combobox', { name: 'Value of app' })
  await value.fill('orders')
  await expect(preview.dialog).toContainText('api-server is no longer selected by api-server (payments)')
  await expect(preview.dialog).toContainText('Service api-server no longer leads to api-server')
  await expect(preview.closed.first()).toBeAttached()
  await value.fill('api-server')
  await expect(preview.dialog).not.toContainText('no longer')
  await expect(preview.apply).toBeDisabled()

  await preview.dialog.getByRole('button', { name: 'Add a label' }).click()
  await preview.dialog.getByRole('combobox', { name: 'Key of new label' }).fill('team')
  await preview.dialog.getByRole('combobox', { name: 'Value of new label' }).fill('orders')
  await expect(preview.dialog).toHaveAccessibleName('Change labels of api-server: team=orders')
  await expect(preview.apply).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(preview.dialog).toBeHidden()
  await expect(editor.line('team: orders')).toBeVisible()
  await page.getByRole('button', { name: /^Undo change labels of api-server/ }).click()
  await expect(bulkhead.toolbar.undo).toBeDisabled()
  await expect.poll(() => editor.text()).toBe(text)
})

test('what Delete and F2 do at a node is shown first, and can be taken back', async ({ bulkhead, page }) => {
  const { canvas, preview, toolbar } = bulkhead
  await bulkhead.open()
  await page.getByRole('button', { name: 'Preferences' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Apply small changes without asking' }).click()

  await canvas.select(canvas.node('rogue-pod'))
  await page.keyboard.press('Delete')
  await expect(preview.dialog).toHaveAccessibleName('Delete Pod rogue-pod')
  await expect(preview.apply).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(canvas.node('rogue-pod')).toHaveCount(0)
  await toolbar.undo.click()
  await expect(canvas.node('rogue-pod')).toBeVisible()

  await canvas.select(canvas.frame('monitoring'))
  await page.keyboard.press('F2')
  const name = preview.dialog.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await page.keyboard.type('observability')
  await expect(preview.dialog).toContainText('rules that name it follow: allow-prometheus-scrape')
  await expect(preview.apply).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(canvas.frame('observability')).toBeVisible()
  await expect(canvas.edge(/^allowed: prometheus to api-server/)).toBeVisible()
  await toolbar.undo.click()
  await expect(canvas.frame('monitoring')).toBeVisible()
})

test('a workload moves and is repeated, a policy is taken out, from menus', async ({ bulkhead, page }) => {
  const { canvas, preview } = bulkhead
  const choose = async (thing: string, command: string) => {
    await page.getByRole('button', { name: thing, exact: true }).click()
    await page.getByRole('menuitem', { name: command }).click()
  }
  await bulkhead.open()

  await test.step('move', async () => {
    await canvas.select(canvas.node('rogue-pod'))
    await choose('More for rogue-pod', 'Move to namespace…')
    await expect(preview.dialog).toContainText('give a name')
    await preview.dialog.getByRole('combobox', { name: 'Namespace' }).fill('payments')
    await expect(preview.dialog).toContainText('rogue-pod is now selected by')
    await preview.apply.click()
    await expect(canvas.node('rogue-pod')).toHaveAccessibleName(/^rogue-pod, admits nothing/)
  })

  await test.step('duplicate, under a name that is taken, and under a free one', async () => {
    await canvas.select(canvas.node('frontend'))
    await choose('Change frontend', 'Duplicate…')
    const name = preview.dialog.getByRole('textbox', { name: 'Name' })
    await name.fill('postgres-client')
    await expect(preview.dialog).toHaveAccessibleName('Duplicate Deployment frontend as postgres-client')
    await name.fill('api-server')
    await expect(preview.dialog).toContainText('Deployment api-server in payments is there already')
    await expect(preview.apply).toBeDisabled()
    await name.fill('')
    await expect(preview.dialog).toHaveAccessibleName('Duplicate Deployment frontend as frontend-copy')
    await preview.apply.click()
    await expect(canvas.node('frontend-copy')).toBeVisible()
  })

  await test.step('delete a policy: what it closed opens, and is shown', async () => {
    await canvas.select(canvas.frame('payments'))
    await choose('Change policy default-deny-all', 'Delete…')
    await expect(preview.dialog).toHaveAccessibleName('Delete policy default-deny-all')
    await expect(preview.effects.getByRole('heading', { name: /^opens \d+ flows?$/ })).toBeVisible()
    await preview.apply.click()
    await expect(page.getByRole('button', { name: 'Change policy default-deny-all' })).toHaveCount(0)
  })
})

test('every namespace is isolated at once, from where nothing is selected', async ({ bulkhead, page }) => {
  const { canvas, preview } = bulkhead
  await bulkhead.open()
  await page.getByRole('tab', { name: 'Inspector' }).click()
  await page.getByRole('button', { name: 'Isolate all namespaces…' }).click()
  await expect(preview.dialog).toHaveAccessibleName('Isolate every namespace (ingress and egress, DNS kept)')
  await expect(preview.effects).toContainText('monitoring / rogue-pod (ingress and egress)')
  await preview.apply.click()
  await expect(canvas.named('rogue-pod, admits nothing for ingress, isolated for egress')).toBeVisible()
  const explain = await bulkhead.openExplain()
  await explain.ask('monitoring rogue-pod', 'kube-system kube-dns', '53')
  await expect(explain.answer).toContainText('Allowed')
  await explain.ask('monitoring rogue-pod', 'monitoring prometheus', '9090')
  await expect(explain.answer).toContainText('Denied')
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in what new things and labels ask for (${colorScheme})`, async ({ bulkhead, page }) => {
    const { canvas, preview } = bulkhead
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
    }
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Pod…' }).click()
    await expect(preview.dialog).toContainText('give a name')
    expect(await findings()).toEqual([])
    await page.keyboard.press('Escape')
    await canvas.select(canvas.node('api-server'))
    await page.getByRole('button', { name: 'More for api-server' }).click()
    await page.getByRole('menuitem', { name: 'Labels…' }).click()
    await preview.dialog.getByRole('button', { name: 'Remove tier' }).click()
    await expect(preview.apply).toBeEnabled()
    expect(await findings()).toEqual([])
  })
