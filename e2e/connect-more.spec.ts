import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { SCATTERED } from './texts.ts'

test('several workloads are connected as one, both ends isolated and name lookups kept', async ({ bulkhead, page }) => {
  const { canvas, connect, editor, preview, target } = bulkhead
  await bulkhead.open()

  await test.step('Shift+click takes workloads and leaves them out', async () => {
    await canvas.node('rogue-pod').click()
    await canvas.gather(canvas.node('prometheus'))
    await canvas.gather(canvas.node('kube-dns'))
    await expect(canvas.actions('rogue-pod, prometheus, kube-dns')).toContainText('3 workloads')
    await canvas.gather(canvas.node('kube-dns'))
    await canvas.frame('payments').click({ modifiers: ['Shift'], position: { x: 90, y: 14 } })
    await expect(canvas.actions('rogue-pod, prometheus')).toContainText('2 workloads')
  })

  await test.step('they are one end of the connection', async () => {
    await canvas
      .actions('rogue-pod, prometheus')
      .getByRole('button', { name: /^Connect…/ })
      .click()
    await target.search.fill('postgres')
    await page.keyboard.press('Enter')
    await expect(connect.dialog).toHaveAccessibleName('Allow rogue-pod, prometheus → postgres')
    await connect.dialog.getByRole('checkbox', { name: /^5432/ }).check()
    await expect(preview.opened).toHaveCount(1)
    await expect(connect.effects).toContainText('opens 2 flows')
    await expect(preview.isolated).toHaveCount(0)
  })

  await test.step('the stricter form isolates the sources, and says so', async () => {
    await connect.strict.check()
    await expect(connect.keepDns).toBeChecked()
    await expect(preview.isolated).toHaveCount(2)
    await expect(connect.dialog).toContainText(
      'rogue-pod becomes isolated for egress: only what rules admit may be reached, name lookups are among it',
    )
    await connect.keepDns.uncheck()
    await expect(connect.dialog).toContainText('name lookups are not among it')
    await connect.keepDns.check()
    await expect(connect.dialog).toContainText('name lookups are among it')
  })

  await test.step('one key confirms', async () => {
    await connect.dialog.getByRole('button', { name: /^Isolate both and allow \+/ }).press('ControlOrMeta+Enter')
    await expect(connect.dialog).toBeHidden()
    await expect(canvas.actions('rogue-pod, prometheus')).toBeVisible()
    await page.keyboard.press('Escape')
    await editor.openFile('policies.yaml')
    await expect.poll(() => editor.text()).toContain('app: debug-shell')
    await expect.poll(async () => (await editor.text()).match(/k8s-app: kube-dns/g)).toHaveLength(3)
    const explain = await bulkhead.openExplain()
    // The sample asks for rogue-pod → api-server.
    await expect(explain.answer).toContainText('Denied')
    await explain.choose('To', 'payments / postgres')
    await explain.port.fill('5432')
    await expect(explain.answer).toContainText('Allowed')
  })
})

test('without a mouse: several are taken with Shift+Enter, C connects them', async ({ bulkhead, page }) => {
  const { canvas, connect, target } = bulkhead
  await bulkhead.open()
  await canvas.select(canvas.node('rogue-pod'))
  await canvas.node('prometheus').focus()
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('c')
  await expect(target.dialog).toHaveAccessibleName('Connect rogue-pod, prometheus to…')
  await page.keyboard.type('payments')
  await page.keyboard.press('Enter')
  await expect(connect.ports).toBeFocused()
  await page.keyboard.type('8443')
  await expect(connect.dialog).toHaveAccessibleName('Allow rogue-pod, prometheus → namespace payments')
  await expect(connect.allow).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(connect.dialog).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(canvas.actions('rogue-pod, prometheus')).toHaveCount(0)
})

