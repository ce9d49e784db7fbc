import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { BulkheadPage } from './pages/bulkhead-page.ts'

const CLUSTER = ['web', 'storefront', 'api']
  .map(
    (name) => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  replicas: 2
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, ports: [{containerPort: 8080}, {containerPort: 9090}]}]}
`,
  )
  .join('')

const POLICY = `# The front door.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web # known by this name
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: 'web' # the shop
  policyTypes: [Ingress] # nothing is said of egress
  ingress:
  # from inside
  - from:
    - podSelector: # our api
        matchLabels:
          app: api
    - ipBlock:
        cidr: 10.0.0.0/8 # vpn
        except:
        - 10.1.0.0/16 # the lab
    ports:
    - port: 8080 # http
`

/** The policy after all edits of the story; what was said in the line of the peer that went is gone with it. */
const EDITED = `# The front door.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: front-door # known by this name
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: 'storefront' # the shop
  policyTypes: [Ingress] # nothing is said of egress
  ingress:
  # from inside
  - from:
    - ipBlock:
        cidr: 10.0.0.0/8 # vpn
        except:
        - 10.1.0.0/16 # the lab
        - 10.2.0.0/16
    ports:
    - port: 9090 # http
`

async function openPolicy({ canvas, policyForm }: BulkheadPage): Promise<void> {
  await canvas.paste(POLICY + CLUSTER)
  await expect(canvas.node('storefront')).toBeVisible()
  await policyForm.open('web')
}

test('edit a policy in the form while its comments stay', async ({ bulkhead, page }) => {
  const { editor, policyForm, preview, toolbar } = bulkhead
  const rule = policyForm.rule('ingress rule 1')
  const apply = async (title: RegExp) => {
    await expect(preview.dialog).toHaveAccessibleName(title)
    await expect(preview.apply).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(preview.dialog).toBeHidden()
  }
  await bulkhead.open()
  await openPolicy(bulkhead)

  await test.step('the name: it changes no flow, so it is made at once, and can be taken back', async () => {
    await policyForm.enter('Name', 'front-door')
    await expect(bulkhead.toast('Rename web to front-door')).toBeVisible()
    await expect(policyForm.form).toHaveAccessibleName('Policy front-door')
    await expect(preview.dialog).toBeHidden()
  })

  await test.step('a label: counted as it is typed, shown before it is made', async () => {
    const value = policyForm.subject.getByRole('combobox', { name: 'Value of label app' })
    await expect(policyForm.subject.getByText('2 of 6 pods')).toBeVisible()
    await value.fill('sto')
    await expect(policyForm.subject.locator('summary')).toHaveText('as typed: 0 of 6 pods')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(preview.closed).not.toHaveCount(0)
    await apply(/^Change a selector of front-door/)
    await expect(value).toHaveValue('storefront')
    await expect(value).toBeFocused()
  })

  await test.step('a port: left without Enter it waits at its field', async () => {
    const port = rule.getByRole('textbox', { name: 'Number of TCP 8080' })
    await port.fill('9090')
    await page.keyboard.press('Tab')
    await expect(rule.getByText(/^Not applied yet: it would close/)).toBeVisible()
    await expect(preview.dialog).toBeHidden()
    await rule.getByRole('button', { name: 'Look and apply…' }).click()
    await apply(/^Change a port/)
    await expect(rule.getByRole('textbox', { name: 'Number of TCP 9090' })).toBeVisible()
  })

  await test.step('an exception: what the API server would refuse is refused at the field', async () => {
    await rule.getByRole('button', { name: 'Exception', exact: true }).click()
    const field = rule.getByRole('textbox', { name: 'Addresses to leave out' })
    await field.fill('11.0.0.0/16')
    await page.keyboard.press('Enter')
    await expect(rule.getByText(/except\[1\]/)).toBeVisible()
    await field.fill('10.2.0.0/16')
    await page.keyboard.press('Enter')
    await apply(/^Except 10\.2\.0\.0\/16/)
    await expect(rule.getByRole('textbox', { name: 'Exception 2' })).toHaveValue('10.2.0.0/16')
  })

  await test.step('a peer', async () => {
    await rule.getByRole('button', { name: 'Remove peer app=api' }).click()
    await apply(/^Remove the peer app=api/)
    await expect(rule.getByRole('button', { name: 'Remove peer app=api' })).toHaveCount(0)
  })

  await expect.poll(() => editor.text()).toBe(EDITED + CLUSTER)
  await bulkhead.expectNoProblems()
  await toolbar.undoAll()
  await expect.poll(() => editor.text()).toBe(POLICY + CLUSTER)
  await page.getByRole('tab', { name: 'Inspector' }).click()
  await expect(policyForm.name).toHaveValue('web')
})

/** Moves along the page until something has the focus; it is no further away than so many steps. */
async function tabTo(page: Page, thing: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(thing).toBeVisible()
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press(key)
    if (await thing.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${key} does not lead to ${thing}`)
}

