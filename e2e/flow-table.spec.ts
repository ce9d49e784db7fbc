import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('somebody reads who may reach the database, removes that flow, and takes the rest along', async ({
  bulkhead,
  page,
}) => {
  const { flows, explain, disconnect, editor } = bulkhead
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  await flows.open()
  await expect(flows.count).toHaveText('27 flows')

  await test.step('the filter leaves one row, which says by which rules', async () => {
    await flows.names.fill('to:postgres')
    await expect(flows.count).toHaveText('27 flows, 1 shown by the filter')
    const row = flows.row('payments/api-server', 'payments/postgres')
    await expect(row.getByRole('gridcell')).toHaveText([
      ...['payments/api-server', 'payments/postgres', '5432', /allowed/],
      ...['api-server rule 1', 'postgres rule 1'],
    ])
  })

  await test.step('Enter explains the flow and shows its rule', async () => {
    await flows.grid.focus()
    await page.keyboard.press('Enter')
    await expect(explain.answer).toContainText('Allowed')
    await expect(explain.port).toHaveValue('5432')
    await expect(editor.line('name: postgres').first()).toBeVisible()
  })

  await test.step('the filter is as it was left when another view was looked at', async () => {
    await page.getByRole('tab', { name: 'Graph' }).click()
    await flows.open()
    await expect(flows.names).toHaveValue('to:postgres')
    await expect(flows.count).toHaveText('27 flows, 1 shown by the filter')
  })

  await test.step('the flow is removed, and its row is gone', async () => {
    await flows.grid.focus()
    await page.keyboard.press('Delete')
    await expect(disconnect.remove).toBeEnabled()
    await disconnect.remove.click()
    await expect(page.getByText('No flow passes this filter.')).toBeVisible()
    await expect(flows.count).toHaveText('26 flows, 0 shown by the filter')
    await page.getByRole('button', { name: 'Show all flows' }).click()
    await expect(flows.count).toHaveText('26 flows')
  })

  await test.step('columns sort, one way and the other', async () => {
    await flows.sortBy('To')
    await expect(flows.header('To')).toHaveAttribute('aria-sort', 'ascending')
    await expect(flows.grid.getByRole('row').nth(1)).toContainText('kube-system/kube-dns')
    await flows.sortBy('To')
    await expect(flows.header('To')).toHaveAttribute('aria-sort', 'descending')
    await expect(flows.grid.getByRole('row').nth(1)).toContainText('private ranges')
  })

  await test.step('arrows and ends choose a row', async () => {
    await flows.sortBy('From')
    await expect(flows.grid.getByRole('row').nth(1)).toContainText('kube-system/kube-dns')
    await flows.grid.focus()
    await page.keyboard.press('End')
    await expect(flows.chosen).toContainText('private ranges → monitoring/rogue-pod')
    await page.keyboard.press('ArrowUp')
    await expect(flows.chosen).toContainText('private ranges → monitoring/prometheus')
    await page.keyboard.press('Home')
    await expect(flows.chosen).toContainText('kube-system/kube-dns → kube-system/kube-dns')
  })

  await test.step('what a port shows is copied as Markdown', async () => {
    await flows.ports.fill('udp/5')
    await flows.ports.fill('8080')
    await flows.names.fill('from:payments')
    await expect(flows.count).toHaveText('26 flows, 1 shown by the filter')
    await flows.copyAs('Markdown')
    await expect(page.getByText('1 flow copied as Markdown')).toBeAttached()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      [
        '| From | To | Ports | Answer | Leaving, by | Reaching, by |',
        '| --- | --- | --- | --- | --- | --- |',
        '| payments/frontend | payments/api-server | 8080 | allowed | frontend rule 1 | api-server rule 1 |',
        '',
      ].join('\n'),
    )
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the table of flows (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await bulkhead.flows.open()
    await bulkhead.flows.ports.fill('http')
    await expect(bulkhead.flows.chosen).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