test('several workloads keep only what they have now; several edges give least privilege', async ({
  bulkhead,
  page,
}) => {
  const { canvas, preview } = bulkhead
  await bulkhead.open()

  await test.step('isolated together, with what passes between them and others written down', async () => {
    await canvas.node('rogue-pod').click()
    await canvas.gather(canvas.node('prometheus'))
    const bar = canvas.actions('rogue-pod, prometheus')
    await bar.getByRole('button', { name: /^Only what is allowed now…/ }).click()
    await expect(preview.dialog).toHaveAccessibleName(
      'Isolate rogue-pod, prometheus (ingress and egress, what is open now kept)',
    )
    await expect(preview.isolated).toHaveCount(2)
    await expect(preview.effects).toContainText('✕ monitoring / prometheus → internet every port')
    await expect(preview.effects).not.toContainText('api-server')
    await preview.apply.click()
    await expect(canvas.edge(/^allowed: prometheus to api-server on 9090, 2 rules/)).toBeVisible()
  })

  await test.step('edges are taken with Shift+Enter, and L allows only them', async () => {
    await canvas.select(canvas.edge(/^allowed: frontend to api-server on 8080/))
    await canvas.edge(/^allowed: api-server to postgres on 5432/).press('Shift+Enter')
    await expect(canvas.actions('2 edges')).toBeVisible()
    await page.keyboard.press('l')
    await expect(preview.dialog).toHaveAccessibleName('Allow only 2 flows in payments')
    await preview.dialog.getByRole('checkbox', { name: 'replace the policies of the same pods' }).check()
    await expect(preview.effects).toContainText('✕ monitoring / prometheus → payments / api-server 9090')
    await preview.apply.click()
    await expect(canvas.edge(/^allowed: frontend to api-server on 8080/)).toBeVisible()
    await expect(canvas.edge(/^allowed: api-server to postgres on 5432/)).toBeVisible()
    await expect(canvas.edge(/^allowed: prometheus to api-server/)).toHaveCount(0)
    await expect(canvas.edge(/^allowed: internet to frontend/)).toHaveCount(0)
  })
})

test('either end can be another: a block with exceptions, all namespaces, anyone', async ({ bulkhead, page }) => {
  const { canvas, connect, target } = bulkhead
  await bulkhead.open()
  await canvas.node('frontend').focus()
  await page.keyboard.press('c')

  await test.step('a block is typed with its exceptions; one outside of it is refused', async () => {
    await target.search.fill('10.0.0.0/8 except 11.0.0.0/16')
    await expect(target.dialog).toContainText('11.0.0.0/16 is not within 10.0.0.0/8')
    await target.search.fill('10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16')
    await page.keyboard.press('Enter')
    await connect.ports.fill('443, 8000-8010/UDP')
    await expect(connect.change).toContainText('cidr: 10.0.0.0/8')
    await expect(connect.change).toContainText('- 10.2.0.0/16')
    await expect(connect.change).toContainText('endPort: 8010')
  })

  await test.step('the ends are exchanged', async () => {
    await connect.exchange.click()
    await expect(connect.dialog).toHaveAccessibleName('Allow 10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16 → frontend')
    await expect(connect.dialog).toContainText('Reaching it (ingress)')
    await expect(connect.dialog).not.toContainText('Leaving it (egress)')
  })

  await test.step('all namespaces, by name of the port', async () => {
    await connect.changeEnd('From', 'all namesp')
    await connect.ports.fill('https')
    await expect(connect.dialog).toHaveAccessibleName('Allow all namespaces → frontend')
    await expect(connect.change).toContainText('namespaceSelector: {}')
    await expect(connect.change).toContainText('port: https')
  })

  await test.step('anyone, on every port', async () => {
    await connect.changeEnd('From', 'anyone')
    await expect(connect.dialog.getByRole('radio', { name: 'anyone, pods included' })).toBeChecked()
    await connect.dialog.getByRole('checkbox', { name: 'every port' }).check()
    await expect(connect.allow).toBeEnabled()
    await connect.allow.click()
    await expect(canvas.edge(/^allowed: anyone to frontend|^allowed: internet to frontend on every port/)).toBeVisible()
  })
})

