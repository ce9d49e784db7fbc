import { copyFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from './fixtures.ts'

test('the first picture: a denied flow, its explanation, and the line behind a cause', async ({
  bulkhead,
  page,
}, testInfo) => {
  await bulkhead.open()
  await expect(page.getByRole('button', { name: /^Your manifests/ })).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss getting started' }).click()
  await expect(bulkhead.explain.panel).toContainText('Denied')
  await expect(bulkhead.canvas.edge(/^denied: rogue-pod to api-server/)).toBeVisible()
  await bulkhead.explain.place('allow-prometheus-scrape').click()
  await expect(bulkhead.editor.line('app: prometheus')).toBeVisible()
  await page.getByRole('button', { name: 'Fit' }).click()
  await page.mouse.move(0, 0)
  const file = testInfo.outputPath('screenshot.png')
  await page.screenshot({ path: file, animations: 'disabled' })
  // `npm run screenshot` renews the one in the README.
  if (process.env.BULKHEAD_SCREENSHOT)
    await copyFile(file, resolve(import.meta.dirname, '..', process.env.BULKHEAD_SCREENSHOT))
})
