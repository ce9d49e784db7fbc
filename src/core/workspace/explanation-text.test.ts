import { describe, expect, it } from 'vitest'
import { finish } from '../model/work.ts'
import { buildPicture } from '../picture/build-picture.ts'
import { analyse } from './analyse.ts'
import { writingExplanation } from './explanation-text.ts'

const workload = (name: string, namespace = 'shop') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main }] } } }
`
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: data
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: api}} # the api
`
const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}, policyTypes: [Egress]}
`

function write(files: Readonly<Record<string, string>>, from: string, to: string): string | null {
  const texts = Object.entries(files).map(([name, text]) => ({ name, text }))
  const analysis = analyse(texts, { cni: 'upstream', implied: false })
  const picture = buildPicture(analysis.prepared, { folds: {} })
  const on = { document: { revision: 1, files: texts }, analysis, picture }
  return finish(writingExplanation(on, { from, to, protocol: 'TCP', port: 5432 }))
}

const CLUSTER = [workload('web'), workload('db', 'data')].join('---\n')

describe('writingExplanation', () => {
  it('[VER-2] hands on the manifests of both owners as they would be, and what else changes', () => {
    const text = write({ 'policies.yaml': `${DENY}---\n${POLICY}`, 'all.yaml': CLUSTER }, 'shop/web', 'data/db')
    expect(text).toContain('## ✕ Denied: `shop/web` → `data/db` on TCP 5432')
    expect(text).toContain('### What would open shop/web → data/db on TCP 5432')
    expect(text).toContain('The change opens 1 flow and closes none.')
    expect(text).toContain(
      'For the owner of namespace `data`: NetworkPolicy `db` (`policies.yaml:6`), which would then be',
    )
    expect(text).toContain('    - podSelector: {matchLabels: {app: api}} # the api')
    expect(text).toMatch(/For the owner of namespace `shop`: a new NetworkPolicy `[^`]+`\n\n```yaml\n/)
    expect(text).not.toContain('name: closed')
  })

  it('moves a manifest of a list to the margin', () => {
    const indent = (words: string) => words.trimEnd().replaceAll('\n', '\n    ')
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${indent(POLICY)}\n`
    const text = write({ 'policies.yaml': list, 'all.yaml': CLUSTER }, 'shop/web', 'data/db')
    expect(text).toContain('```yaml\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: db\n')
    expect(text).toContain('\n    - podSelector: {matchLabels: {app: api}} # the api\n')
  })

  it('has nothing to send where the flow passes', () => {
    const text = write({ 'all.yaml': CLUSTER }, 'shop/web', 'data/db')
    expect(text).toContain('## ✓ Allowed')
    expect(text).not.toContain('```')
  })

  it('shows what blocks where no change can be planned', () => {
    const broken = `${POLICY}---\nkind: [\n`
    const text = write({ 'policies.yaml': broken, 'all.yaml': CLUSTER }, 'shop/web', 'data/db')
    expect(text).toContain('### The policies that block shop/web → data/db on TCP 5432')
    expect(text).toContain('For the owner of namespace `data`: NetworkPolicy `db` (`policies.yaml:1`) as it is now')
  })

  it('[QUE-2] has no text for a question that is not understood', () => {
    expect(write({ 'all.yaml': CLUSTER }, 'nobody', 'data/db')).toBeNull()
  })
})
