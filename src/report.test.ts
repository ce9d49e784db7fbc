import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { version } from '../package.json'
import { runInProcess } from './cli/in-process.testing.ts'
import { blockFile, deployment, policy } from './core/authoring/plan.testing.ts'
import { makeReport } from './features/documents/make-report.ts'
import { createAppStore } from './store/create-app-store.ts'
import { createLocalEngine } from './worker/local-engine.testing.ts'

// The page and the command line write the same report: here both do, from the same files.

const AT = Date.UTC(2026, 10, 28, 12, 4, 9)
const PODS = [deployment('shop', 'web'), deployment('shop', 'db', { app: 'db' }, [{ containerPort: 5432 }])]
const db = (...ports: readonly number[]) =>
  policy('shop', 'db', {
    podSelector: { matchLabels: { app: 'db' } },
    policyTypes: ['Ingress'],
    ingress: ports.map((port) => ({ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port }] })),
  })
const EXPECTATIONS = `- name: shop-web-reaches-db
  type: k8s
  protocol: tcp
  targetPort: 5432
  timeoutSeconds: 15
  attempts: 3
  exitCode: 0
  src:
    k8sResource: { kind: deployment, namespace: shop, name: web }
  dst:
    k8sResource: { kind: deployment, namespace: shop, name: db }
`
const TEXTS = {
  'b.yaml': blockFile('b.yaml', ...PODS).text,
  // With a byte order mark, and names that would be markup.
  'a.yaml': `\ufeff${blockFile('a.yaml', db(5432, 9187)).text}# <b>|\`x\`\n`,
  'broken.yaml': blockFile('broken.yaml', policy('shop', 'x|y`<z>', { podSelektor: {} })).text,
  'expected.yaml': EXPECTATIONS,
  'before.yaml': blockFile('before.yaml', ...PODS, db()).text,
}

let folder = ''
const path = (name: string) => join(folder, name)
const fileOf = (name: keyof typeof TEXTS) => ({ name: path(name), text: TEXTS[name] })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-report-'))
  for (const [name, text] of Object.entries(TEXTS)) writeFileSync(path(name), text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function fromPage(names: readonly (keyof typeof TEXTS)[]) {
  const store = createAppStore({ engine: createLocalEngine(), now: () => 0 })
  store.getState().openDocument({ id: 'd', title: 'shop', files: names.map(fileOf) })
  await expect.poll(() => store.getState().snapshot).not.toBeNull()
  store.getState().setSaved({ kind: 'saved', at: AT })
  store.getState().compareWith({ title: 'before', files: [fileOf('before.yaml')] })
  const archive = await makeReport(store.getState())
  const again = await makeReport(store.getState())
  expect(archive).toEqual(again)
  const files = unzipSync(archive ?? new Uint8Array())
  const textOf = (name: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(files[name])
  return { markdown: textOf('report.md'), svg: textOf('report.svg') }
}

async function fromCommand(args: readonly string[]) {
  const output = path('report.md')
  const { code, err } = await runInProcess(['report', ...args, '--output', output])
  return { code, err, markdown: readFileSync(output, 'utf8'), svg: readFileSync(path('report.svg'), 'utf8') }
}

const dated = (markdown: string) => markdown.replaceAll(/not known|2026-11-28T12:04:09Z/g, 'DATE')

describe('the report', () => {
  test('is the same from the page and from the command line, whatever the order of the files', async () => {
    const page = await fromPage(['b.yaml', 'broken.yaml', 'expected.yaml', 'a.yaml'])
    const command = await fromCommand([
      ...['a.yaml', 'b.yaml', 'broken.yaml'].map(path),
      '--expectations',
      path('expected.yaml'),
      '--before',
      path('before.yaml'),
      '--date',
      '2026-11-28T12:04:09Z',
    ])
    expect(command.code).toBe(0)
    expect(command.svg).toBe(page.svg)
    // The page knows no date of what it compares with.
    expect(dated(command.markdown).replace('0.0.0', version)).toBe(dated(page.markdown))
  })

  test('begins with evidence, and says what holds, what is wrong and what changes', async () => {
    const { markdown } = await fromPage(['a.yaml', 'b.yaml', 'broken.yaml', 'expected.yaml'])
    expect(markdown.startsWith('# Network policies: report\n\n## Evidence\n\n| set | file | bytes |')).toBe(true)
    const headlines = [...markdown.matchAll(/^## (.*)$/gm)].map(([, title]) => title)
    expect(headlines).toEqual(['Evidence', 'Picture', 'Matrix', 'Findings', 'Expectations', 'Changes'])
    expect(markdown).toContain('| NetworkPolicies invalid, not in force | 0 | 1 |')
    expect(markdown).toContain('1 of 1 hold.')
    expect(markdown).toContain('| shop/deployment/web | shop/deployment/db | nothing | TCP 5432,9187 | shop/db |')
    expect(markdown).toContain('![Network policies](report.svg)')
  })

  test('takes the date of files from SOURCE_DATE_EPOCH, which --date overrules', async () => {
    const report = (...args: readonly string[]) =>
      runInProcess(['report', path('b.yaml'), ...args], '', { sourceDate: '0' })
    expect((await report()).out).toContain('| 1970-01-01T00:00:00Z |')
    expect((await report('--date', '2026-11-28')).out).toContain('| 2026-11-28T00:00:00Z |')
    expect((await report('--date', '28.11.2026')).code).toBe(2)
  })

  test('refuses what it cannot read or write', async () => {
    expect((await runInProcess(['report', path('gone.yaml')])).code).toBe(2)
    expect((await runInProcess(['report', path('b.yaml'), '--output', path('no/such/folder.md')])).code).toBe(2)
  })
})
