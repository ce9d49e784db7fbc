import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The one file that is shipped, run as anybody would run it.

const ROOT = resolve(import.meta.dirname, '../..')
const SAMPLE = join(ROOT, 'public/samples/payments')
let folder = ''
let bulkhead = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-main-'))
  await build({ root: ROOT, mode: 'cli', logLevel: 'error', build: { outDir: folder } })
  bulkhead = join(folder, 'bulkhead.mjs')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(args: readonly string[], input = ''): SpawnSyncReturns<string> {
  return spawnSync(bulkhead, args, { cwd: tmpdir(), encoding: 'utf8', input, maxBuffer: 1 << 28 })
}

test.each([
  [['can', 'payments/frontend', 'payments/api-server', '8080', SAMPLE], 0],
  [['can', 'monitoring/rogue-pod', 'payments/api-server', '9090', SAMPLE], 1],
  [['can', 'payments/nobody', 'payments/api-server', '9090', SAMPLE], 2],
  [['reach', SAMPLE], 0],
  [['reach', 'nowhere'], 2],
  [['lint', SAMPLE], 0],
  [['lint', '--nonsense'], 2],
  [['--version'], 0],
  [[], 2],
])('bulkhead %j exits with %i', (args, code) => {
  expect(run(args).status).toBe(code)
})

test('[IPB-4] bulkhead can exits with 3 when it depends', () => {
  const pods = ['a', 'b'].map((name) =>
    JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'x' }, spec: { containers: [] } }),
  )
  const policy = JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'x' },
    spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }] },
  })
  const { status, stdout } = run(['can', 'x/a', 'x/b', '80', '-'], [...pods, policy].join('\n'))
  expect(status).toBe(3)
  expect(stdout).toMatch(/^depends: x\/pod\/a → x\/pod\/b on 80\/TCP\n/)
})

test('a reader that leaves early ends the run quietly', () => {
  const pods = Array.from({ length: 300 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${index}`, namespace: 'x' },
    spec: { containers: [] },
  }))
  writeFileSync(join(folder, 'pods.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods }))
  const { stdout, stderr } = spawnSync('bash', ['-c', `"${bulkhead}" reach "${folder}/pods.json" | head -n 2`], {
    encoding: 'utf8',
  })
  expect(stdout.split('\n')).toHaveLength(3)
  expect(stderr).toBe('')
})

test('large output arrives whole', () => {
  const { stdout } = run(['reach', join(folder, 'pods.json'), '--format', 'json'])
  expect(JSON.parse(stdout).flows).toHaveLength(300 * 299 + 300 * 2)
})
