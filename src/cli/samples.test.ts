import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { offerFixes } from '../core/authoring/fix/fixes.ts'
import { planChange } from '../core/authoring/plan-change.ts'
import { applyEdits } from '../core/edits/apply-edits.ts'
import type { Edit, TextFile } from '../core/model/edit.ts'
import { finish } from '../core/model/work.ts'
import { generateCluster } from '../core/samples/generate-cluster.ts'
import { type Analysis, analyse } from '../core/workspace/analyse.ts'
import { type LintProblem, lintingDocument } from '../core/workspace/lint-problems.ts'
import { runInProcess } from './in-process.testing.ts'

const SAMPLES = join(import.meta.dirname, '../../public/samples')
const SETTINGS = { cni: 'upstream', implied: false } as const

async function can(from: string, to: string, port: string, stdin: string): Promise<string> {
  const { out } = await runInProcess(['can', from, to, port, '-'], stdin)
  return out.split(/[\s:,]/)[0] ?? ''
}

function textOf(sample: string): string {
  return filesOf(sample)
    .map(({ text }) => text)
    .join('---\n')
}

function filesOf(sample: string): readonly TextFile[] {
  return ['policies.yaml', 'cluster.yaml'].map((name) => ({
    name,
    text: readFileSync(join(SAMPLES, sample, name), 'utf8'),
  }))
}

describe.each(['shop', 'tenants'])('the sample %s', (sample) => {
  test('is a model: no error and no warning', async () => {
    const { code, out } = await runInProcess(['lint', join(SAMPLES, sample)])
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^no problems;/) })
  })
})

const FLOWS: readonly (readonly [sample: string, from: string, to: string, port: string, answer: string])[] = [
  ['shop', 'ingress-nginx/ingress-nginx', 'shop/web', '8080', 'yes'],
  ['shop', 'ingress-nginx/ingress-nginx', 'shop/catalog', '8080', 'no'],
  ['shop', '192.0.2.7', 'ingress-nginx/ingress-nginx', '8443', 'yes'],
  ['shop', '192.0.2.7', 'shop/web', '8080', 'no'],
  ['shop', 'shop/web', 'shop/api', '8080', 'yes'],
  ['shop', 'shop/web', 'shop/postgres', '5432', 'no'],
  ['shop', 'shop/orders', 'shop/postgres', '5432', 'yes'],
  ['shop', 'shop/payment', '203.0.113.80', '443', 'yes'],
  ['shop', 'shop/payment', '203.0.113.96', '443', 'no'],
  ['shop', 'shop/checkout', '203.0.113.80', '443', 'no'],
  ['shop', 'monitoring/prometheus', 'shop/redis', '9102', 'yes'],
  ['shop', 'monitoring/grafana', 'shop/redis', '9102', 'no'],
  ['tenants', 'acme-staging/api', 'acme-prod/api', '8080', 'yes'],
  ['tenants', 'acme-staging/api', 'acme-prod/mysql', '3306', 'no'],
  ['tenants', 'globex-prod/planner', 'globex-batch/map-store', '8080', 'yes'],
  ['tenants', 'globex-prod/planner', 'acme-prod/site', '8080', 'no'],
  ['tenants', 'ingress-system/traefik', 'initech-prod/reports', '8080', 'yes'],
  ['tenants', 'ingress-system/traefik', 'initech-prod/importer', '8080', 'no'],
  ['tenants', 'initech-prod/importer', '198.51.100.20', '1521', 'yes'],
  ['tenants', 'initech-prod/importer', '198.51.100.200', '1521', 'no'],
  ['tenants', 'initech-prod/importer', '2001:db8:40::1', '1521', 'yes'],
  ['tenants', 'initech-prod/importer', '2001:db8:40:ff::1', '1521', 'no'],
  ['tenants', 'globex-batch/map-builder', '192.0.2.7', '443', 'yes'],
  ['tenants', 'globex-batch/map-builder', '169.254.169.254', '443', 'no'],
  ['tenants', 'globex-batch/map-builder', '2001:db8:7::1', '443', 'yes'],
  ['tenants', 'globex-batch/map-builder', 'fd00::1', '443', 'no'],
]

