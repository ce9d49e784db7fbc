import { describe, expect, it } from 'vitest'
import { prepareNotes, replyTo } from '../questions/questions.testing.ts'
import { type ExplainedAnswer, explanationMarkdown, type RemedyManifest } from './explanation-markdown.ts'

const prepared = prepareNotes({
  workloads: [
    { id: 'shop/Deployment/web', labels: { app: 'web' } },
    { id: 'shop/Deployment/db', labels: { app: 'db' }, ports: ['sql:5432'] },
  ],
  services: [{ id: 'shop/db', selector: { app: 'db' }, ports: ['5432'] }],
  policies: [
    {
      name: 'db',
      namespace: 'shop',
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }] }],
    },
  ],
})
const [WEB, DB] = ['shop/deployment/web', 'shop/deployment/db'] as const

function write(to: string, more: Partial<ExplainedAnswer> = {}): string {
  const question = { from: WEB, to, protocol: 'TCP', port: 5432 } as const
  const { from, ...asked } = question
  return explanationMarkdown({
    question,
    reply: replyTo(prepared, from, asked.to, { port: asked.port, protocol: asked.protocol }),
    titleOf: (id) => id.replace('/deployment/', '/'),
    placeOf: (path) => (path.startsWith('policies.yaml#0') ? 'policies.yaml:7' : undefined),
    ...more,
  })
}

const manifest = (part: Partial<RemedyManifest>): RemedyManifest => ({
  kind: 'NetworkPolicy',
  name: 'db',
  namespace: 'shop',
  text: 'kind: NetworkPolicy\n',
  language: 'yaml',
  ...part,
})

describe('explanationMarkdown', () => {
  it('[VER-2] says question, verdict, and the causes of both ends with their places', () => {
    expect(write(DB)).toBe(`## ✕ Denied: \`shop/web\` → \`shop/db\` on TCP 5432

**Leaving \`shop/web\`** (egress)

- ✓ not isolated: no policy selects it

**Reaching \`shop/db\`** (ingress): isolated by 1 policy, it does not admit

- ✕ \`shop/db\` nearest: label app is web, not api (\`policies.yaml:7\`)
`)
  })

  it('[END-7] names the Service that was asked, and what was typed', () => {
    const text = write('svc/db')
    expect(text).toContain('Asked as `shop/deployment/web` → `svc/db`.')
    expect(text).toContain('Service `shop/db` leads to `shop/db` on 5432.')
  })

  it('hands on each changed manifest under the owner of its namespace', () => {
    const manifests = [
      manifest({ place: 'policies.yaml:1' }),
      manifest({ name: 'allow-web', namespace: 'web', text: 'kind: NetworkPolicy # new' }),
    ]
    const remedy = {
      kind: 'change',
      flow: 'shop/web → shop/db on TCP 5432',
      effects: 'opens 1 flow',
      manifests,
    } as const
    const text = write(DB, { remedy })
    expect(text).toContain('### What would open shop/web → shop/db on TCP 5432\n\nThe change opens 1 flow.\n\n')
    expect(text).toContain(
      'For the owner of namespace `shop`: NetworkPolicy `db` (`policies.yaml:1`), which would then be\n\n```yaml\nkind: NetworkPolicy\n```',
    )
    expect(text).toContain('For the owner of namespace `web`: a new NetworkPolicy `allow-web`\n\n```yaml\n')
  })

  it('shows the policies that block where no change is known', () => {
    const remedy = { kind: 'policies', flow: 'a → b', manifests: [manifest({})] } as const
    expect(write(DB, { remedy })).toContain('### The policies that block a → b\n\nFor the owner of namespace `shop`: ')
  })

  it('shows names as they are, whatever they hold', () => {
    const titleOf = (id: string) => (id === DB ? 'shop/`*db*`' : 'a|b')
    const remedy = { kind: 'policies', flow: '<b> → *x*', manifests: [manifest({ name: '`', text: '```' })] } as const
    const text = write(DB, { titleOf, remedy })
    expect(text).toContain('## ✕ Denied: `a|b` → `` shop/`*db*` `` on TCP 5432')
    expect(text).toContain('\\<b\\> → \\*x\\*')
    expect(text).toContain('NetworkPolicy `` ` `` as it is now\n\n````yaml\n```\n````')
  })
})
