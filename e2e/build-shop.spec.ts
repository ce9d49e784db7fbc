import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { BUILT_SHOP } from './built-shop.ts'
import { expect, test } from './fixtures.ts'
import type { BulkheadPage } from './pages/bulkhead-page.ts'
import { Keyboard } from './pages/keyboard.ts'

/** Long stories: a machine that is busy needs minutes for them. */
test.slow()

/** The tiers of the shop, and the ports they listen on. */
const TIERS = [
  ['web', '8443'],
  ['api', '8080'],
  ['db', '5432'],
] as const

test('the three-tier shop from an empty document, with the mouse', async ({ bulkhead }, testInfo) => {
  const { canvas, connect, preview, page, toolbar } = bulkhead
  // What is dragged must not move on its own: views change at once.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  await toolbar.chooseDocument('payments', 'New document')

  await test.step('a namespace, and three workloads with their ports', async () => {
    await page.getByRole('region', { name: 'Empty document' }).getByRole('button', { name: 'Namespace…' }).click()
    await preview.dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('payments')
    await preview.apply.click()
    await expect(canvas.frame('payments')).toBeVisible()
    for (const [tier, port] of TIERS) await toolbar.add('Deployment', tier, port)
    await canvas.expectTitles('web', 'api', 'db')
  })

  await test.step('nobody talks to anybody, but names are looked up; what appears is in sight', async () => {
    await canvas.frame('payments').click({ position: { x: 60, y: 12 } })
    await canvas.actions('payments').getByRole('button', { name: 'Isolate…' }).click()
    await expect(preview.effects).toContainText('payments / web (ingress and egress)')
    await preview.apply.click()
    await expect(canvas.node('web')).toHaveAccessibleName(/admits nothing for ingress/)
    await canvas.expectInSight('web', 'api', 'db', 'k8s-app=kube-dns', 'internet')
  })

  await test.step('web reaches api, api reaches db', async () => {
    for (const [from, to, port] of [
      ['web', 'api', '8080'],
      ['api', 'db', '5432'],
    ] as const) {
      await canvas.draw(canvas.node(from), canvas.node(to))
      await connect.dialog.getByRole('checkbox', { name: port }).check()
      await connect.allow.click()
      await expect(canvas.edge(`allowed: ${from} to ${to} on ${port}, 2 rules`)).toBeVisible()
    }
  })

  await test.step('the internet reaches web', async () => {
    await canvas.expectInSight('internet', 'web')
    await canvas.draw(canvas.node('internet'), canvas.node('web'))
    await connect.dialog.getByRole('checkbox', { name: '8443' }).check()
    await connect.dialog.getByRole('radio', { name: /outside/ }).check()
    await connect.allow.click()
    await expect(canvas.edge('allowed: internet to web on 8443').first()).toBeVisible()
  })

  await expectShop(bulkhead, testInfo.outputPath('shop.yaml'))
})

