import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { BulkheadPage } from './pages/bulkhead-page.ts'
import { ShareDialog, SharedBanner } from './pages/share-dialog.ts'
import { SHOP } from './texts.ts'

/** The link of the document that is open. */
async function linkOf(page: Page): Promise<string> {
  const share = new ShareDialog(page)
  await share.open()
  const link = await share.copyLink()
  await page.keyboard.press('Escape')
  await expect(share.dialog).toHaveCount(0)
  return link
}

/** Puts another link into the address of a page that is open, as pasting it there does. */
async function goTo(page: Page, link: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, new URL(link).hash)
}

test('a link shows elsewhere what was seen here, and is kept', async ({ bulkhead, page, browser, baseURL }) => {
  await bulkhead.open()
  await bulkhead.canvas.select(bulkhead.canvas.node('api-server'))
  await expect(bulkhead.canvas.actions('api-server')).toBeVisible()
  const link = await linkOf(page)
  const seen = [...(await bulkhead.canvas.edgeNames())].sort()

  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) })
  const elsewhere = await context.newPage()
  const other = new BulkheadPage(elsewhere)
  const banner = new SharedBanner(elsewhere)
  await test.step('the same picture and selection', async () => {
    await elsewhere.goto(link)
    await expect(other.toolbar.document('Shared: payments')).toBeVisible()
    await expect(banner.region).toContainText('once you keep it')
    await expect(other.canvas.actions('api-server')).toBeVisible()
    await expect.poll(async () => [...(await other.canvas.edgeNames())].sort()).toEqual(seen)
  })
  await test.step('reloading shows it again', async () => {
    await elsewhere.reload()
    await expect(other.toolbar.document('Shared: payments')).toBeVisible()
    await expect(banner.keep).toBeVisible()
  })
  await test.step('once it is kept it is stored, and the address is the usual one', async () => {
    await banner.keep.click()
    await expect(other.toolbar.saved).toBeVisible()
    await expect(banner.region).toHaveCount(0)
    expect(new URL(elsewhere.url()).hash).toBe('')
    await elsewhere.reload()
    await expect(other.toolbar.document('Shared: payments')).toBeVisible()
    await expect(other.toolbar.saved).toBeVisible()
    await expect(banner.region).toHaveCount(0)
  })
  await context.close()
})

test('the dialog says what is in the link, and axe finds nothing in it', async ({ bulkhead, page }) => {
  await bulkhead.open()
  const share = new ShareDialog(page)
  await share.open()
  await expect(share.dialog).toContainText('holds the manifests')
  await expect(share.dialog).toContainText('Left out')
  await expect(share.dialog).toContainText(/[\d,]+ characters\./)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
})

test('a link that was cut says so, and the work that was open is still there', async ({ bulkhead, page }) => {
  await bulkhead.open()
  const link = await linkOf(page)
  await bulkhead.canvas.paste(SHOP)
  await expect(bulkhead.toolbar.document('pasted')).toBeVisible()
  await expect(bulkhead.toolbar.saved).toBeVisible()
  const cut = link.slice(0, link.length - 200)

  await test.step('in a page that is open', async () => {
    await goTo(page, cut)
    await expect(bulkhead.toast('this link is incomplete')).toBeVisible()
    await expect(bulkhead.toolbar.document('pasted')).toBeVisible()
    await expect.poll(() => new URL(page.url()).hash).toBe('')
  })
  await test.step('and in one that opens with it', async () => {
    await page.goto('about:blank')
    await page.goto(cut)
    await expect(bulkhead.toast('this link is incomplete')).toBeVisible()
    await expect(bulkhead.toolbar.document('pasted')).toBeVisible()
    expect(await bulkhead.editor.text()).toBe(SHOP)
  })
})

test('a link that arrives in an open page lies over the work, which comes back', async ({ bulkhead, page }) => {
  const banner = new SharedBanner(page)
  await bulkhead.open()
  const link = await linkOf(page)
  await bulkhead.canvas.paste(SHOP)
  await expect(bulkhead.toolbar.document('pasted')).toBeVisible()

  await goTo(page, link)
  await expect(bulkhead.toolbar.document('Shared: payments')).toBeVisible()
  await expect(bulkhead.canvas.node('api-server')).toBeVisible()
  await banner.discard.click()
  await expect(bulkhead.toolbar.document('pasted')).toBeVisible()
  await expect(banner.region).toHaveCount(0)
  await expect.poll(() => new URL(page.url()).hash).toBe('')
  expect(await bulkhead.editor.text()).toBe(SHOP)
})

/** Letters that no packer makes shorter, the same every time. */
function noise(length: number): string {
  let state = 7
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return ((state >>> 16) % 36).toString(36)
  }).join('')
}

function policyOf(index: number): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p-${index}, namespace: shop, annotations: { note: "${noise(40_000)}" } }
spec: { podSelector: {} }
`
}

test('what is too long for a link goes as a file, which opens by drop as it was seen', async ({
  bulkhead,
  page,
  browser,
  baseURL,
}) => {
  const text = [0, 1].map(policyOf).join('---\n')
  await bulkhead.open()
  await bulkhead.pick([{ name: 'long.yaml', text }])
  await expect(bulkhead.toolbar.document('long')).toBeVisible()
  await expect(bulkhead.canvas.frame('shop')).toBeVisible()
  await bulkhead.canvas.frame('shop').getByRole('button', { name: 'Fold shop' }).click()
  await expect(bulkhead.canvas.region.getByRole('button', { name: 'Unfold shop' })).toBeVisible()
  const share = new ShareDialog(page)
  await share.open()
  await expect(share.dialog).toContainText('Too long for a link')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    share.dialog.getByRole('button', { name: 'Download long.bulkhead.zip' }).click(),
  ])
  const file = await download.path()

  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) })
  const other = new BulkheadPage(await context.newPage())
  await other.open()
  await other.drop('long.bulkhead.zip', file)
  await expect(other.toolbar.document('long')).toBeVisible()
  await expect(other.canvas.region.getByRole('button', { name: 'Unfold shop' })).toBeVisible()
  const { content } = await other.toolbar.download(/one file/)
  expect(content.toString('utf8')).toBe(text)
  await context.close()
})
