import { expect, test } from './fixtures.ts'
import { DATABASE, policy } from './texts.ts'

test('a question by address is answered by what stands for it', async ({ bulkhead, page }) => {
  await bulkhead.open()
  const explain = await bulkhead.openExplain()
  const from = explain.panel.getByRole('combobox', { name: 'From' })
  await from.fill('8.8.8.8')
  await page.getByRole('option', { name: 'address 8.8.8.8' }).click()
  await expect(explain.panel).toContainText('Leaving 8.8.8.8, which is internet')
  await expect(explain.answer).toContainText('Denied')
  const to = explain.panel.getByRole('combobox', { name: 'To', exact: true })
  await to.fill('payments frontend')
  await to.press('Enter')
  await explain.port.fill('8443')
  await expect(explain.answer).toContainText('Allowed')
})

test('a list is left by the keyboard, wherever the pointer rests, and not by a press on its edge', async ({
  bulkhead,
  page,
}) => {
  await bulkhead.open()
  const { panel } = await bulkhead.openExplain()
  const from = panel.getByRole('combobox', { name: 'From' })
  const list = page.getByRole('listbox', { name: 'From' })
  await from.fill('frontend')
  await list.click({ position: { x: 1, y: 10 } })
  await expect(from).toBeFocused()
  await expect(list).toBeVisible()
  await page.getByRole('option', { name: 'payments / frontend' }).hover()
  await page.keyboard.press('Tab')
  await expect(list).toBeHidden()
  await expect(from).toHaveValue('payments / frontend')
})

test('what an error message says is asked as it is, and the answer says what else is in the way', async ({
  bulkhead,
  page,
}) => {
  await bulkhead.open()
  const explain = await bulkhead.openExplain()
  await explain.choose('From', 'payments / frontend')
  const to = explain.panel.getByRole('combobox', { name: 'To', exact: true })
  await to.fill('Get "http://api-server/orders": dial tcp 10.96.3.4:80: i/o timeout')
  await to.press('Enter')
  await expect(explain.port).toHaveValue('80')
  await expect(explain.answer).toContainText('Allowed')
  await expect(explain.panel).toContainText('Service payments/api-server leads to port 8080 of its pods')
  await expect(explain.panel).not.toContainText('name lookups')
  await to.fill('api-serve:80')
  await to.press('Enter')
  await expect(explain.panel).toContainText('no endpoint is called api-serve:80')
  await page.getByRole('button', { name: 'payments/svc/api-server' }).click()
  await expect(explain.answer).toContainText('Allowed')
})

test('a Service leads to its pods one by one, and blocked name lookups are said', async ({ bulkhead }) => {
  await bulkhead.open()
  await bulkhead.canvas.paste(DATABASE)
  await expect(bulkhead.toolbar.document('pasted')).toBeVisible()
  await expect(bulkhead.canvas.node('web')).toBeVisible()
  const explain = await bulkhead.openExplain()
  await explain.choose('From', 'data / web')
  const to = explain.panel.getByRole('combobox', { name: 'To', exact: true })
  await to.fill('postgres://db/orders')
  await to.press('Enter')
  await expect(explain.answer).toContainText('Depends')
  const branches = explain.panel.getByRole('list', { name: 'Each connection this stands for' })
  await expect(branches.getByRole('listitem').filter({ hasText: 'web → db (db-0) on 6432' })).toContainText('Allowed')
  await expect(branches.getByRole('listitem').filter({ hasText: 'web → db (db-1) on 6432' })).toContainText('Denied')
  await expect(explain.panel).toContainText('but name lookups from web are blocked (UDP/TCP 53)')
  await explain.panel.getByRole('list', { name: 'Worth knowing' }).getByRole('button').last().click()
  await expect(bulkhead.editor.line('- port: 6432')).toBeVisible()
})

test('a problem with an obvious repair offers it, as one entry of the history', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await bulkhead.canvas.paste(policy('typo', '{podselector: {}}'))
  const problems = await bulkhead.openProblems()
  await problems.panel.getByRole('button', { name: 'Rename to podSelector' }).click()
  await expect(problems.panel).toContainText('No problems in these files.')
  await expect(bulkhead.editor.line('podSelector')).toBeVisible()
  await page.getByRole('button', { name: 'Undo rename to podSelector' }).click()
  await expect(problems.problem('YML-4')).toBeVisible()
  await expect(bulkhead.toolbar.undo).toBeDisabled()
})

test('each tab goes on with its own document after a reload', async ({ bulkhead, page, context }) => {
  await bulkhead.open()
  await expect(bulkhead.toolbar.saved).toBeVisible()
  const other = await context.newPage()
  await other.goto('./')
  await other.getByRole('button', { name: 'Document payments', exact: true }).click()
  await other.getByRole('menuitem', { name: 'New document' }).click()
  await expect(other.getByRole('button', { name: 'Document untitled', exact: true })).toBeVisible()
  await expect(other.getByText(/^saved in this browser/)).toBeVisible()
  await page.reload()
  await expect(bulkhead.toolbar.document('payments')).toBeVisible()
  await other.reload()
  await expect(other.getByRole('button', { name: 'Document untitled', exact: true })).toBeVisible()
})
