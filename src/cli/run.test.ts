import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runInProcess } from './in-process.testing.ts'

const CLUSTER = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: web}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: main, image: db}]}
status: {podIP: 10.0.0.9}
`
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - podSelector: {matchLabels: {app: web}}
    ports:
    - port: 5432
    - {port: 6000, endPort: 6010}
`
const INVALID = POLICY.replace('podSelector', 'podSelektor').replace('name: db', 'name: typo')

let folder = ''
const file = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-run-'))
  writeFileSync(file('1-cluster.yaml'), CLUSTER)
  writeFileSync(file('2-policy.yaml'), POLICY)
  writeFileSync(file('broken.yaml'), 'kind: [Pod\nmetadata: }')
  writeFileSync(file('invalid.yaml'), INVALID)
  writeFileSync(file('empty.yaml'), '\n# nothing\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const both = () => [file('1-cluster.yaml'), file('2-policy.yaml')]

describe('reach', () => {
  test('prints every endpoint and pair in the documented shape, keys in order', async () => {
    const { code, out, err } = await runInProcess(['reach', ...both(), '--format', 'json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const web = '"shop/deployment/web"'
    const db = '"shop/pod/db"'
    const all = '{"TCP":"1-65535","UDP":"1-65535","SCTP":"1-65535"}'
    const everywhere = '"outside/0.0.0.0-255.255.255.255"'
    expect(out).toBe(
      `{"endpoints":[{"id":${web},"namespace":"shop","kind":"Deployment","name":"web","pods":[],"implied":false},` +
        `{"id":${db},"namespace":"shop","kind":"Pod","name":"db","pods":["shop/db"],"implied":false},` +
        `{"id":${everywhere},"addresses":["0.0.0.0-255.255.255.255"],"implied":false}],` +
        `"flows":[{"from":${web},"to":${web},"allowed":${all},"depends":{}},` +
        `{"from":${web},"to":${db},"allowed":{"TCP":"5432,6000-6010"},"depends":{}},` +
        `{"from":${web},"to":${everywhere},"allowed":${all},"depends":{}},` +
        `{"from":${everywhere},"to":${web},"allowed":${all},"depends":{}}]}\n`,
    )
  })

  test('as a table for people', async () => {
    const { out } = await runInProcess(['reach', ...both()])
    expect(out).toBe(
      [
        'FROM                             TO                               PORTS',
        'shop/deployment/web              shop/deployment/web              every port',
        'shop/deployment/web              shop/pod/db                      TCP 5432,6000-6010',
        'shop/deployment/web              outside/0.0.0.0-255.255.255.255  every port',
        'outside/0.0.0.0-255.255.255.255  shop/deployment/web              every port',
        '',
      ].join('\n'),
    )
  })

  test('[VAL-5] invalid policies are named and not in force; broken and missing files hide nothing', async () => {
    const paths = [file('1-cluster.yaml'), file('invalid.yaml'), file('broken.yaml'), file('gone.yaml')]
    const { code, out, err } = await runInProcess(['reach', ...paths])
    expect(code).toBe(0)
    expect(out).toContain('shop/deployment/web              shop/pod/db                      every port')
    expect(err).toContain(`${file('gone.yaml')}: no such file or folder\n`)
    expect(err).toContain(`${file('invalid.yaml')}:1: policy shop/typo is invalid and not in force\n`)
    expect(err).toMatch(/broken\.yaml:\d+:\d+: error YML-1: /)
  })

  test('[CNI-1] a profile without effect says so', async () => {
    const { out, err } = await runInProcess(['reach', ...both(), '--cni', 'none'])
    expect(err).toBe('flannel stores policies without effect: everything is allowed\n')
    expect(out).toMatch(/shop\/pod\/db +shop\/deployment\/web +every port/)
  })

  test.each([['gone.yaml'], ['broken.yaml'], ['empty.yaml'], ['gone.yaml', 'broken.yaml']])(
    'exits with 2 when nothing could be read: %s %s',
    async (...names) => {
      const { code, out, err } = await runInProcess(['reach', ...names.filter(Boolean).map(file)])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain('nothing could be read')
    },
  )

  test('an empty List is read, and is empty', async () => {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] })
    const { code, out, err } = await runInProcess(['reach', '-'], list)
    expect({ code, err, lines: out.split('\n').length }).toEqual({ code: 0, err: '', lines: 2 })
  })
})

