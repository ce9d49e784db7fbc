import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../../authoring/plan.testing.ts'
import { LINT_RULES } from './lint-rules.ts'
import { READING_RULES, ruleOf } from './reading-rules.ts'

const ALL = [...READING_RULES, ...LINT_RULES].sort((a, b) => a.id.localeCompare(b.id))

describe('the table of rules', () => {
  it('has NP001 to NP046, each once', () => {
    const ids = Array.from({ length: 46 }, (_, index) => `NP${String(index + 1).padStart(3, '0')}`)
    expect(ALL.map(({ id }) => id)).toEqual(ids)
  })

  it.each(ALL)('$id has a page that says the same', ({ id, title, why }) => {
    const page = resolve(import.meta.dirname, `../../../../docs/lint/${id}.md`)
    expect(existsSync(page)).toBe(true)
    const text = readFileSync(page, 'utf8')
    expect(text.startsWith(`# ${id}: ${title}\n`)).toBe(true)
    expect(text).toContain(why)
  })
})

const policy = (spec: string, metadata = 'name: p, namespace: shop', version = 'networking.k8s.io/v1') =>
  `apiVersion: ${version}\nkind: NetworkPolicy\nmetadata: {${metadata}}\nspec:\n  podSelector: {}\n${spec}`

const from = (peer: string) => policy(`  ingress:\n    - from:\n        - ${peer}\n`)
const port = (entry: string) => policy(`  ingress:\n    - ports: [${entry}]\n`)

describe('rules that reading reports', () => {
  it.each([
    ['NP001', 'a: [\n'],
    ['NP001', policy('  policyTypes: [Ingress]\n  policyTypes: [Egress]\n')],
    ['NP002', policy('  ingres: []\n')],
    ['NP003', policy('', 'name: p, namespace: shop, labels: {on: yes}')],
    ['NP004', policy('', undefined, 'extensions/v1beta1')],
    ['NP005', policy('', 'name: P_, namespace: shop')],
    ['NP006', from('podSelector: {matchExpressions: [{key: a, operator: In, values: []}]}')],
    ['NP007', from('{}')],
    ['NP007', from('{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}')],
    ['NP008', from('ipBlock: {cidr: 10.0.0.0/33}')],
    ['NP008', from('ipBlock: {cidr: 10.0.0.1/8}')],
    ['NP009', from('ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/9]}')],
    ['NP010', port('{port: 70000}')],
    ['NP010', port('{port: "80"}')],
    ['NP010', port('{port: 80, endPort: 79}')],
    ['NP011', port('{protocol: tcp, port: 80}')],
    ['NP011', policy('  policyTypes: [ingress]\n')],
    ['NP012', policy('', 'name: p')],
    ['NP014', policy('  policyTypes: [Ingress]\n  egress: [{}]\n')],
  ])('%s of %j', (rule, text) => {
    const { reading } = contextOf([{ name: 'a.yaml', text }])
    const said = reading.files.flatMap(({ items, diagnostics }) => [
      ...diagnostics,
      ...items.flatMap((item) => item.diagnostics),
    ])
    expect(said.map(ruleOf)).toContain(rule)
    expect(said.map(ruleOf).filter((one) => one !== rule)).toEqual([])
  })

  it('NP017 of a name that is there twice', () => {
    expect(ruleOf({ code: 'VAL-10', severity: 'error', message: '', place: { kind: 'path', path: 'a#1' } })).toBe(
      'NP017',
    )
  })
})
