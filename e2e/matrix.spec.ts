import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('an auditor reads the matrix by keyboard, opens what is blocked, and takes the table along', async ({
  bulkhead,
  page,
}) => {
  await bulkhead.open()
  const matrix = await bulkhead.openMatrix()
  await expect(matrix.cell('monitoring to payments')).toHaveAccessibleName(/: some: 9090 in 1 of 6 pairs$/)

  await test.step('two namespaces open into their workloads', async () => {
    await matrix.grid.focus()
    await matrix.press('ArrowUp')
    await matrix.expectActive(/^namespace payments, 3 workloads$/)
    await matrix.press('+')
    await expect(matrix.receiver(/^api-server in payments/)).toBeVisible()
    await matrix.press('ArrowDown', 'ArrowLeft', 'ArrowDown')
    await matrix.expectActive(/^namespace monitoring, 2 workloads$/)
    await matrix.press('Enter')
    await expect(matrix.sender(/^rogue-pod in monitoring/)).toBeVisible()
  })

  await test.step('a cell says why, at both ends', async () => {
    await matrix.press('ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight')
    await matrix.expectActive('monitoring/rogue-pod to payments/api-server: none')
    await matrix.press('Enter')
    const card = matrix.card('monitoring/rogue-pod → payments/api-server')
    await expect(card.getByRole('heading', { name: /^Leaving rogue-pod \(egress\)/ })).toBeVisible()
    await expect(card.getByRole('heading', { name: /^Reaching api-server \(ingress\): isolated by/ })).toBeVisible()
    await card.getByRole('radio', { name: '9090' }).check()
    await expect(card).toContainText('app is debug-shell, not prometheus')
  })

  await test.step('what is blocked is allowed, and the cell says so', async () => {
    const card = matrix.card('monitoring/rogue-pod → payments/api-server')
    await card.getByRole('button', { name: 'Connect…' }).click()
    await bulkhead.connect.ports.fill('9090')
    await bulkhead.connect.allow.click()
    await expect(matrix.cell('monitoring/rogue-pod to payments/api-server')).toHaveAccessibleName(/: some: 9090$/)
    await expect(matrix.cell('monitoring to payments')).toHaveAccessibleName(/: some: 9090 in 2 of 6 pairs$/)
    await card.getByRole('button', { name: 'Close' }).click()
    await expect(matrix.grid).toBeFocused()
  })

  await test.step('the table goes into a ticket', async () => {
    await matrix.region.getByRole('button', { name: 'Copy or download the matrix' }).click()
    await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
    await expect(bulkhead.toast('Copied the matrix as Markdown')).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('| monitoring/rogue-pod | some: 9090 in 1 of 3 pairs | none | some: 9090 | none |')
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the matrix (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme })
    await bulkhead.open()
    const matrix = await bulkhead.openMatrix()
    await matrix.receiver(/^namespace payments/).click()
    await matrix.cell('monitoring to payments/api-server').click()
    await expect(matrix.card('monitoring → payments/api-server')).toContainText('prometheus → api-server')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