describe('can', () => {
  test('[END-6] a pod reaches itself, also one of a closed controller; two of its pods need not reach each other', async () => {
    const pods = ['a', 'b'].map(
      (name, index) =>
        `{apiVersion: v1, kind: Pod, metadata: {name: app-${name}, namespace: shop, labels: {app: app}, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: app, controller: true}]}, status: {podIP: 10.0.0.${index + 1}}}`,
    )
    const deny =
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: shop}, spec: {}}'
    writeFileSync(file('self.yaml'), [...pods, deny].join('\n---\n'))
    const can = async (from: string, to: string) =>
      (await runInProcess(['can', from, to, '80', file('self.yaml')])).code
    expect(await can('shop/app-a', 'shop/app-a')).toBe(0)
    expect(await can('shop/pod/app-a', '10.0.0.1')).toBe(0)
    expect(await can('shop/app-a', 'shop/app-b')).toBe(1)
    expect(await can('shop/app', 'shop/app')).toBe(1)
    expect(await can('shop/app', 'shop/app-a')).toBe(1)
  })

  test('[VER-2] says why a policy without rules in a direction admits nothing', async () => {
    const { code, out } = await runInProcess(['can', 'shop/db', 'shop/web', '80', ...both()])
    expect(code).toBe(1)
    expect(out).toContain('policy shop/db does not admit it')
    expect(out).toContain('it has no rule in this direction: it admits nothing')
  })

  const can = (from: string, to: string, port: string, ...more: string[]) =>
    runInProcess(['can', from, to, port, ...both(), ...more])

  test('answers yes with the admitting rule and its line', async () => {
    const { code, out } = await can('shop/web', 'shop/db', '5432')
    expect(code).toBe(0)
    expect(out).toBe(
      [
        'yes: shop/deployment/web → shop/pod/db on 5432/TCP',
        '  leaving the source (egress): allowed',
        '    not isolated: no policy selects it',
        '  reaching the target (ingress): allowed',
        `    policy shop/db admits it (${file('2-policy.yaml')}:1)`,
        `      rule (${file('2-policy.yaml')}:8), peer (${file('2-policy.yaml')}:9), port (${file('2-policy.yaml')}:11)`,
        '',
      ].join('\n'),
    )
  })

  test.each([
    ['shop/web', 'shop/db', '5433', 1],
    ['shop/web', 'shop/db', '6005', 0],
    ['shop/web', 'shop/db', '5432/UDP', 1],
    ['shop/deployment/web', 'shop/pod/db', '5432', 0],
    ['shop/web', '10.0.0.9', '5432', 0],
    ['10.0.0.9', 'shop/web', '80', 1],
    ['192.0.2.7', 'shop/web', '80', 0],
    ['shop/web', 'shop/web', '80', 0],
  ])('%s to %s on %s exits with %i', async (from, to, port, expected) => {
    expect((await can(from, to, port)).code).toBe(expected)
  })

  test('JSON carries what the text says', async () => {
    const { code, out } = await can('shop/web', 'shop/db', '5433', '--format', 'json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      answer: 'no',
      from: 'shop/deployment/web',
      to: 'shop/pod/db',
      protocol: 'TCP',
      port: 5433,
      parts: [
        {
          answer: 'no',
          egress: { answer: 'allowed', causes: [{ kind: 'not-isolated' }] },
          ingress: {
            answer: 'denied',
            causes: [
              {
                kind: 'policy',
                policy: 'shop/db',
                answer: 'does-not-admit',
                file: file('2-policy.yaml'),
                line: 1,
                admissions: [],
                miss: { file: file('2-policy.yaml') },
              },
            ],
          },
          assumptions: [],
          without: [],
        },
      ],
    })
  })

  test('a name that could be several is refused with the list', async () => {
    const twins = ['Deployment', 'StatefulSet'].map((kind) =>
      CLUSTER.split('---\n')[1]?.replace('kind: Deployment', `kind: ${kind}`),
    )
    const { code, out, err } = await runInProcess(['can', 'shop/web', 'shop/web', '80', '-'], twins.join('---\n'))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('shop/web could be one of\n  shop/deployment/web\n  shop/statefulset/web\n')
  })

  test('a name that is nobody is refused', async () => {
    const { code, err } = await can('shop/www', 'shop/db', '80')
    expect(code).toBe(2)
    expect(err).toContain('no endpoint is called shop/www')
    expect(err).toContain('shop/deployment/web')
  })

  test('[IPB-4] depends exits with 3 and says on what', async () => {
    const block = POLICY.replace('podSelector: {matchLabels: {app: web}}', 'ipBlock: {cidr: 10.1.0.0/16}')
    const { code, out } = await runInProcess(['can', 'shop/web', 'shop/db', '5432', file('1-cluster.yaml'), '-'], block)
    expect(code).toBe(3)
    expect(out).toMatch(/^depends: /)
    expect(out).toContain('depends on')
  })

  test('[END-1] parts of a workload that disagree are depends, and listed', async () => {
    const pods = ['blue', 'green'].map(
      (colour, index) => `apiVersion: v1
kind: Pod
metadata:
  name: web-${index}
  namespace: shop
  labels: {app: web, colour: ${colour}}
  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: "1", controller: true}]
spec: {containers: [{name: main, image: web}]}
`,
    )
    const blue = POLICY.replace('{matchLabels: {app: web}}', '{matchLabels: {colour: blue}}')
    const { code, out } = await runInProcess(
      ['can', 'shop/web', 'shop/db', '5432', file('1-cluster.yaml'), '-'],
      [...pods, blue].join('---\n'),
    )
    expect(code).toBe(3)
    expect(out).toContain('depends: shop/deployment/web → shop/pod/db on 5432/TCP')
    expect(out).toContain('  yes: shop/deployment/web#web-0 → shop/pod/db')
    expect(out).toContain('  no: shop/deployment/web#web-1 → shop/pod/db')
  })
})

