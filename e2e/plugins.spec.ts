import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('a plugin that knows no named ports changes an answer, which says so; the choice is kept', async ({
  bulkhead,
  page,
}) => {
  await bulkhead.open()
  const explain = await bulkhead.openExplain()
  await explain.choose('From', 'internet')
  await explain.choose('To', 'payments / frontend')
  await explain.port.fill('8443')
  await expect(explain.answer).toContainText('Allowed')
  const plugins = await bulkhead.toolbar.openPlugins('upstream')
  await expect(plugins.row('upstream')).toContainText('in use')
  await plugins.name('weave').press('Enter')
  await expect(plugins.sources('weave')).toContainText('weaveworks/weave issue 3032')
  await plugins.dialog.getByRole('button', { name: 'Use weave' }).click()
  await expect(plugins.row('weave')).toContainText('in use')
  await page.keyboard.press('Escape')
  await expect(plugins.dialog).toBeHidden()
  await expect(bulkhead.toolbar.plugin('weave')).toBeFocused()
  await expect(explain.answer).toContainText('Denied')
  await expect(explain.panel).toContainText('weave does not support named ports')
  await expect(bulkhead.toolbar.saved).toBeVisible()
  await page.reload()
  await expect(bulkhead.toolbar.plugin('weave')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the table of network plugins (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme })
    await bulkhead.open()
    const plugins = await bulkhead.toolbar.openPlugins('upstream')
    await plugins.name('cilium').click()
    await expect(plugins.sources('cilium')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
