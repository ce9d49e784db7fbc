import { generateCluster } from '../src/core/samples/generate-cluster.ts'
import { expect, test } from './fixtures.ts'

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api-from-web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
`

const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }\n`

const TEXT = [POLICY, pod('web'), pod('api'), generateCluster({ workloads: 600, namespaces: 30, seed: 1 })].join(
  '---\n',
)

test('cards, and the number of edges that are too many to be drawn, follow the text', async ({ bulkhead, page }) => {
  const { canvas, editor } = bulkhead
  await bulkhead.open()
  await bulkhead.pick([{ name: 'crowded.yaml', text: TEXT }])
  const notice = page.getByText(/^[\d,]+ edges not drawn/)
  await expect(notice).toBeVisible({ timeout: 60_000 })
  const countEdges = async () => Number((await notice.innerText()).replace(/\D/g, ''))
  const before = await countEdges()
  const api = canvas.node('api')
  await expect(api).toHaveAccessibleName('api, isolated for ingress')

  await editor.retype('app: web', 'web', 'api')
  await expect.poll(countEdges).toBe(before - 1)
  await editor.retype('app: api', 'api', 'nobody')
  await expect(api).toHaveAccessibleName('api, open')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(api).toHaveAccessibleName('api, isolated for ingress')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect.poll(countEdges).toBe(before)
})
