import { unzipSync } from 'fflate'
import { expect, test } from './fixtures.ts'
import { SHOP } from './texts.ts'

test('a text with Windows line endings is exported byte for byte', async ({ bulkhead }) => {
  const text = SHOP.replaceAll('\n', '\r\n')
  await bulkhead.open()
  await bulkhead.pick([{ name: 'shop.yaml', text }])
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  const { content } = await bulkhead.toolbar.download(/one file/)
  expect(content.toString('utf8')).toBe(text)
})

test('the zip holds every file under its name', async ({ bulkhead }) => {
  await bulkhead.open()
  const { name, content } = await bulkhead.toolbar.download(/all files/)
  expect(name).toBe('payments.zip')
  const files = unzipSync(content)
  expect(Object.keys(files).sort()).toEqual(['cluster.yaml', 'policies.yaml'])
  expect(new TextDecoder().decode(files['policies.yaml'])).toBe(await bulkhead.editor.text())
})

test('says how to apply it, and never prunes', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /^Apply with kubectl/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Apply payments.yaml' })
  await expect(dialog).toContainText('kubectl diff -f payments.yaml')
  await expect(dialog).toContainText('kubectl apply --server-side --dry-run=server -f payments.yaml')
  await expect(dialog).toContainText('kubectl apply --server-side -f payments.yaml')
  await expect(dialog).not.toContainText('--prune')
})
