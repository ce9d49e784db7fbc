import { expect, test } from './fixtures.ts'
import { policy, SHOP, TWO_NAMESPACES } from './texts.ts'

test('[V14] broken text says where, and keeps the last good picture, marked stale', async ({ bulkhead }) => {
  const { canvas, editor } = bulkhead
  const good = policy('in', '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {}}]}]}')
  await bulkhead.open()
  await canvas.paste(`${good}---\n${TWO_NAMESPACES}`)
  await expect(canvas.edge('allowed: shop to api on every port')).toBeVisible()

  await editor.retype('kind: NetworkPolicy', 'NetworkPolicy', '[NetworkPolicy')
  const problems = await bulkhead.openProblems()
  await expect(problems.panel.getByRole('listitem').first()).toContainText(/:\d+/)
  await expect(canvas.edge(/shop to api on every port/)).toBeVisible()
  await expect(canvas.frame('shop')).toHaveAccessibleName(/not in force/)

  await bulkhead.toolbar.undoAll()
  await expect(canvas.frame('shop')).not.toHaveAccessibleName(/not in force/)
})

test('names with markup in them show as text', async ({ bulkhead, page }) => {
  const name = '<img src=x onerror=alert(1)><b>bold</b>'
  await bulkhead.open()
  await bulkhead.canvas.paste(SHOP.replace('name: basket\n  namespace', `name: '${name}'\n  namespace`))
  await expect(bulkhead.canvas.region.getByText(name, { exact: true })).toBeVisible()
  await bulkhead.openProblems()
  await expect(page.locator('img')).toHaveCount(0)
  await expect(page.locator('b')).toHaveCount(0)
})

test('a long text that comes as one input, as by dictation, is the text', async ({ bulkhead, page }) => {
  const { editor } = bulkhead
  const text = Array.from({ length: 12 }, (_, index) => policy(`p${index}`, '{podSelector: {}}')).join('---\n')
  await bulkhead.open()
  await expect(page.locator('.codelens-decoration').first()).toBeVisible()
  await editor.text()
  await page.keyboard.insertText(text)
  expect(await editor.text()).toBe(text)
})

test('an alias bomb is refused, and the page goes on', async ({ bulkhead }) => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const items =
      level === 0
        ? '[lol, lol, lol]'
        : `[${Array(9)
            .fill(`*l${level - 1}`)
            .join(', ')}]`
    return `l${level}: &l${level} ${items}`
  })
  await bulkhead.open()
  await bulkhead.canvas.paste(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: bomb, namespace: shop}
spec:
  podSelector: {}
${levels.map((line) => `  ${line}`).join('\n')}
---
${TWO_NAMESPACES}`)
  await bulkhead.canvas.expectTitles('web', 'api')
  await expect((await bulkhead.openProblems()).problem('YML-3').first()).toBeVisible()
})
