import { expect, test } from './fixtures.ts'
import { FirstVisitPane } from './pages/first-visit-pane.ts'

/** What somebody brings along: named and labelled as charts do it, two workloads and a Service. */
const OWN = `# from our chart
apiVersion: apps/v1
kind: Deployment
metadata:
  name: billing-svc
  namespace: finops
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: billing-svc
      app.kubernetes.io/instance: billing-prod
  template:
    metadata:
      labels:
        app.kubernetes.io/name: billing-svc
        app.kubernetes.io/instance: billing-prod
        app.kubernetes.io/version: "2.8.1"
    spec:
      containers:
        - name: billing
          image: registry.example.com/billing:2.8.1
          ports:
            - name: http-api
              containerPort: 3000
---
apiVersion: v1
kind: Service
metadata:
  name: billing-svc
  namespace: finops
spec:
  selector:
    app.kubernetes.io/name: billing-svc
    app.kubernetes.io/instance: billing-prod
  ports:
    - port: 80
      targetPort: http-api
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: dashboard-ui
  namespace: finops
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: dashboard-ui
  template:
    metadata:
      labels:
        app.kubernetes.io/name: dashboard-ui
    spec:
      containers:
        - name: ui
          image: registry.example.com/dashboard:5
          ports:
            - containerPort: 8080
`

test('somebody new takes home policies for a Deployment of their own, told what is next by what is there', async ({
  bulkhead,
  page,
}) => {
  const { canvas, connect, preview, templates, toolbar } = bulkhead
  const first = new FirstVisitPane(page)
  // What is dragged must not move on its own: views change at once.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  await page.evaluate((text) => navigator.clipboard.writeText(text), OWN)

  await test.step('the first door, and a paste', async () => {
    await first.manifests.click()
    await expect(first.paste).toBeFocused()
    await page.keyboard.press('ControlOrMeta+V')
    await canvas.expectTitles('billing-svc', 'dashboard-ui')
    await expect(first.paste).toHaveCount(0)
    // There is nothing to add to: the sample was only looked at.
    await expect(page.getByText(/^Opened 3 resources/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^Add to payments/ })).toHaveCount(0)
  })

  await test.step('one connection, which closes the others', async () => {
    await expect(first.hint).toContainText('drag from the right edge of a card')
    await canvas.draw(canvas.node('dashboard-ui'), canvas.node('billing-svc'))
    await connect.dialog.getByRole('checkbox', { name: '3000' }).check()
    await connect.dialog.getByRole('button', { name: 'Isolate billing-svc and allow only this…' }).click()
    const confirm = connect.dialog.getByRole('button', { name: /^Isolate billing-svc and allow only this \+/ })
    await expect(confirm).toBeEnabled()
    await confirm.click()
    await expect(canvas.edge(/^allowed: dashboard-ui to billing-svc on 3000/)).toBeVisible()
  })

  await test.step('default deny for the rest', async () => {
    await expect(first.hint).toContainText('Templates, Default deny')
    await page.getByRole('button', { name: 'Templates', exact: true }).click()
    await templates.card('Default deny').click()
    await expect(preview.dialog).toHaveAccessibleName('Isolate namespace finops (ingress)')
    await expect(preview.apply).toBeEnabled()
    await preview.apply.click()
    await expect(canvas.node('dashboard-ui')).toHaveAccessibleName(/admits nothing for ingress/)
  })

  await test.step('the export begins with what was pasted, byte for byte', async () => {
    await expect(first.hint).toContainText('Export, at the top right')
    const { name, content } = await toolbar.download(/\.yaml$|one file/)
    expect(name).toBe('pasted.yaml')
    const text = content.toString('utf8')
    expect(text.startsWith(OWN)).toBe(true)
    expect(text.match(/kind: NetworkPolicy/g)).toHaveLength(2)
    await expect(first.hint).toHaveCount(0)
  })
})
