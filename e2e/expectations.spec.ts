import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

/** Three workloads of a team, one rule, and nothing said about the third. */
const ORDERS = `apiVersion: apps/v1
kind: Deployment
metadata: {name: rel-web, namespace: orders}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: web}}
  template:
    metadata: {labels: {app.kubernetes.io/name: web}}
    spec: {containers: [{name: web, image: "web:1", ports: [{containerPort: 3000}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: rel-api, namespace: orders}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: api}}
  template:
    metadata: {labels: {app.kubernetes.io/name: api}}
    spec: {containers: [{name: api, image: "api:1", ports: [{containerPort: 8080}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: rel-jobs, namespace: orders}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: jobs}}
  template:
    metadata: {labels: {app.kubernetes.io/name: jobs}}
    spec: {containers: [{name: jobs, image: "jobs:1"}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: to-api, namespace: orders}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: api}}
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector: {matchLabels: {app.kubernetes.io/name: web}}   # the page
    ports:
    - {port: 8080}
`

test('an expectation fails after an edit, and its fix repairs it', async ({ bulkhead }) => {
  const { canvas, connect, disconnect, editor, toolbar } = bulkhead
  await bulkhead.open()
  await toolbar.chooseDocument('payments', 'New document')
  await canvas.paste(ORDERS)
  await canvas.expectTitles('rel-web', 'rel-api', 'rel-jobs')
  const edge = canvas.edge('allowed: rel-web to rel-api on 8080')
  const expectations = await bulkhead.openExpectations()
  await expect(expectations.panel).toContainText('Nothing is expected yet')

  await test.step('one key at an edge writes down that it must stay', async () => {
    await canvas.select(edge)
    await expect(edge).toBeFocused()
    await edge.press('x')
    await expect(editor.tab('expectations.yaml')).toBeVisible()
    await bulkhead.openExpectations()
    const row = expectations.row('rel-web-reaches-rel-api')
    await expect(row).toContainText('orders/rel-web must reach orders/rel-api on TCP 8080')
    await expectations.expectState('rel-web-reaches-rel-api', 'holds')
  })

  await test.step('an edit that breaks it is seen in the panel and on the graph', async () => {
    await canvas.select(edge)
    await bulkhead.inspector.panel.getByRole('button', { name: 'Delete this edge…' }).click()
    await disconnect.remove.click()
    await expect(edge).toHaveCount(0)
    await expect(expectations.tab).toHaveText('Expectations 1')
    await expect(canvas.node('rel-api').getByRole('img', { name: '1 expectation fails' })).toBeVisible()
    await bulkhead.openExpectations()
    await expectations.expectState('rel-web-reaches-rel-api', 'fails')
    await expect(expectations.row('rel-web-reaches-rel-api')).toContainText('it is denied')
  })

  await test.step('its fix repairs it', async () => {
    await expectations.row('rel-web-reaches-rel-api').getByRole('button', { name: 'Fix…' }).click()
    await connect.allow.click()
    await expect(edge).toBeVisible()
    await expectations.expectState('rel-web-reaches-rel-api', 'holds')
    await expect(expectations.tab).toHaveText('Expectations')
    await expect(canvas.node('rel-api').getByRole('img', { name: '1 expectation fails' })).toHaveCount(0)
  })

  await test.step('the contrary fails on what is open, and its fix closes it', async () => {
    const row = expectations.row('rel-web-reaches-rel-api')
    await row.getByRole('button', { name: 'Expect it denied' }).click()
    await expect(row).toContainText('must not reach')
    await expectations.expectState('rel-web-reaches-rel-api', 'fails')
    await row.getByRole('button', { name: 'Fix…' }).click()
    await disconnect.remove.click()
    await expectations.expectState('rel-web-reaches-rel-api', 'holds')
    await expect(edge).toHaveCount(0)
  })

  await test.step('removed it is gone from the panel; undo brings it back', async () => {
    await expectations.row('rel-web-reaches-rel-api').getByRole('button', { name: 'Remove' }).click()
    await expect(expectations.panel).toContainText('Nothing is expected yet')
    await toolbar.undo.click()
    await expectations.expectState('rel-web-reaches-rel-api', 'holds')
  })
})

test('an answer, a cell and a row become expectations', async ({ bulkhead }) => {
  const { explain, flows } = bulkhead
  await bulkhead.open()

  await test.step('an answer', async () => {
    await bulkhead.openExplain()
    await explain.ask('rogue-pod', 'payments/postgres', '5432')
    await explain.panel.getByRole('button', { name: 'Expect this' }).click()
    const expectations = await bulkhead.openExpectations()
    const row = expectations.row('rogue-pod-cannot-reach-postgres')
    await expect(row).toContainText('must not reach')
    await expectations.expectState('rogue-pod-cannot-reach-postgres', 'holds')
    await row.getByText('Why').click()
    await expect(row).toContainText('isolated by')
  })

  await test.step('a cell of the matrix, with what passes behind it', async () => {
    const matrix = await bulkhead.openMatrix()
    await matrix.cell('monitoring to payments').click()
    await matrix.card('monitoring → payments').getByRole('button', { name: 'Expect this' }).click()
    const expectations = await bulkhead.openExpectations()
    await expect(expectations.row('prometheus-reaches-api-server')).toContainText('on TCP 9090')
    await expectations.expectState('prometheus-reaches-api-server', 'holds')
  })

  await test.step('a row of the flows', async () => {
    await flows.open()
    await flows.names.fill('to:postgres')
    await expect(flows.count).toHaveText('27 flows, 1 shown by the filter')
    await flows.row('payments/api-server', 'payments/postgres').click()
    await flows.chosen.getByRole('button', { name: 'Expect this' }).click()
    const expectations = await bulkhead.openExpectations()
    await expect(expectations.row('api-server-reaches-postgres')).toContainText('on TCP 5432')
    await expectations.expectState('api-server-reaches-postgres', 'holds')
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the expectations (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    const { canvas } = bulkhead
    const edge = canvas.edges.first()
    await canvas.select(edge)
    await expect(edge).toBeFocused()
    await edge.press('x')
    const expectations = await bulkhead.openExpectations()
    const first = expectations.panel.getByRole('listitem').first()
    await expect(first).toContainText('holds')
    await first.getByRole('button', { name: /^Expect it/ }).click()
    await expect(first).toContainText('fails')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