describe('lint', () => {
  test('prints problems with code, place and field', async () => {
    const bad = POLICY.replace('podSelector: {matchLabels: {app: web}}', 'ipBlock: {cidr: 10.1.0.0/33}')
    const { code, out } = await runInProcess(['lint', '-', '--format', 'json'], bad)
    expect(code).toBe(1)
    const { problems } = JSON.parse(out)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      rule: 'NP008',
      code: 'VAL-6',
      severity: 'error',
      file: '<stdin>',
      line: 9,
      field: 'spec.ingress[0].from[0].ipBlock.cidr',
    })
    expect(Object.keys(problems[0])).toEqual(['rule', 'code', 'severity', 'message', 'file', 'line', 'column', 'field'])
  })

  test('exits with 0 without errors, 1 with any or with a path that is not there, 2 when nothing was read', async () => {
    const none = 'no problems; not shown: 3 warnings, 6 notes\n'
    const errors = ['lint', '--level=error', ...both()]
    expect(await runInProcess(errors)).toEqual({ code: 0, out: none, err: '' })
    expect((await runInProcess([...errors, file('broken.yaml')])).code).toBe(1)
    expect(await runInProcess([...errors, 'gone'])).toEqual({
      code: 1,
      out: none,
      err: 'gone: no such file or folder\n',
    })
    expect(await runInProcess(['lint', 'gone'])).toEqual({ code: 2, out: '', err: 'gone: no such file or folder\n' })
  })

  test('checks the policies by rules, leaves notes to those who ask, and heeds comments', async () => {
    const { code, out } = await runInProcess(['lint', ...both()])
    expect(code).toBe(0)
    expect(out).toMatch(/cluster\.yaml:5:1: warning NP023 ISO-1: no policy selects Deployment web/)
    expect(out).toMatch(/3 warnings; not shown: 6 notes\n$/)
    expect((await runInProcess(['lint', '--level=info', ...both()])).out).toMatch(/note[^;]*\n$/)
    const closed = POLICY.replace('spec:', 'spec: # bulkhead-ignore: NP045 obvious')
    expect((await runInProcess(['lint', '-', '--level=info'], closed)).out).toContain(
      'ignores NP045, which has nothing',
    )
  })
})

test('wrong usage exits with 2 and shows how the command is written on standard error', async () => {
  const { code, out, err } = await runInProcess(['reach'])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/^bulkhead: no PATH given.*\n\nUsage:\n {2}bulkhead reach PATH.*\n\nbulkhead --help/)
  for (const args of [[], ['reech']])
    expect((await runInProcess(args)).err).toMatch(/Usage:\n {2}bulkhead reach .*\n {2}bulkhead can /)
})

test('help goes to standard output', async () => {
  const { code, out, err } = await runInProcess(['--help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^Usage:\n/)
})
