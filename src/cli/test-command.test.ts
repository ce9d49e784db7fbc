import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckedExpectation } from '../core/workspace/check-expectations.ts'
import { runInProcess } from './in-process.testing.ts'
import { testJunit } from './test-junit.ts'
import { testTap } from './test-tap.ts'

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: x, ports: [{ name: http, containerPort: 8080 }] }] }
`
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
`
const entry = (name: string, from: string, to: string, exitCode: number, more = '') => `- name: ${name}
  type: k8s
  targetPort: 8080
  exitCode: ${exitCode}
  src: { k8sResource: { kind: deployment, name: ${from}, namespace: shop } }
  dst: ${to}
${more}`
const pods = (name: string) => `{ k8sResource: { kind: deployment, name: ${name}, namespace: shop } }`

let folder = ''
const at = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-test-'))
  mkdirSync(at('manifests'))
  writeFileSync(at('manifests/all.yaml'), [...['web', 'db', 'job'].map(deployment), POLICY].join('---\n'))
  writeFileSync(at('manifests/expectations.yaml'), entry('web-reaches-db', 'web', pods('db'), 0))
  writeFileSync(
    at('some.yaml'),
    [
      entry('web-reaches-db', 'web', pods('db'), 0),
      entry('job-reaches-db', 'job', pods('db'), 0),
      entry('web-cannot-reach-job', 'web', pods('job'), 1),
      entry('web-reaches-a-name', 'web', '{ host: { name: "a.example.com" } }', 0),
      entry('gone', 'web', pods('gone'), 1),
    ].join(''),
  )
  writeFileSync(at('broken.yaml'), entry('x', 'web', pods('db'), 0).replace('8080', '0'))
  writeFileSync(at('unreadable.yaml'), '- name: [\n')
  writeFileSync(at('empty.yaml'), '# nothing yet\n')
  writeFileSync(at('none.yaml'), '[]\n')
  writeFileSync(at('undecided.yaml'), entry('to-a-name', 'web', '{ host: { name: "a.example.com" } }', 1))
})
afterAll(() => rmSync(folder, { recursive: true }))

const runTest = (...args: readonly string[]) => runInProcess(['test', ...args, at('manifests')])

/** The test points of a TAP 14 document with their YAML blocks; throws for a line that has no place in one. */
function readTap(text: string) {
  const [version, plan, ...lines] = text.split('\n').slice(0, -1)
  expect(version).toBe('TAP version 14')
  const points: { ok: boolean; name: string; block: string[] }[] = []
  let isInBlock = false
  for (const line of lines) {
    const [, not, number, name] = /^(not )?ok (\d+) - (.*)$/.exec(line) ?? []
    if (isInBlock) {
      expect(line.startsWith('  ')).toBe(true)
      points.at(-1)?.block.push(line.slice(2))
      isInBlock = line !== '  ...'
    } else if (line === '  ---') isInBlock = true
    else {
      expect([line, number]).toEqual([line, `${points.length + 1}`])
      points.push({ ok: not === undefined, name: name ?? '', block: [] })
    }
  }
  expect(isInBlock).toBe(false)
  expect(plan).toBe(`1..${points.length}`)
  return points
}

