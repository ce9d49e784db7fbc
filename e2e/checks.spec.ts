import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

/** Two Deployments and the DNS of the cluster, as Helm would label them. */
const CLUSTER = `apiVersion: apps/v1
kind: Deployment
metadata: {name: rel-web, namespace: orders}
spec:
  selector: &web {matchLabels: {app.kubernetes.io/name: web, app.kubernetes.io/instance: rel}}
  template:
    metadata: {labels: {app.kubernetes.io/name: web, app.kubernetes.io/instance: rel}}
    spec: {containers: [{name: web, image: web, ports: [{containerPort: 8080}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: coredns, namespace: kube-system}
spec:
  selector: {matchLabels: {k8s-app: kube-dns}}
  template:
    metadata: {labels: {k8s-app: kube-dns}}
    spec:
      containers:
        - name: coredns
          image: coredns
          ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53, protocol: TCP}]
---
# Nobody talks to anybody.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny-all, namespace: orders}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`

test('the DNS warning after a default deny, and its repair', async ({ bulkhead }) => {
  const { canvas, editor, preview, toolbar } = bulkhead
  await bulkhead.open()
  await canvas.paste(CLUSTER)
  await canvas.expectTitles('rel-web')
  const checks = await bulkhead.openChecks()
  const lookups = checks.rule('No name lookups')

  await test.step('it says who cannot look names up, why that matters, and where', async () => {
    await expect(lookups).toContainText('rel-web cannot look names up')
    await expect(lookups).toContainText('TCP 53 for large answers')
    await lookups.getByRole('button', { name: /:24$/ }).click()
    await expect(editor.line('kind: NetworkPolicy')).toBeVisible()
  })

  await test.step('one click shows the repair, one key makes it, and the warning is gone', async () => {
    await lookups.getByRole('button', { name: 'Allow DNS for rel-web' }).click()
    await expect(preview.change).toContainText('k8s-app: kube-dns')
    await preview.apply.press('Enter')
    await expect(lookups).toHaveCount(0)
    await expect(canvas.edge(/^allowed: rel-web to coredns on 53/)).toBeVisible()
  })

  await test.step('notes are for those who ask; undo brings the warning back', async () => {
    await checks.panel.getByRole('button', { name: 'Show notes' }).click()
    await expect(checks.rule('No description')).toBeVisible()
    await toolbar.undo.click()
    await expect(lookups).toBeVisible()
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the checks (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    const checks = await bulkhead.openChecks()
    await expect(checks.panel.getByRole('region').first()).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
}