test('a namespace is named by a label that it lacks, which is added when that is agreed to', async ({ bulkhead }) => {
  const { canvas, connect, editor, preview, target } = bulkhead
  await bulkhead.open()
  await canvas.select(canvas.frame('monitoring'))
  await canvas.frame('monitoring').press('c')
  await target.search.fill('postgres')
  await target.search.press('Enter')
  await connect.dialog.getByRole('checkbox', { name: /^5432/ }).check()
  await connect.dialog.getByRole('radio', { name: 'a label' }).check()
  const label = connect.dialog.getByRole('combobox', { name: 'Label of monitoring' })
  await label.fill('zone')
  await expect(connect.dialog).toContainText('write a key and a value: team=a')
  await label.fill('zone=ops')
  await expect(connect.dialog).toContainText('namespace monitoring has no label zone=ops')
  await expect(connect.allow).toBeDisabled()
  await expect(preview.opened).toHaveCount(1)
  await connect.dialog.getByRole('button', { name: 'Add label zone=ops to namespace monitoring' }).click()
  await expect(connect.allow).toBeEnabled()
  await connect.allow.click()
  await expect(connect.dialog).toBeHidden()
  await editor.openFile('policies.yaml')
  await expect.poll(() => editor.text()).toMatch(/namespaceSelector:\s+matchLabels:\s+zone: ops/)
  await editor.openFile('cluster.yaml')
  await expect.poll(() => editor.text()).toContain('zone: ops')
})

test('a flow that depends leads to the settings that decide it', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await bulkhead.pick([{ name: 'scattered.yaml', text: SCATTERED }])
  await expect(bulkhead.canvas.node('worker')).toBeVisible()
  const explain = await bulkhead.openExplain()
  await explain.choose('From', 'far / worker')
  await explain.choose('To', 'far / store')
  await explain.port.fill('6379')
  await expect(explain.answer).toContainText('Depends')
  await explain.panel.getByRole('button', { name: 'Say where pods lie…' }).click()
  const ranges = page.getByRole('dialog', { name: 'Pod addresses' })
  await ranges.getByRole('radio', { name: 'in these ranges' }).check()
  await ranges.getByRole('textbox').fill('10.244.0.0/16')
  await ranges.getByRole('button', { name: 'Apply' }).click()
  await expect(explain.answer).toContainText('Denied')
  await expect(explain.panel.getByRole('button', { name: 'Allow this flow…' })).toBeVisible()
})

test('where nobody is sure of the plugin, its menu is one step away', async ({ bulkhead, page }) => {
  await bulkhead.open()
  const { toolbar } = bulkhead
  const explain = await bulkhead.openExplain()
  await explain.choose('From', 'internet')
  await explain.choose('To', 'payments / frontend')
  await explain.port.fill('8443')
  await toolbar.plugin('upstream').click()
  await page.getByRole('menuitemradio', { name: /^ovn-kubernetes/ }).click()
  await expect(explain.answer).toContainText('Depends')
  await explain.panel.getByRole('button', { name: 'Choose the network plugin…' }).click()
  await page.getByRole('menuitemradio', { name: /^calico/ }).click()
  await expect(explain.answer).toContainText('Allowed')
  await expect(toolbar.plugin('calico')).toBeVisible()
  await expect(page.getByRole('menu')).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the dialog of connections (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await bulkhead.canvas.select(bulkhead.canvas.frame('monitoring'))
    await bulkhead.canvas.frame('monitoring').press('c')
    await bulkhead.target.search.fill('postgres')
    await bulkhead.target.search.press('Enter')
    await bulkhead.connect.ports.fill('5432')
    await bulkhead.connect.dialog.getByRole('radio', { name: 'a label' }).check()
    await bulkhead.connect.strict.check()
    await expect(bulkhead.connect.dialog.getByRole('button', { name: /^Isolate both and allow \+/ })).toBeEnabled()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
