import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { Keyboard } from './pages/keyboard.ts'

test('a template is chosen, filled in and applied without a mouse', async ({ bulkhead, page }) => {
  const { canvas, editor, preview, templates, toolbar } = bulkhead
  const keyboard = new Keyboard(page)
  await bulkhead.open()
  const text = await editor.text()

  await test.step('the gallery is gone through with the arrow keys', async () => {
    await canvas.region.focus()
    await keyboard.press(page.getByRole('button', { name: 'Templates', exact: true }), 'Shift+Tab')
    await expect(templates.cards).toHaveCount(10)
    await expect(templates.card('Default deny')).toBeFocused()
    await page.keyboard.press('End')
    await expect(templates.card('Tenant isolation')).toBeFocused()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await expect(templates.card('Allow DNS')).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
  })

  await test.step('it is filled from the document, and previewed', async () => {
    await expect(templates.dialog).toBeHidden()
    await expect(preview.dialog).toBeFocused()
    await expect(preview.dialog.getByRole('combobox', { name: 'Namespace' })).toHaveValue('payments')
    await expect(preview.dialog).toContainText('payments is isolated already')
    await expect(preview.apply).toBeDisabled()
  })

  await test.step('another namespace', async () => {
    const namespace = preview.dialog.getByRole('combobox', { name: 'Namespace' })
    await keyboard.reach(namespace)
    await keyboard.type('monit')
    await page.keyboard.press('Enter')
    await expect(preview.dialog).toHaveAccessibleName('Isolate namespace monitoring (ingress)')
    await expect(preview.effects).toContainText('monitoring / rogue-pod (ingress)')
    await expect(preview.isolated.first()).toBeAttached()
    await expect(preview.apply).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(preview.dialog).toBeHidden()
    await expect(canvas.node('rogue-pod')).toHaveAccessibleName(/admits nothing for ingress/)
  })

  await toolbar.undo.click()
  await expect(toolbar.undo).toBeDisabled()
  await editor.openFile('policies.yaml')
  await expect.poll(() => editor.text()).toBe(text)
})

test('fields follow each other, ports that cannot be read are refused, others can be looked at', async ({
  bulkhead,
  page,
}) => {
  const { preview, templates } = bulkhead
  await bulkhead.open()
  await page.getByRole('button', { name: 'Templates', exact: true }).click()
  await templates.card('From a namespace').click()
  const ports = preview.dialog.getByRole('textbox', { name: 'Ports' })
  await preview.dialog.getByRole('combobox', { name: 'Pods' }).fill('payments api-server')
  await page.getByRole('option', { name: 'payments / api-server' }).click()
  await expect(ports).toHaveValue('8080, 9090')
  await expect(preview.selectors).toContainText('selects')
  await ports.fill('8080, 90-80')
  await expect(preview.dialog).toContainText('"90-80" runs backwards: write 80-90')
  await expect(preview.apply).toBeDisabled()
  await ports.fill('8080')
  await expect(preview.dialog).toHaveAccessibleName(/ → api-server on 8080$/)
  await expect(preview.apply).toBeEnabled()

  await preview.dialog.getByRole('button', { name: 'Other templates…' }).click()
  await expect(templates.cards).toHaveCount(10)
  await page.keyboard.press('Escape')
  await expect(templates.dialog).toBeHidden()
  await expect(bulkhead.toolbar.undo).toBeDisabled()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the gallery and in a template (${colorScheme})`, async ({ bulkhead, page }) => {
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
    }
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await page.getByRole('button', { name: 'Templates', exact: true }).click()
    await expect(bulkhead.templates.cards).toHaveCount(10)
    expect(await findings()).toEqual([])
    await bulkhead.templates.card('Three-tier application').click()
    await expect(bulkhead.preview.apply).toBeEnabled()
    expect(await findings()).toEqual([])
  })
