import { expect, test } from './fixtures.ts'

test('an edge leads to its lines, and the caret in a rule to its edge', async ({ bulkhead }) => {
  const { canvas, editor } = bulkhead
  await bulkhead.open()
  const scrape = canvas.edge(/^allowed: prometheus to api-server on 9090/)
  const lookups = canvas.edge(/^allowed: payments to kube-dns/)

  await canvas.select(scrape)
  await expect(editor.line('app: prometheus')).toBeVisible()

  await canvas.select(lookups)
  await expect(editor.line('k8s-app: kube-dns')).toBeVisible()
  await editor.line('k8s-app: kube-dns').click()
  await expect(lookups.locator('.is-at-caret')).toBeAttached()
  await expect(scrape.locator('.is-at-caret')).not.toBeAttached()
})

test('selecting a node tells how every other stands to it, D shows what is denied', async ({ bulkhead, page }) => {
  const { canvas } = bulkhead
  await bulkhead.open()
  await canvas.select(canvas.node('frontend'))
  await expect(canvas.actions('frontend')).toContainText(/reaches \d+ · ← reached by \d+/)
  const denied = canvas.edge(/^denied: frontend to postgres/)
  await expect(denied).toHaveCount(0)
  await page.keyboard.press('d')
  await expect(denied).toBeAttached()
  await page.keyboard.press('d')
  await expect(denied).toHaveCount(0)
})

test('a double click opens a folded namespace and goes near to it', async ({ bulkhead, page }) => {
  const { canvas } = bulkhead
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  await canvas.region.getByRole('button', { name: 'Fold payments' }).click()
  await expect(canvas.node('api-server')).toHaveCount(0)
  await canvas.frame('payments').dblclick()
  await expect(canvas.node('api-server')).toBeInViewport({ ratio: 1 })
  await expect(canvas.frame('payments')).toBeInViewport({ ratio: 1 })
  await expect(canvas.frame('monitoring')).not.toBeInViewport({ ratio: 1 })
})

test('who presses quickly zooms by as many steps as presses', async ({ bulkhead, page }) => {
  const { canvas } = bulkhead
  await bulkhead.open()
  const node = canvas.node('api-server')
  const zoom = () => node.evaluate((card) => card.getBoundingClientRect().width / (card as HTMLElement).offsetWidth)
  await canvas.select(node)
  await page.keyboard.press('0')
  await expect.poll(zoom).toBeCloseTo(1)
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('-')
  await expect.poll(zoom).toBeCloseTo(1.2 ** -4)
})

test('a moved node stays where it was put, outside of the text, and can be undone', async ({ bulkhead, page }) => {
  const { canvas, editor, toolbar } = bulkhead
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  await page.getByRole('button', { name: 'Dismiss getting started' }).click()
  await expect(page.getByRole('button', { name: 'Dismiss getting started' })).toBeHidden()
  const text = await editor.text()
  const places = async () => {
    const [moved, other] = await Promise.all(
      [canvas.node('kube-dns'), canvas.node('rogue-pod')].map((n) => n.boundingBox()),
    )
    return Math.round((moved?.x ?? 0) - (other?.x ?? 0))
  }
  const before = await places()
  const box = await canvas.node('kube-dns').boundingBox()
  if (!box) throw new Error('kube-dns is not drawn')
  await page.mouse.move(box.x + box.width / 2, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 - 120, box.y + 12, { steps: 8 })
  await page.mouse.up()
  await expect.poll(places).not.toBe(before)
  await expect.poll(() => editor.text()).toBe(text)
  const after = await places()

  await expect(toolbar.saved).toBeVisible()
  await canvas.select(canvas.node('kube-dns'))
  await toolbar.undo.click()
  await expect.poll(places).toBe(before)
  await toolbar.redo.click()
  await expect.poll(places).toBe(after)
})

test('a question is answered with reasons', async ({ bulkhead }) => {
  const { explain } = bulkhead
  await bulkhead.open()
  await expect(explain.answer).toHaveText(/Denied/)
  await explain.choose('From', 'monitoring / prometheus')
  await expect(explain.answer).toHaveText(/Allowed/)
  await expect(explain.panel).toContainText('allow-prometheus-scrape')
  await explain.port.fill('9091')
  await expect(explain.answer).toHaveText(/Denied/)
})