/** Checks that an XML document is well formed, and returns its elements in order with their attributes. */
function readXml(text: string) {
  let rest = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '')
  const open: string[] = []
  const elements: { name: string; attributes: Record<string, string> }[] = []
  while (rest !== '') {
    const tag = /^<(\/?)([a-z]+)((?: [a-z]+="(?:[^<&"]|&(?:lt|gt|amp|quot|apos|#\d+);)*")*)(\/?)>/.exec(rest)
    const words = /^(?:[^<&]|&(?:lt|gt|amp|quot|apos|#\d+);)+/.exec(rest)
    if (!tag && !words) throw new Error(`not well formed: ${rest.slice(0, 80)}`)
    rest = rest.slice((tag ?? words)?.[0].length)
    if (!tag) continue
    const [, closing, name = '', attributes = '', single] = tag
    if (closing) expect(open.pop()).toBe(name)
    else {
      const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])
      elements.push({ name, attributes: Object.fromEntries(pairs) })
      if (!single) open.push(name)
    }
  }
  expect(open).toEqual([])
  return elements
}

describe('bulkhead test', () => {
  it('prints TAP, with the reasons below each that does not hold, and fails', async () => {
    const { code, out, err } = await runTest(at('some.yaml'))
    expect([code, err]).toEqual([1, ''])
    const points = readTap(out)
    expect(points.map(({ ok, name }) => `${ok} ${name}`)).toEqual([
      'true web-reaches-db',
      'false job-reaches-db',
      'false web-cannot-reach-job',
      'false web-reaches-a-name',
      'false gone',
    ])
    const [passed, denied, open, depends, gone] = points.map(({ block }) => block.join('\n'))
    expect(passed).toBe('')
    expect(denied).toContain('state: fail\nmessage: "it is denied"')
    expect(denied).toContain('expected allowed: shop/job → shop/db on TCP 8080; it is denied')
    expect(denied).toMatch(/db nearest: label app is job, not web .*all\.yaml:\d+/)
    expect(denied).toContain('would help: Allow job → db on 8080')
    expect(open).toContain('not isolated: no policy selects it')
    expect(open).toContain('would help: Stop shop/web → shop/job on TCP 8080')
    expect(depends).toContain('state: depends')
    expect(gone).toContain('state: error\nmessage: "there is no deployment shop/gone')
  })

  it('prints JUnit that is well formed', async () => {
    const { code, out } = await runTest(at('some.yaml'), '--format', 'junit')
    expect(code).toBe(1)
    const elements = readXml(out)
    expect(elements[0]).toMatchObject({ name: 'testsuites', attributes: { tests: '5', failures: '3', errors: '1' } })
    expect(elements.slice(2).map(({ name, attributes }) => `${name} ${attributes.type ?? attributes.name}`)).toEqual([
      'testcase web-reaches-db',
      'testcase job-reaches-db',
      'failure fail',
      'testcase web-cannot-reach-job',
      'failure fail',
      'testcase web-reaches-a-name',
      'failure depends',
      'testcase gone',
      'error error',
    ])
  })

  it('prints JSON', async () => {
    const { out } = await runTest(at('some.yaml'), '--format', 'json')
    const { expectations } = JSON.parse(out)
    expect(expectations[1]).toMatchObject({ name: 'job-reaches-db', state: 'fail', expected: 'allowed', line: 7 })
  })

  it('fails where nobody can tell', async () => {
    const { code, out, err } = await runTest(at('undecided.yaml'))
    expect([code, err]).toEqual([1, ''])
    expect(readTap(out).map(({ ok }) => ok)).toEqual([false])
    expect(out).toContain('state: depends')
  })

  it('is content when all hold, also with the expectations beside the manifests', async () => {
    expect(await runTest(at('manifests/expectations.yaml'))).toMatchObject({ code: 0, err: '' })
    expect(await runTest(at('empty.yaml'))).toEqual({ code: 0, out: 'TAP version 14\n1..0\n', err: '' })
    expect(await runTest(at('none.yaml'))).toEqual({ code: 0, out: 'TAP version 14\n1..0\n', err: '' })
  })

  it('reads expectations from standard input', async () => {
    const args = ['test', '-', at('manifests')]
    expect(await runInProcess(args, entry('x', 'job', pods('db'), 1))).toMatchObject({ code: 0 })
  })

  it.each([
    ['a fault in an expectation', 'broken.yaml', 'error EXP-2: [0].targetPort: 0 is not a port'],
    ['broken text', 'unreadable.yaml', 'this is no list of expectations: yaml: line'],
    ['manifests instead', 'manifests/all.yaml', 'all.yaml: this is no list of expectations'],
    ['no such file', 'gone.yaml', 'no such file or folder'],
  ])('refuses %s', async (_, name, words) => {
    const { code, err } = await runTest(at(name))
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  it.each([
    [[], 'test needs EXPECTATIONS and at least one PATH'],
    [['a', 'b', '--format', 'xml'], 'unknown format "xml": expected tap, junit or json'],
    [['-', '-'], 'standard input can be read only once'],
  ])('refuses %j', async (args, words) => {
    const { code, err } = await runInProcess(['test', ...args])
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  it('takes the network plugin and the pod ranges', async () => {
    expect((await runTest(at('some.yaml'), '--cni', 'flannel')).out).toContain('not ok 3')
    expect((await runTest(at('some.yaml'), '--cni', 'flannel')).out).toContain('\nok 2 - job-reaches-db')
    expect((await runTest(at('some.yaml'), '--pod-cidr', '10.0.0.0/8')).code).toBe(1)
  })

  it('prints what to type to try them by hand', async () => {
    const { code, out } = await runTest(at('some.yaml'), '--commands')
    expect(code).toBe(1)
    expect(out.split('\n').slice(0, 3)).toEqual([
      '# web-reaches-db: shop/web → shop/db on TCP 8080 must connect',
      `kubectl exec -n shop deployment/web -- nc -zv -w 15 "$(kubectl get pods -n shop -l app=db -o jsonpath='{.items[0].status.podIP}')" 8080`,
      '',
    ])
    expect(out).toContain('nc -zv -w 15 a.example.com 8080')
  })

  it('leaves the other commands alone: a folder may hold expectations', async () => {
    for (const args of [
      ['lint', at('manifests')],
      ['reach', at('manifests')],
      ['diff', at('manifests'), at('manifests')],
    ]) {
      const { code, err } = await runInProcess(args)
      expect([args[0], code, err]).toEqual([args[0], 0, ''])
    }
  })
})

describe('whatever is written', () => {
  it('TAP can be parsed and JUnit is well formed', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    fc.assert(
      fc.property(text, text, fc.constantFrom('pass', 'fail', 'error' as const), (name, words, state) => {
        const row: CheckedExpectation = {
          ...{ path: '', name, words, state, flow: name, location: null, fixes: [], pairs: [] },
          reasons: [{ title: name, answer: 'denied', lines: [{ words, location: null }] }],
        }
        expect(readTap(testTap([row, row]))).toHaveLength(2)
        expect(readXml(testJunit([row])).length).toBeGreaterThan(2)
      }),
    )
  })
})
