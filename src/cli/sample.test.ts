import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runInProcess } from './in-process.testing.ts'

const SAMPLE = join(import.meta.dirname, '../../public/samples/payments')

interface Flow {
  readonly from: string
  readonly to: string
  readonly allowed: Readonly<Record<string, string>>
  readonly depends: Readonly<Record<string, string>>
}

test('the sample admits exactly what its comments promise', async () => {
  const { code, out, err } = await runInProcess(['reach', SAMPLE, '--format', 'json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const flows: readonly Flow[] = JSON.parse(out).flows
  const payments = flows.filter(({ from, to }) => from.startsWith('payments/') || to.startsWith('payments/'))
  const dns = { TCP: '53', UDP: '53' }
  expect(payments.map(({ from, to, allowed, depends }) => [from, to, allowed, depends])).toEqual([
    ['payments/deployment/frontend', 'payments/deployment/api-server', { TCP: '8080' }, {}],
    ['payments/deployment/frontend', 'kube-system/deployment/kube-dns', dns, {}],
    ['payments/deployment/api-server', 'payments/statefulset/postgres', { TCP: '5432' }, {}],
    ['payments/deployment/api-server', 'kube-system/deployment/kube-dns', dns, {}],
    ['payments/statefulset/postgres', 'kube-system/deployment/kube-dns', dns, {}],
    ['monitoring/statefulset/prometheus', 'payments/deployment/api-server', { TCP: '9090' }, {}],
    ['outside/0.0.0.0-9.255.255.255', 'payments/deployment/frontend', { TCP: '8443' }, {}],
  ])
})

test('the sample has no errors', async () => {
  const { code, out } = await runInProcess(['lint', '--level=error', SAMPLE])
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^no problems;/) })
})
