import { expect, test } from './fixtures.ts'

/** A team of its own style: flow braces, Helm's labels, and a policy that forgot who asks. */
const TEAM = `apiVersion: v1
kind: Namespace
metadata: {name: orders}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: rel-orders-api
  namespace: orders
spec:
  selector: {matchLabels: {app.kubernetes.io/name: api, app.kubernetes.io/instance: rel}}
  template:
    metadata: {labels: {app.kubernetes.io/name: api, app.kubernetes.io/instance: rel, helm.sh/chart: api-1.2.0}}
    spec: {containers: [{name: api, image: "api:1", ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: rel-orders-web
  namespace: orders
spec:
  selector: {matchLabels: {app.kubernetes.io/name: web, app.kubernetes.io/instance: rel}}
  template:
    metadata: {labels: {app.kubernetes.io/name: web, app.kubernetes.io/instance: rel, helm.sh/chart: web-1.2.0}}
    spec: {containers: [{name: web, image: "web:1"}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-to-api   # who may ask
  namespace: orders
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: api}}
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector: {matchLabels: {app.kubernetes.io/name: jobs}}   # nightly
    ports:
    - {port: 8080}
`

test('a blocked flow is repaired from its explanation', async ({ bulkhead }) => {
  const { canvas, connect, editor, explain, toolbar } = bulkhead
  await bulkhead.open()
  await toolbar.chooseDocument('payments', 'New document')
  await canvas.paste(TEAM)
  await canvas.expectTitles('rel-orders-api', 'rel-orders-web')

  await test.step('the explanation says who blocks it', async () => {
    await bulkhead.openExplain()
    await explain.ask('orders rel-orders-web', 'orders rel-orders-api', '8080')
    await expect(explain.answer).toContainText('Denied')
    await expect(explain.panel).toContainText('allow-to-api')
  })

  await test.step('one button opens the change that lets it pass, and one key makes it', async () => {
    await explain.panel.getByRole('button', { name: 'Allow this flow…' }).click()
    await expect(connect.dialog).toBeVisible()
    await expect(connect.change).toContainText('app.kubernetes.io/name: web')
    await expect(connect.effects).toContainText('rel-orders-web')
    await expect(connect.allow).toBeEnabled()
    await connect.allow.press('Enter')
    await expect(connect.dialog).toBeHidden()
    await expect(explain.answer).toContainText('Allowed')
  })

  await test.step('the comments stay, nothing is wrong with the text, and undo takes it back', async () => {
    await expect(editor.line('# nightly')).toBeVisible()
    await expect(editor.line('# who may ask')).toBeVisible()
    await bulkhead.expectNoProblems()
    await toolbar.undo.click()
    await bulkhead.openExplain()
    await expect(explain.answer).toContainText('Denied')
  })
})
