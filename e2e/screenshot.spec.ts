import { copyFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from './fixtures.ts'

test('the first picture: a denied flow and its explanation', async ({ bulkhead, page }, testInfo) => {
  await bulkhead.open()
  await expect((await bulkhead.openExplain()).panel).toContainText(/denied/i)
  await expect(bulkhead.canvas.edge(/^denied: rogue-pod to api-server/)).toBeVisible()
  const file = testInfo.outputPath('screenshot.png')
  await page.screenshot({ path: file, animations: 'disabled' })
  // `npm run screenshot` renews the one in the README.
  if (process.env.BULKHEAD_SCREENSHOT)
    await copyFile(file, resolve(import.meta.dirname, '..', process.env.BULKHEAD_SCREENSHOT))
})
