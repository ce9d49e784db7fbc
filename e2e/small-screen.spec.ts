import { expect, test } from './fixtures.ts'

test.use({ viewport: { width: 390, height: 800 } })

test('names of flows are whole where there is room for them', async ({ bulkhead: { flows }, page }) => {
  await page.goto('./')
  await flows.open()
  await expect(flows.row('kube-system/kube-dns', 'monitoring/prometheus')).toBeVisible()
  const cut = await flows.grid
    .locator('.flow-name')
    .evaluateAll((names) => names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent))
  expect(cut).toEqual([])
})

test('what changes while the picture is hidden is in sight when it is shown', async ({ bulkhead, page }) => {
  const { canvas, editor, toolbar } = bulkhead
  const pane = (name: string) => page.getByRole('group', { name: 'Pane' }).getByRole('button', { name })
  await page.goto('./')
  await expect(canvas.node('kube-dns')).toBeVisible()

  await test.step('the person looks at a corner of the picture from near', async () => {
    await canvas.region.hover({ position: { x: 5, y: 200 } })
    await page.mouse.wheel(0, -2000)
    await expect(canvas.node('kube-dns')).not.toBeInViewport()
  })

  await test.step('a policy changes, and changes back', async () => {
    await pane('Text').click()
    await editor.retype(/policyTypes:\s\[Egress/, 'Egress', 'Ingress')
    const lens = page.getByText('selects 6 of 6 pods · isolates egress', { exact: true })
    await expect(lens).toBeHidden()
    await toolbar.undo.click()
    await expect(lens).toBeVisible()
  })

  await pane('Picture').click()
  await canvas.expectInSight('kube-dns')
})
