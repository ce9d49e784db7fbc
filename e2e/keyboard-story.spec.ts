import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { Keyboard } from './pages/keyboard.ts'
import { SHOP } from './texts.ts'

test('the main story without a mouse', async ({ bulkhead, page }) => {
  const { canvas, connect, editor, target } = bulkhead
  await bulkhead.open()

  await test.step('paste', async () => {
    await canvas.paste(SHOP)
    await expect(canvas.named('web, admits nothing for ingress and egress')).toBeVisible()
  })

  await test.step('the graph is reached with Tab', async () => {
    await page.locator('body').press('Tab')
    await new Keyboard(page).reachInGraph(canvas.node('web'))
  })

  await test.step('connect web to basket', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.press('c')
    await expect(target.search).toBeFocused()
    await page.keyboard.type('basket')
    await page.keyboard.press('Enter')
    await expect(connect.ports).toBeFocused()
    await page.keyboard.type('8080')
    await expect(connect.allow).toBeEnabled()
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(connect.dialog).toBeHidden()
    await expect(canvas.edge('allowed: web to basket on 8080, 2 rules')).toBeVisible()
  })

  await test.step('undo and redo', async () => {
    await page.keyboard.press('ControlOrMeta+Z')
    await expect(canvas.edges).toHaveCount(0)
    await expect.poll(() => editor.text()).toBe(SHOP)
    await canvas.region.focus()
    await page.keyboard.press('ControlOrMeta+Shift+Z')
    await expect(canvas.edges).toHaveCount(1)
  })

  await test.step('delete the edge again', async () => {
    await canvas.select(canvas.edge(/^allowed: web to basket/))
    await page.keyboard.press('Delete')
    await expect(bulkhead.disconnect.remove).toBeEnabled()
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(canvas.edges).toHaveCount(0)
  })

  await test.step('a policy by its name: default deny for all namespaces, and back', async () => {
    const before = await editor.text()
    await bulkhead.palette.run('default deny all', /^Default deny for all namespaces/)
    await expect(bulkhead.preview.dialog).toBeVisible()
    await bulkhead.preview.dialog.press('Escape')
    await expect(bulkhead.preview.dialog).toBeHidden()
    await expect.poll(() => editor.text()).toBe(before)
  })

  await test.step('connect from the palette: about the node that had the focus', async () => {
    await canvas.node('web').focus()
    await bulkhead.palette.run('connect', /^Connect…/)
    await expect(target.search).toBeFocused()
    await page.keyboard.type('basket')
    await page.keyboard.press('Enter')
    await expect(connect.ports).toBeFocused()
    await page.keyboard.type('8080')
    await expect(connect.allow).toBeEnabled()
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(canvas.edge('allowed: web to basket on 8080, 2 rules')).toBeVisible()
  })

  await test.step('undo by its name takes the edge back, redo brings it again', async () => {
    await bulkhead.palette.run('undo', /^Undo /)
    await expect(canvas.edges).toHaveCount(0)
    await bulkhead.palette.run('redo', /^Redo /)
    await expect(canvas.edge('allowed: web to basket on 8080, 2 rules')).toBeVisible()
  })

  await test.step('export the file', async () => {
    const text = await editor.text()
    expect(text).not.toBe(SHOP)
    await bulkhead.palette.find('download yaml', /^Download pasted\.yaml/)
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(download.suggestedFilename()).toBe('pasted.yaml')
    expect((await readFile(await download.path())).toString('utf8')).toBe(text)
  })
})
