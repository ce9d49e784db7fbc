import AxeBuilder from '@axe-core/playwright'
import { unzipSync } from 'fflate'
import { expect, test } from './fixtures.ts'

const workload = (name: string, port: number) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: clinic}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: ${name}}}
  template:
    metadata: {labels: {app.kubernetes.io/name: ${name}}}
    spec: {containers: [{name: main, image: ${name}, ports: [{containerPort: ${port}}]}]}
---
`
const policy = (rules: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: records, namespace: clinic}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: records}}
  policyTypes: [Ingress]
  ingress:
${rules}`
const from = (app: string, port: number) =>
  `  - from: [{podSelector: {matchLabels: {app.kubernetes.io/name: ${app}}}}]\n    ports: [{port: ${port}}]\n`
const PODS = workload('reception', 8080) + workload('billing', 8443) + workload('records', 5432)
const BEFORE = PODS + policy(from('reception', 5432) + from('billing', 5432))
const AFTER = PODS + policy(from('reception', 5432) + from('records', 5432))

test('two versions are compared: what opens comes first, with the policy behind it', async ({ bulkhead, page }) => {
  const { canvas, editor, explain } = bulkhead
  await bulkhead.open()
  await canvas.paste(AFTER)
  await canvas.expectTitles('records')
  const review = await bulkhead.openCompare()

  await test.step('with the version before, from a file: it is compared, not opened', async () => {
    await review.compareWithFiles([{ name: 'before.yaml', text: BEFORE }])
    await expect(review.summary).toHaveText('1 opened · 1 closed · 0 with other ports')
    const opened = review.flow('Opened', /clinic \/ records clinic \/ records nothing TCP 5432 clinic\/records/)
    await expect(opened).toBeVisible()
    await expect(review.flow('Closed', /clinic \/ billing clinic \/ records TCP 5432 nothing/)).toBeVisible()
    await expect(editor.tab('pasted.yaml')).toBeVisible()
  })

  await test.step('the picture shows it, and says what its lines mean', async () => {
    await expect(canvas.edge(/^closes billing to records on 5432/)).toBeVisible()
    await expect(page.getByRole('list', { name: 'Legend' })).toContainText('unchanged')
  })

  await test.step('the policy is a click away in the text, the reasons in the explanation', async () => {
    const closed = review.flow('Closed', /clinic \/ billing/)
    await closed.getByRole('button', { name: 'clinic/records' }).click()
    await expect(editor.line('name: records, namespace: clinic').last()).toBeVisible()
    await closed.getByRole('button', { name: 'Explain clinic / billing to clinic / records' }).click()
    await expect(explain.answer).toContainText('Denied')
  })

  await test.step('swapped, what opened closes; the comparison ends when it is ended', async () => {
    await bulkhead.openCompare()
    await review.panel.getByRole('button', { name: 'Swap' }).click()
    await expect(review.flow('Opened', /clinic \/ billing clinic \/ records nothing TCP 5432/)).toBeVisible()
    await review.panel.getByRole('button', { name: 'End' }).click()
    await expect(review.panel.getByRole('button', { name: 'Files…' })).toBeVisible()
    await expect(canvas.edge(/^(opens|closes) billing to records/)).toHaveCount(0)
  })
})

test('an edit is compared with how the document was opened, while it is made', async ({ bulkhead }) => {
  const { canvas, editor } = bulkhead
  await bulkhead.open()
  await canvas.paste(BEFORE)
  await canvas.expectTitles('records')
  const review = await bulkhead.openCompare()
  await expect(review.panel).toContainText('Nothing was changed since it was opened.')
  await editor.scrollToEnd()
  await bulkhead.page.keyboard.press('Enter')
  await bulkhead.page.keyboard.type('# still the same')
  await review.panel.getByRole('button', { name: 'as opened' }).click()
  await expect(review.panel).toContainText('No flow changes')
  await review.panel.getByRole('button', { name: 'Show the change of the text' }).click()
  await expect(review.panel.getByRole('region', { name: 'YAML change' })).toContainText('# still the same')

  await editor.retype('[{port: 5432', '5432', '5433')
  await expect(review.summary).toHaveText('0 opened · 0 closed · 1 with other ports')
  await expect(review.flow('Other ports', /clinic \/ reception clinic \/ records TCP 5432 TCP 5433/)).toBeVisible()
})

test('a report is downloaded, and is the same twice', async ({ bulkhead }) => {
  await bulkhead.open()
  await expect(bulkhead.page.getByText(/^saved in this browser/)).toBeVisible()
  const first = await bulkhead.toolbar.download(/^Report/)
  expect(first.name).toBe('payments-report.zip')
  const files = unzipSync(first.content)
  expect(Object.keys(files).sort()).toEqual(['report.md', 'report.svg'])
  const text = new TextDecoder().decode(files['report.md'])
  expect(text).toContain('# Network policies: report\n\n## Evidence')
  expect(text).toMatch(/\| policies\.yaml \| \d+ \| \d{4}-\d\d-\d\dT[\d:]+Z \| [0-9a-f]{64} \|/)
  const again = await bulkhead.toolbar.download(/^Report/)
  expect(again.content.equals(first.content)).toBe(true)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on a comparison (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme })
    await bulkhead.open()
    await bulkhead.canvas.paste(AFTER)
    await bulkhead.canvas.expectTitles('records')
    const review = await bulkhead.openCompare()
    await expect(review.panel.getByRole('button', { name: 'Files…' })).toBeVisible()
    const choosing = await new AxeBuilder({ page }).analyze()
    expect(choosing.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
    await review.compareWithFiles([{ name: 'before.yaml', text: BEFORE }])
    await expect(review.summary).toBeVisible()
    const comparing = await new AxeBuilder({ page }).analyze()
    expect(comparing.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