test.each(FLOWS)('%s: %s to %s on %s: %s', async (sample, from, to, port, answer) => {
  expect(await can(from, to, port, textOf(sample))).toBe(answer)
})

describe('the broken sample', () => {
  test('has exactly the mistakes it is there for', () => {
    const found = problemsIn(analyse(filesOf('clinic'), SETTINGS), filesOf('clinic'))
    expect(found.map(({ diagnostic, location }) => [diagnostic.rule, location.file, location.line])).toEqual([
      ['NP028', 'policies.yaml', 6],
      ['NP014', 'policies.yaml', 32],
      ['NP018', 'policies.yaml', 48],
      ['NP036', 'policies.yaml', 85],
      ['NP019', 'policies.yaml', 89],
      ['NP002', 'policies.yaml', 107],
      ['NP001', 'policies.yaml', 131],
      ['NP025', 'cluster.yaml', 137],
    ])
  })

  test('is repaired by what is offered, and by one space in the text that is no YAML', async () => {
    const readable = filesOf('clinic').map(({ name, text }) => ({
      name,
      text: text.replace('\n     ports:', '\n      ports:'),
    }))
    const repaired = ['NP002', 'NP014', 'NP018', 'NP036', 'NP028'].reduce(repair, readable)
    const left = problemsIn(analyse(repaired, SETTINGS), repaired)
    expect(left.map(({ diagnostic }) => diagnostic.rule)).toEqual(['NP025'])
    const text = repaired.map((file) => file.text).join('---\n')
    const asked = [
      ['clinic/portal', 'clinic/records-api', '8080'],
      ['clinic/reminders', 'clinic/records-api', '8080'],
      ['clinic/records-api', 'clinic/records-db', '5432'],
      ['monitoring/prometheus', 'clinic/records-api', '9090'],
      ['clinic/portal', 'kube-system/coredns', '53/UDP'],
      ['monitoring/shell', 'clinic/records-api', '9090'],
      ['clinic/portal', 'clinic/records-db', '5432'],
    ] as const
    const answers = await Promise.all(asked.map(([from, to, port]) => can(from, to, port, text)))
    expect(answers).toEqual(['yes', 'yes', 'yes', 'yes', 'yes', 'no', 'no'])
  })
})

function problemsIn(analysis: Analysis, files: readonly TextFile[]): readonly LintProblem[] {
  const { problems } = finish(lintingDocument(analysis, files))
  return problems.filter(({ diagnostic }) => diagnostic.severity !== 'info')
}

/** The files after the first repair that is offered for what a rule finds. */
function repair(files: readonly TextFile[], rule: string): readonly TextFile[] {
  const analysis = analyse(files, SETTINGS)
  const document = { revision: 1, files }
  const found = problemsIn(analysis, files).find(({ diagnostic }) => diagnostic.rule === rule)
  if (!found) throw new Error(`${rule} finds nothing`)
  const applied = applyEdits(document, { edits: firstRepair(analysis, files, found), label: rule, base: 1 })
  if (applied.kind === 'stale') throw new Error('stale')
  return applied.document.files
}

function firstRepair(
  analysis: Analysis,
  files: readonly TextFile[],
  { diagnostic, fixes }: LintProblem,
): readonly Edit[] {
  if (diagnostic.fix) return diagnostic.fix.edits
  const [offered] = [...fixes, ...offerFixes(analysis.reading, diagnostic)]
  if (!offered) throw new Error(`nothing is offered: ${diagnostic.message}`)
  const { edits, obstacles } = planChange({ document: { revision: 1, files }, ...analysis }, offered.intention)
  if (!edits) throw new Error(obstacles.map(({ words }) => words).join())
  return edits
}

describe('the large sample', () => {
  const text = generateCluster({ workloads: 2000, namespaces: 100, seed: 1 })

  test('is the same every time, and another for another seed', () => {
    expect(generateCluster({ workloads: 2000, namespaces: 100, seed: 1 })).toBe(text)
    expect(generateCluster({ workloads: 2000, namespaces: 100, seed: 2 })).not.toBe(text)
  })

  test('is read without an error, with all its workloads', () => {
    const { cluster, diagnostics } = analyse([{ name: 'cluster.yaml', text }], SETTINGS)
    expect(cluster.workloads).toHaveLength(2000)
    expect(cluster.namespaces.size).toBe(100)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
