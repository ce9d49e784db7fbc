import { expect, test } from './fixtures.ts'
import { BulkheadPage } from './pages/bulkhead-page.ts'
import { policy, SHOP } from './texts.ts'

test('work is saved in this browser and restored at the next visit', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await bulkhead.canvas.paste(SHOP)
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  await bulkhead.editor.retype('# Keeps what customers want', 'customers', 'buyers')
  await expect(bulkhead.editor.line('# Keeps what buyers want')).toBeVisible()
  await expect(bulkhead.toolbar.saved).toBeVisible()

  await page.reload()
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  await expect(bulkhead.toolbar.document('pasted')).toBeVisible()
  await expect.poll(() => bulkhead.editor.text()).toBe(SHOP.replace('customers', 'buyers'))

  await bulkhead.toolbar.chooseDocument('pasted', /^payments/)
  await expect(bulkhead.canvas.node('api-server')).toBeVisible()
})

test('a save over a newer one of another tab becomes a copy, and says so', async ({ bulkhead, context }) => {
  await bulkhead.open()
  await bulkhead.canvas.paste(SHOP)
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  await expect(bulkhead.toolbar.saved).toBeVisible()

  const other = new BulkheadPage(await context.newPage())
  await other.page.goto('./')
  await expect(other.toolbar.document('pasted')).toBeVisible()
  await other.editor.retype('# Keeps what customers want', 'customers', 'others')
  await expect(other.editor.line('# Keeps what others want')).toBeVisible()
  await expect(other.toolbar.saved).toBeVisible()

  await bulkhead.editor.retype('# Keeps what customers want', 'customers', 'buyers')
  await expect(bulkhead.toolbar.document('pasted (copy)')).toBeVisible()
  await expect(bulkhead.page.getByText(/another tab saved a newer version/i).first()).toBeVisible()
  await expect.poll(() => bulkhead.editor.text()).toBe(SHOP.replace('customers', 'buyers'))

  await other.page.reload()
  await expect(other.toolbar.document('pasted')).toBeVisible()
  await expect(other.editor.line('# Keeps what others want')).toBeVisible()
})

test('files open as a document of their own, never over work, and can be added instead', async ({ bulkhead }) => {
  await bulkhead.open()
  await bulkhead.toolbar.open('payments')
  await expect(bulkhead.toolbar.document('payments 2')).toBeVisible()
  await expect(bulkhead.canvas.node('api-server')).toBeVisible()
  await bulkhead.pick([
    { name: 'shop.yaml', text: SHOP },
    { name: 'deny.yaml', text: policy('deny', '{podSelector: {}}', 'monitoring') },
  ])
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  await bulkhead.page.getByRole('button', { name: 'Add to payments 2 instead' }).click()
  await bulkhead.canvas.expectTitles('basket', 'api-server')
  await expect(bulkhead.canvas.named('rogue-pod, admits nothing for ingress')).toBeVisible()
  await expect(bulkhead.editor.tab('shop.yaml')).toBeVisible()
})

test('text that is nothing of ours opens nothing and says why', async ({ bulkhead }) => {
  await bulkhead.open()
  await bulkhead.canvas.paste('Dear all, lunch is at noon.')
  await expect(bulkhead.page.getByText('Nothing was opened')).toBeVisible()
  await expect(bulkhead.toolbar.document('payments')).toBeVisible()
})