test('the same without a mouse', async ({ bulkhead, page }) => {
  const { canvas, editor, policyForm, preview } = bulkhead
  await bulkhead.open()
  await canvas.paste(POLICY + CLUSTER)
  await expect(canvas.node('storefront')).toBeVisible()
  const press = (...keys: readonly string[]) =>
    keys.reduce(async (before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  const confirm = async () => {
    await expect(preview.apply).toBeEnabled()
    await press('Enter')
    await expect(preview.dialog).toBeHidden()
  }

  await test.step('the policy is opened from the list', async () => {
    await tabTo(page, page.getByRole('tab', { name: 'Explain' }))
    await press('ArrowRight')
    await tabTo(page, page.getByRole('button', { name: 'Edit policy web' }))
    await press('Enter')
    await tabTo(page, policyForm.name)
  })

  await test.step('what is typed is taken back with Esc, what is made with Ctrl+Z', async () => {
    await press('ControlOrMeta+A')
    await page.keyboard.type('other')
    await press('Escape')
    await expect(policyForm.name).toHaveValue('web')
    await press('ControlOrMeta+A')
    await page.keyboard.type('front-door')
    await press('Enter')
    await expect(policyForm.form).toHaveAccessibleName('Policy front-door')
    await press('ControlOrMeta+Z')
    await expect(policyForm.form).toHaveAccessibleName('Policy web')
    await expect(policyForm.name).toBeFocused()
    await press('ControlOrMeta+Shift+Z')
    await expect(policyForm.form).toHaveAccessibleName('Policy front-door')
  })

  await test.step('a label', async () => {
    const value = policyForm.subject.getByRole('combobox', { name: 'Value of label app' })
    await tabTo(page, value)
    await press('ControlOrMeta+A')
    await page.keyboard.type('storefront')
    await press('Enter')
    await confirm()
    await expect(value).toHaveValue('storefront')
    await expect(value).toBeFocused()
  })

  await test.step('an exception', async () => {
    const rule = policyForm.rule('ingress rule 1')
    await tabTo(page, rule.getByRole('button', { name: 'Exception', exact: true }))
    await press('Enter')
    await expect(rule.getByRole('textbox', { name: 'Addresses to leave out' })).toBeFocused()
    await page.keyboard.type('10.2.0.0/16')
    await press('Enter')
    await confirm()
    await expect(rule.getByRole('textbox', { name: 'Exception 2' })).toBeVisible()
    await expect(policyForm.form.locator(':focus')).toHaveCount(1)
  })

  await test.step('a port', async () => {
    await tabTo(page, policyForm.field('Number of TCP 8080'))
    await press('ControlOrMeta+A')
    await page.keyboard.type('9090')
    await press('Enter')
    await confirm()
    await expect(policyForm.field('Number of TCP 9090')).toBeVisible()
    await expect(policyForm.form.locator(':focus')).toHaveCount(1)
  })

  await test.step('a peer; the focus stays where it was', async () => {
    const remove = policyForm.button('Remove peer app=api')
    await tabTo(page, remove, 'Shift+Tab')
    await press('Enter')
    await confirm()
    await expect(remove).toHaveCount(0)
    await expect(policyForm.form.locator(':focus')).toHaveCount(1)
  })

  await expect.poll(() => editor.text()).toBe(EDITED + CLUSTER)
})

test('the form of a policy is one step from the caret in it, and from the rules behind an edge', async ({
  bulkhead,
  page,
}) => {
  const { canvas, editor, policyForm } = bulkhead
  await bulkhead.open()
  await editor.line('name: allow-dns').click()
  await page.getByRole('button', { name: 'Edit in a form: allow-dns' }).click()
  await expect(policyForm.name).toHaveValue('allow-dns')
  await canvas.select(canvas.edge(/^allowed: frontend to api-server/))
  await page.getByRole('button', { name: 'Edit policy api-server' }).click()
  await expect(policyForm.name).toHaveValue('api-server')
  await expect(policyForm.rule('ingress rule 1')).toBeFocused()
  await expect(policyForm.rule('ingress rule 1').getByRole('heading')).toBeInViewport()
  await expect(bulkhead.toolbar.undo).toBeInViewport()
  await policyForm.button('‹ All policies').click()
  await expect(page.getByRole('region', { name: 'Policies' }).getByRole('listitem')).toHaveCount(6)
})

test('a new rule is put together before it is written; a policy that breaks is locked', async ({ bulkhead, page }) => {
  const { editor, policyForm, preview } = bulkhead
  await bulkhead.open()
  await openPolicy(bulkhead)

  await test.step('namespaces and pods of one peer hold together', async () => {
    await policyForm.button('Add an egress rule').click()
    const fields = page.getByRole('group', { name: 'New egress rule' })
    await fields
      .getByRole('combobox', { name: 'Namespaces: which' })
      .selectOption({ label: 'every namespace (namespaceSelector: {})' })
    await expect(fields.getByText('6 of 6 pods')).toBeVisible()
    await fields.getByRole('combobox', { name: 'Pods: which' }).selectOption('filled')
    await fields.getByRole('combobox', { name: 'Key of a new label' }).fill('app')
    await fields.getByRole('combobox', { name: 'Value of a new label' }).fill('api')
    await page.keyboard.press('Enter')
    await expect(fields.getByText('2 of 6 pods')).toBeVisible()
    await fields.getByRole('textbox', { name: 'Number of the new rule’s port' }).fill('8080')
    await page.keyboard.press('Enter')
    await expect(preview.dialog).toContainText('policyTypes does not name egress')
    await expect(preview.apply).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(policyForm.form.getByText('These rules have no effect')).toBeVisible()
    await expect
      .poll(() => editor.text())
      .toContain(`  egress:
  - to:
    - namespaceSelector: {}
      podSelector:
        matchLabels:
          app: api
    ports:
    - protocol: TCP
      port: 8080
`)
  })

  await test.step('the form follows the text, and is locked while it is not valid', async () => {
    await policyForm.button('Show in the text').click()
    await editor.retype('policyTypes:', 'Ingress', 'Inside')
    await expect(policyForm.form.getByText(/^Nothing can be changed here now/)).toBeVisible()
    await expect(policyForm.name).toBeDisabled()
    await page.keyboard.press('ControlOrMeta+Z')
    await expect(policyForm.name).toBeEnabled()
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the form of a policy (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await openPolicy(bulkhead)
    await bulkhead.policyForm.button('Add an egress rule').click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
  })
