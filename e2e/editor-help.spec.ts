import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

const WRITTEN = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: into-api
  namespace: payments
spec:
  podSelector:
    matchLabels:
      app: api-server
  ingress:
    - ports:
        - port: 8080`

test('a policy is written by completion, understood by hovering, and repaired by its quick fix', async ({
  bulkhead,
  page,
}) => {
  test.slow()
  const { editor } = bulkhead
  await bulkhead.open()
  await page.getByRole('button', { name: 'New file' }).click()
  await editor.textbox.focus()

  await test.step('every field, name, label and port is offered', async () => {
    await editor.complete('api', 'apiVersion')
    await editor.complete('net', 'networking.k8s.io/v1')
    await editor.newLine()
    await editor.complete('k', 'kind')
    await editor.complete('Net', 'NetworkPolicy')
    await editor.newLine()
    await editor.complete('m', 'metadata')
    await editor.complete('na', 'name')
    await page.keyboard.type('into-api')
    await editor.newLine()
    await editor.complete('names', 'namespace')
    await editor.complete('pay', 'payments')
    await editor.newLine(1)
    await editor.complete('sp', 'spec')
    await editor.complete('pod', 'podSelector')
    await editor.complete('matchL', 'matchLabels')
    await editor.complete('app', 'app')
    await editor.complete('api', 'api-server')
    await editor.newLine(2)
    await editor.complete('in', 'ingress')
    await editor.complete('por', 'ports')
    await editor.complete('port', 'port')
    await editor.complete('80', '8080')
    expect(await editor.text()).toBe(WRITTEN)
    await page.keyboard.press('ArrowRight')
  })

  await test.step('the lens and the hover say whom it selects', async () => {
    await expect(editor.lens(/^selects 2 of \d+ pods · isolates ingress$/)).toBeVisible()
    await editor.hover('podSelector', 'podSelector')
    await expect(editor.tooltip).toContainText(/selects 2 of \d+ pods in payments.*api-server.*SEL-5/)
  })

  await test.step('a slip is repaired by its quick fix; the lens keeps its place meanwhile', async () => {
    await editor.retype('podSelector', 'podSelector', 'podSelectr')
    await page.keyboard.press('Escape')
    await expect(editor.lens(/^not in force: as it was last, selects 2/)).toBeVisible()
    await editor.fix('Rename to podSelector')
    await expect(editor.line(/podSelector/)).toBeVisible()
    await expect(editor.lens(/^selects 2 of \d+ pods/)).toBeVisible()
    await expect(bulkhead.toolbar.undo).toBeEnabled()
  })

  await test.step('the repair is one step of the history', async () => {
    await editor.textbox.focus()
    await page.keyboard.press('ControlOrMeta+Z')
    await expect(editor.line(/podSelectr/)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Y')
    await expect(editor.line(/podSelector/)).toBeVisible()
    expect(await editor.text()).toBe(WRITTEN)
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the page with suggestions open (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme })
    await bulkhead.open()
    await bulkhead.editor.openFile('policies.yaml')
    await expect(bulkhead.editor.lens(/^selects/).first()).toBeVisible()
    await bulkhead.editor.scrollToEnd()
    await page.keyboard.type('---')
    await bulkhead.editor.newLine()
    await page.keyboard.press('ControlOrMeta+Space')
    await expect(bulkhead.editor.suggestions.first()).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
