import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the main view (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme })
    await bulkhead.open()
    await bulkhead.canvas.select(bulkhead.canvas.node('api-server'))
    await expect(bulkhead.canvas.actions('api-server')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })

test('axe finds nothing in the dialog that draws an edge', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await bulkhead.canvas.draw(bulkhead.canvas.node('rogue-pod'), bulkhead.canvas.node('postgres'))
  await expect(bulkhead.connect.dialog).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
})
