import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockFile, deployment, policy } from '../core/authoring/plan.testing.ts'
import { runInProcess } from './in-process.testing.ts'

const PODS = [deployment('shop', 'web'), deployment('shop', 'db', { app: 'db' }, [{ containerPort: 5432 }])]
const db = (...ports: readonly number[]) =>
  policy('shop', 'db', {
    podSelector: { matchLabels: { app: 'db' } },
    policyTypes: ['Ingress'],
    ingress: ports.map((port) => ({ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port }] })),
  })

let folder = ''
const file = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-diff-'))
  const sets = { closed: [db()], narrow: [db(5432)], wide: [db(5432, 9187)] }
  for (const [name, policies] of Object.entries(sets))
    writeFileSync(file(name), blockFile(name, ...PODS, ...policies).text)
  const broken = blockFile('broken', ...PODS, db(5432)).text.replace('podSelector', 'podSelektor')
  writeFileSync(file('broken'), broken)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('diff', () => {
  test('says what opens, by which policy, and fails only when asked', async () => {
    const { code, out } = await runInProcess(['diff', file('closed'), file('narrow')])
    expect(code).toBe(0)
    expect(out).toBe(
      '+ shop/deployment/web → shop/deployment/db: nothing → TCP 5432 (shop/db)\n' +
        'policy shop/db: changed\n' +
        '1 opened, 0 closed, 0 with other ports\n',
    )
    expect((await runInProcess(['diff', file('closed'), file('narrow'), '--fail-on', 'opened'])).code).toBe(1)
    expect((await runInProcess(['diff', file('narrow'), file('closed'), '--fail-on=opened'])).code).toBe(0)
  })

  test('fails on a port that opens within a flow, and on what it cannot read', async () => {
    const fails = async (before: string, after: string) =>
      (await runInProcess(['diff', file(before), file(after), '--fail-on=opened'])).code
    expect(await fails('narrow', 'wide')).toBe(1)
    expect(await fails('wide', 'narrow')).toBe(0)
    expect(await fails('broken', 'narrow')).toBe(1)
  })

  test('tells other ports from a flow that is new', async () => {
    const { out } = await runInProcess(['diff', file('narrow'), file('wide'), '--format', 'json'])
    const { opened, closed, changed } = JSON.parse(out)
    expect({ opened, closed }).toEqual({ opened: [], closed: [] })
    expect(changed).toEqual([
      {
        from: 'shop/deployment/web',
        to: 'shop/deployment/db',
        before: { allowed: { TCP: '5432' }, depends: {} },
        after: { allowed: { TCP: '5432,9187' }, depends: {} },
        policies: ['shop/db'],
      },
    ])
  })

  test('writes a table for people who review, the same every time', async () => {
    const run = () => runInProcess(['diff', file('narrow'), file('closed'), '--format', 'markdown'])
    const { out } = await run()
    expect(out).toContain('### Closed\n\n| from | to | before | after | because of |')
    expect(out).toContain('TCP 5432 | nothing | shop/db |')
    expect((await run()).out).toBe(out)
    expect((await runInProcess(['diff', file('wide'), file('wide')])).out).toBe('no flow changes\n')
  })

  test('refuses what it cannot compare', async () => {
    expect((await runInProcess(['diff', file('wide')])).code).toBe(2)
    expect((await runInProcess(['diff', file('wide'), file('gone')])).code).toBe(2)
    expect((await runInProcess(['diff', file('wide'), file('wide'), '--fail-on', 'closed'])).code).toBe(2)
  })
})