test('the same with the keyboard', async ({ bulkhead }, testInfo) => {
  const { canvas, connect, preview, target, page } = bulkhead
  const keyboard = new Keyboard(page)
  const menuItem = (name: string) => page.getByRole('menuitem', { name, exact: true })
  await bulkhead.open()
  await page.locator('body').press('Tab')
  await keyboard.press(bulkhead.toolbar.document('payments'))
  await keyboard.take(menuItem('New document'))

  await test.step('a namespace, and three workloads with their ports', async () => {
    await keyboard.press(
      page.getByRole('region', { name: 'Empty document' }).getByRole('button', { name: 'Namespace…' }),
    )
    const name = preview.dialog.getByRole('textbox', { name: 'Name', exact: true })
    await expect(name).toBeFocused()
    await keyboard.type('payments')
    await expect(preview.dialog).toHaveAccessibleName('Add Namespace payments')
    await expect(preview.apply).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(canvas.frame('payments')).toBeVisible()
    for (const [tier, port] of TIERS) {
      await keyboard.press(page.getByRole('button', { name: 'Add', exact: true }), 'Shift+Tab')
      await keyboard.take(menuItem('Deployment…'))
      await expect(name).toBeFocused()
      await keyboard.type(tier)
      await keyboard.reach(preview.dialog.getByRole('textbox', { name: 'Ports' }))
      await keyboard.type(port)
      await expect(preview.dialog).toHaveAccessibleName(`Add Deployment ${tier}`)
      await expect(preview.change).toContainText(`containerPort: ${port}`)
      await expect(preview.apply).toBeEnabled()
      await page.keyboard.press('Enter')
      await expect(canvas.node(tier)).toBeVisible()
    }
  })

  await test.step('nobody talks to anybody, but names are looked up', async () => {
    await keyboard.reachInGraph(canvas.frame('payments'))
    await page.keyboard.press('Enter')
    await keyboard.press(canvas.actions('payments').getByRole('button', { name: 'Isolate…' }))
    await expect(preview.apply).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(canvas.node('web')).toHaveAccessibleName(/admits nothing for ingress/)
  })

  await test.step('web reaches api, api reaches db, the internet reaches web', async () => {
    for (const [from, to, port] of [
      ['web', 'api', '8080'],
      ['api', 'db', '5432'],
      ['internet', 'web', '8443'],
    ] as const) {
      await keyboard.reach(page.getByRole('button', { name: 'Export' }), 'Shift+Tab')
      await keyboard.reachInGraph(canvas.node(from))
      await page.keyboard.press('c')
      await expect(target.search).toBeFocused()
      await keyboard.type(`${to} payments`)
      await page.keyboard.press('Enter')
      await keyboard.reach(connect.dialog.getByRole('checkbox', { name: port }), 'Shift+Tab')
      await page.keyboard.press('Space')
      if (from === 'internet') {
        await keyboard.reach(connect.dialog.getByRole('radio').first())
        await page.keyboard.press('Space')
      }
      await expect(connect.allow).toBeEnabled()
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(canvas.edge(new RegExp(`^allowed: ${from} to ${to} on ${port}`)).first()).toBeVisible()
    }
  })

  await expectShop(bulkhead, testInfo.outputPath('shop.yaml'))
})

/** Who may talk to whom once the shop stands, as the page answers it. */
const VERDICTS = [
  ['payments web', 'payments api', '8080', 'Allowed'],
  ['payments web', 'payments api', '8081', 'Denied'],
  ['payments api', 'payments db', '5432', 'Allowed'],
  ['payments web', 'payments db', '5432', 'Denied'],
  ['payments db', 'payments api', '8080', 'Denied'],
  ['8.8.8.8', 'payments web', '8443', 'Allowed'],
  ['8.8.8.8', 'payments api', '8080', 'Denied'],
  ['payments web', '8.8.8.8', '443', 'Denied'],
  ['payments db', 'kube-system kube-dns', '53', 'Allowed'],
] as const

/** The text is what a person would have written, nothing is wrong with it, and it does what was drawn. */
async function expectShop(bulkhead: BulkheadPage, file: string): Promise<void> {
  const { explain, toolbar } = bulkhead
  await test.step('the exported text is complete, and nothing is wrong with it', async () => {
    const { content } = await toolbar.download(/one file|\.yaml$/)
    const text = content.toString('utf8')
    expect(text).toBe(BUILT_SHOP)
    writeFileSync(file, text)
    const lint = execFileSync(process.execPath, [COMMAND_LINE, 'lint', '--level=error', file], { encoding: 'utf8' })
    expect(lint).toMatch(/^no problems;/)
    await bulkhead.expectNoProblems()
  })

  await test.step('the verdicts are those that were drawn', async () => {
    await bulkhead.openExplain()
    for (const [from, to, port, verdict] of VERDICTS) {
      await explain.ask(from, to, port)
      await expect(explain.answer).toContainText(verdict)
    }
  })
}

const COMMAND_LINE = resolve(import.meta.dirname, '../dist/cli/bulkhead.mjs')
