import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const workload = (name: string, namespace: string, more = '') => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: ${name}}}
  template:
    metadata: {labels: {app.kubernetes.io/name: ${name}${more}}}
    spec: {containers: [{name: main, ports: [{name: http, containerPort: 8080}]}]}
`

/** Line 6 begins the first policy; a block of it is 14 lines below. */
const POLICIES = `apiVersion: v1
kind: Namespace
metadata: {name: edge, labels: {env: prod}}
---
# Who may fill a basket.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: basket
  namespace: shop
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: basket}}
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {env: prod}}
      podSelector: {matchLabels: {app.kubernetes.io/name: gateway}}
    - podSelector: {matchLabels: {app.kubernetes.io/name: till}}
    ports: [{port: http}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: till, namespace: shop}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: till}}
  policyTypes: [Egress]
  egress:
  - to: [{podSelector: {matchLabels: {app.kubernetes.io/name: basket}}}]
`
const CLUSTER = [
  workload('basket', 'shop'),
  workload('till', 'shop'),
  workload('reports', 'shop'),
  workload('gateway', 'edge'),
].join('')

/** A port in quotes is refused; an address with host bits, and rules of a direction that is not named, are doubtful. */
const FAULTY = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: stock, namespace: shop}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: reports}}
  policyTypes: [Egress]
  egress:
  - to: [{ipBlock: {cidr: 10.1.2.3/8}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ledger, namespace: edge}
spec:
  podSelector: {}
  ingress:
  - ports: [{port: "8080"}]
`

test('read a policy, follow it to its lines and its pods, and hand on why a flow is denied', async ({
  bulkhead,
  page,
}) => {
  const { canvas, editor, explain, inspector, policyForm } = bulkhead
  await bulkhead.open()
  await canvas.paste(POLICIES + CLUSTER)
  await expect(canvas.node('basket')).toBeVisible()

  await test.step('a policy in sentences: alternatives, and what must hold together', async () => {
    await policyForm.open('basket')
    await expect(inspector.words).toContainText('of pods app.kubernetes.io/name=basket in shop (1 pod: basket)')
    const peers = inspector.words.getByRole('listitem')
    await expect(peers.filter({ hasText: 'both at once' }).last()).toHaveText(
      'from pods app.kubernetes.io/name=gateway and in any namespace with env=prod, both at once (1 pod: edge/gateway)',
    )
    await expect(peers.filter({ hasText: /^or from pods app.kubernetes.io\/name=till of shop/ })).toBeVisible()
    await expect(inspector.words).toContainText('TCP http (http is 8080)')
    await expect(inspector.words).toContainText('Says nothing of egress')
  })

  await test.step('what is written leads to its line, and the caret leads back', async () => {
    await inspector.words.getByRole('button', { name: 'env=prod' }).click()
    await expect(editor.caret).toContainText('Ln 15,')
    await inspector.button('‹ All policies').click()
    await page.getByRole('button', { name: 'Edit in a form: basket' }).click()
    await expect(policyForm.name).toHaveValue('basket')
  })

  await test.step('a workload: who names it, who reaches it', async () => {
    await canvas.select(canvas.node('basket'))
    await expect(inspector.targetOf).toContainText('till')
    await expect(inspector.passesFrom).toContainText('edge/gateway')
    await inspector.passesFrom.getByRole('button', { name: 'Select edge/gateway' }).click()
    await expect(inspector.sourceOf).toContainText('basket')
    await canvas.select(canvas.node('basket'))
  })

  await test.step('why another one does not: both ends side by side', async () => {
    await inspector.openBlocked(/^blocked from/)
    await inspector.button('Why? reports to basket').click()
    await expect(explain.answer).toContainText('Denied')
    const [leaving, reaching] = [explain.end('Leaving reports'), explain.end('Reaching basket')]
    await expect(leaving).toBeVisible()
    await expect(reaching).toBeVisible()
    expect(await topOf(leaving)).toBe(await topOf(reaching))
  })

  await test.step('the explanation is copied with the manifest that would open it', async () => {
    await explain.panel.getByRole('button', { name: 'Copy explanation' }).click()
    await expect(explain.panel.getByRole('button', { name: 'Copied explanation' })).toBeVisible()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain('## ✕ Denied: `shop/reports` → `shop/basket` on TCP 8080')
    expect(text).toMatch(/`shop\/basket` .*\(`pasted\.yaml:\d+`\)/)
    expect(text).toContain(
      'For the owner of namespace `shop`: NetworkPolicy `basket` (`pasted.yaml:6`), which would then be',
    )
    expect(text).toContain('app.kubernetes.io/name: reports')
  })
})

