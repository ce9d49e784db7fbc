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

test('a default deny from the templates, the DNS warning it brings, and one click', async ({ bulkhead, page }) => {
  const { canvas, explain, preview, templates } = bulkhead
  await bulkhead.open()

  await test.step('the namespace is closed in both directions', async () => {
    await page.getByRole('button', { name: 'Templates', exact: true }).click()
    await templates.card('Default deny').click()
    await preview.dialog.getByRole('combobox', { name: 'Namespace' }).fill('monitoring')
    await preview.dialog.getByRole('combobox', { name: 'Namespace' }).press('Enter')
    await preview.dialog.getByRole('combobox', { name: 'Directions' }).selectOption('both')
    await expect(preview.dialog).toHaveAccessibleName('Isolate namespace monitoring (ingress and egress)')
    await preview.apply.click()
    await expect(preview.dialog).toBeHidden()
    await expect(canvas.node('rogue-pod')).toHaveAccessibleName(/admits nothing for ingress and egress/)
  })

  const checks = await bulkhead.openChecks()
  const lookups = checks.rule('No name lookups')
  await test.step('the warning says who cannot look names up; one click and it is gone', async () => {
    await expect(lookups).toContainText('cannot look names up')
    await lookups.getByRole('button', { name: 'Allow DNS for namespace monitoring' }).click()
    await expect(preview.change).toContainText('k8s-app: kube-dns')
    await preview.apply.click()
    await expect(preview.dialog).toBeHidden()
    await expect(lookups).toHaveCount(0)
  })

  await bulkhead.openExplain()
  await explain.ask('monitoring/rogue-pod', 'kube-system/kube-dns', '53')
  await expect(explain.answer).toContainText('Allowed')
})

test('how everybody stands, and a repair from there', async ({ bulkhead, page }) => {
  const { canvas, preview } = bulkhead
  await bulkhead.open()
  const { panel } = await bulkhead.openChecks()
  await panel.getByRole('button', { name: 'Posture' }).click()
  const table = panel.getByRole('table')
  const monitoring = table.getByRole('row', { name: /^monitoring/ })

  await test.step('namespace by namespace, down to a workload on the picture', async () => {
    await expect(table.getByRole('row', { name: /^payments/ })).toContainText('all isolated')
    await expect(monitoring).toContainText('all open')
    await monitoring.getByRole('button', { name: 'monitoring' }).click()
    await expect(table.getByRole('row', { name: /rogue-pod/ })).toContainText('open from')
  })

  await test.step('what would change it, with its repair', async () => {
    const open = panel.getByRole('region', { name: 'Open in both directions' })
    await open.getByRole('button', { name: 'Isolate monitoring, keeping what is open now and DNS' }).click()
    await expect(preview.dialog).toHaveAccessibleName(/^Isolate namespace monitoring/)
    await preview.apply.click()
    await expect(preview.dialog).toBeHidden()
    await expect(monitoring).toContainText('all isolated')
  })

  await table.getByRole('button', { name: 'Select Pod rogue-pod' }).click()
  await expect(canvas.node('rogue-pod')).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Inspector' })).toHaveAttribute('aria-selected', 'true')
})

test('a finding is ignored with a reason, and listed', async ({ bulkhead }) => {
  const { canvas, editor, preview } = bulkhead
  await bulkhead.open()
  await canvas.paste(CLUSTER)
  await canvas.expectTitles('rel-web')
  const checks = await bulkhead.openChecks()
  const lookups = checks.rule('No name lookups')
  await lookups.getByRole('button', { name: 'Ignore here…' }).click()
  await preview.dialog.getByRole('textbox', { name: 'Reason' }).fill('no name is ever looked up')
  await expect(preview.change).toContainText('# bulkhead-ignore: NP028 no name is ever looked up')
  await preview.apply.click()
  await expect(preview.dialog).toBeHidden()
  await expect(lookups).toHaveCount(0)
  await checks.panel.getByText(/^Ignored by comments/).click()
  await expect(
    checks.panel.getByRole('listitem').filter({ hasText: 'because: no name is ever looked up' }),
  ).toBeVisible()
  await expect(editor.line('# bulkhead-ignore: NP028 no name is ever looked up')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the checks (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    const checks = await bulkhead.openChecks()
    await expect(checks.panel.getByRole('region').first()).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
    await checks.panel.getByRole('button', { name: 'Posture' }).click()
    await expect(checks.panel.getByRole('table')).toBeVisible()
    const posture = await new AxeBuilder({ page }).analyze()
    expect(posture.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
}
