import { expect, test } from './fixtures.ts'
import { SHOP } from './texts.ts'

/** What drawing web → basket on 8080 adds at the end of {@link SHOP}: one policy for each end. */
const DRAWN = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-web-to-basket
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: basket
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - protocol: TCP
          port: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-web-to-basket-egress
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: basket
      ports:
        - protocol: TCP
          port: 8080
`

test('from the sample to an exported policy, and back to the first byte', async ({ bulkhead, page }) => {
  const { canvas, editor, connect, toolbar } = bulkhead
  // What is dragged must not move on its own: views change at once.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  await expect(canvas.edge('allowed: frontend to api-server on 8080, 2 rules')).toBeVisible()

  await test.step('paste a namespace that was never seen: it is drawn, closed', async () => {
    await canvas.paste(SHOP)
    await expect(canvas.named('web, admits nothing for ingress and egress')).toBeVisible()
    await expect(canvas.named('basket, admits nothing for ingress and egress')).toBeVisible()
    await expect(canvas.edges).toHaveCount(0)
    await expect.poll(() => editor.text()).toBe(SHOP)
  })

  await test.step('draw an edge on port 8080', async () => {
    await canvas.draw(canvas.node('web'), canvas.node('basket'))
    await expect(connect.dialog).toBeVisible()
    await connect.dialog.getByRole('checkbox', { name: '8080' }).check()
    await expect(connect.effects).toContainText('shop / web → shop / basket')
    await connect.allow.click()
    await expect(connect.dialog).toBeHidden()
  })

  await test.step('exactly the YAML for it appears, and the edge is allowed', async () => {
    await expect(canvas.edge('allowed: web to basket on 8080, 2 rules')).toBeVisible()
    await expect.poll(() => editor.text()).toBe(SHOP + DRAWN)
  })

  await test.step('the edge follows the YAML', async () => {
    await editor.scrollToEnd()
    await editor.retypeAll(2, /(^|\s)port:\s8080/, '8080', '9000')
    await expect(canvas.edge('allowed: web to basket on 9000, 2 rules')).toBeVisible()
  })

  await test.step('undo to the start gives the pasted bytes back', async () => {
    await toolbar.undoAll()
    await expect(canvas.edges).toHaveCount(0)
    await expect.poll(() => editor.text()).toBe(SHOP)
  })

  await test.step('the exported file is the text', async () => {
    const { name, content } = await toolbar.download(/\.yaml$|one file/)
    expect(name).toBe('pasted.yaml')
    expect(content.toString('utf8')).toBe(SHOP)
  })
})