test('go through the problems from anywhere, and see which nodes have them', async ({ bulkhead, page }) => {
  const { canvas, editor, inspector } = bulkhead
  await bulkhead.open()
  await canvas.paste(FAULTY + CLUSTER)
  await expect(canvas.node('reports')).toBeVisible()

  await test.step('F8 on the graph shows one after the other in the text', async () => {
    await canvas.region.focus()
    await page.keyboard.press('F8')
    await expect(editor.caret).toContainText('Ln 9,')
    await expect(editor.line('cidr: 10.1.2.3/8')).toBeVisible()
    await page.keyboard.press('F8')
    await expect(editor.caret).toContainText('Ln 17,')
    await page.keyboard.press('Shift+F8')
    await expect(editor.caret).toContainText('Ln 9,')
  })

  await test.step('in the text it goes on from the caret', async () => {
    await editor.textbox.focus()
    await page.keyboard.press('F8')
    await expect(editor.caret).toContainText('Ln 17,')
  })

  await test.step('the panel counts and filters them, and marks the one that was shown', async () => {
    const problems = await bulkhead.openProblems()
    await expect(problems.panel.getByRole('button', { name: '1 error' })).toBeVisible()
    await expect(problems.current).toContainText('VAL-8')
    await problems.panel.getByRole('button', { name: '1 error' }).click()
    await expect(problems.problem('VAL-8')).toBeHidden()
    await expect(problems.problem('VAL-6')).toBeVisible()
    await problems.panel.getByRole('searchbox').fill('no such words')
    await problems.panel.getByRole('button', { name: 'Show all' }).click()
    await expect(problems.problem('VAL-8')).toBeVisible()
  })

  await test.step('nodes are marked, and say what is wrong', async () => {
    await expect(canvas.frame('edge').getByRole('img', { name: '1 error' })).toBeVisible()
    await expect(canvas.node('reports').getByRole('img', { name: '1 warning' })).toBeVisible()
    await canvas.select(canvas.node('reports'))
    await expect(inspector.problems).toContainText('10.1.2.3/8')
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the inspector, the explanation and the problems (${colorScheme})`, async ({
    bulkhead,
    page,
  }) => {
    const { canvas, inspector, policyForm } = bulkhead
    await page.emulateMedia({ colorScheme })
    await bulkhead.open()
    await canvas.paste(POLICIES + FAULTY + CLUSTER)
    await expect(canvas.node('basket')).toBeVisible()
    await policyForm.open('basket')
    await expect(inspector.words).toContainText('In words')
    await expectAccessible(page)
    await canvas.select(canvas.node('basket'))
    await expect(inspector.targetOf).toContainText('till')
    await expectAccessible(page)
    await inspector.openBlocked(/^blocked from/)
    await inspector.button('Why? reports to basket').click()
    await expect(bulkhead.explain.answer).toContainText('Denied')
    await expectAccessible(page)
    await page.keyboard.press('F8')
    await expect((await bulkhead.openProblems()).current).toBeVisible()
    await expectAccessible(page)
  })

/** The panel alone: the rest of the page is looked at elsewhere. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('.bottom-panel').analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
}

async function topOf(part: { boundingBox(): Promise<{ y: number } | null> }): Promise<number | undefined> {
  const box = await part.boundingBox()
  return box === null ? undefined : Math.round(box.y)
}
