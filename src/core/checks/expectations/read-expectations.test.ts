import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../edits/apply-edits.ts'
import { locatePlace } from '../../manifest/locate.ts'
import { readDocument } from '../../manifest/read-document.ts'
import { expectationsOf, readText } from './expectations.testing.ts'
import { readExpectations } from './read-expectations.ts'

const GOOD = `- name: web-reaches-db
  type: k8s
  protocol: tcp
  targetPort: 5432
  exitCode: 0
  src: {k8sResource: {kind: deployment, name: web, namespace: shop}}
  dst: {k8sResource: {kind: statefulset, name: db, namespace: pay}}
`

const WEB = '{k8sResource: {kind: deployment, name: web, namespace: shop}}'
const DB = '{k8sResource: {kind: statefulset, name: db, namespace: pay}}'

/** One expectation of these lines, with the usual ones unless they are given. */
function entry(lines: Readonly<Record<string, string | null>>): string {
  const usual: Record<string, string | null> = { name: 'x', type: 'k8s', targetPort: '80', src: WEB, dst: DB, ...lines }
  const written = Object.entries(usual).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]))
  return `- ${written.join('\n  ')}\n`
}

const messagesOf = (text: string) => readText(text).diagnostics.map(({ severity, message }) => `${severity} ${message}`)

describe('[EXP-2] one expectation', () => {
  it('is read with every field', () => {
    expect(readText(GOOD)).toEqual({
      entries: [
        {
          path: 'expectations.yaml#0/0',
          name: 'web-reaches-db',
          diagnostics: [],
          expectation: {
            path: 'expectations.yaml#0/0',
            name: 'web-reaches-db',
            expected: 'allowed',
            protocol: 'TCP',
            ports: [{ kind: 'range', first: 5432, last: 5432 }],
            from: { kind: 'workload', workload: 'deployment', namespace: 'shop', name: 'web' },
            to: { kind: 'workload', workload: 'statefulset', namespace: 'pay', name: 'db' },
            timeoutSeconds: 15,
            attempts: 3,
            isProbed: true,
          },
        },
      ],
      diagnostics: [],
    })
  })

  it.each([
    ['exitCode', '1', { expected: 'denied' }],
    ['exitCode', '7', { expected: 'denied' }],
    ['exitCode', null, { expected: 'allowed' }],
    ['exitCode', '~', { expected: 'allowed' }],
    ['protocol', 'udp', { protocol: 'UDP' }],
    ['protocol', null, { protocol: 'TCP' }],
    ['timeoutSeconds', '5', { timeoutSeconds: 5 }],
    ['attempts', '1', { attempts: 1 }],
    ['name', 'yes', { name: 'yes' }],
    ['name', '12', { name: '12' }],
    ['dst', '{host: {name: 203.0.113.7}}', { to: { kind: 'host', host: '203.0.113.7' } }],
    ['dst', '{host: {name: api.example.com}}', { to: { kind: 'host', host: 'api.example.com' } }],
    ['pass', 'true', { name: 'x' }],
  ])('%s: %s', (key, value, expected) => {
    expect(expectationsOf(entry({ [key]: value }))[0]).toMatchObject(expected)
  })

  it.each([
    ['name', null, '[0].name: is required'],
    ['name', '""', '[0].name: is required'],
    ['name', '[a]', '[0].name: a string is expected'],
    ['type', null, '[0].type: is required: k8s'],
    ['type', 'vm', '[0].type: "vm": expected k8s'],
    ['protocol', 'UDP', '[0].protocol: "UDP": expected tcp or udp'],
    ['protocol', 'sctp', '[0].protocol: "sctp": expected tcp or udp; SCTP goes below bulkhead'],
    ['targetPort', '0', '[0].targetPort: 0 is not a port: expected a number from 1 to 65535'],
    ['targetPort', '65536', '[0].targetPort: 65536 is not a port: expected a number from 1 to 65535'],
    ['targetPort', '"80"', '[0].targetPort: "80" is no whole number'],
    ['targetPort', 'http', '[0].targetPort: "http" is no whole number'],
    ['targetPort', null, '[0].targetPort: is required'],
    ['timeoutSeconds', '0', '[0].timeoutSeconds: 0: must be greater than 0'],
    ['attempts', '-1', '[0].attempts: -1: must be greater than 0'],
    ['exitCode', '1.5', '[0].exitCode: 1.5 is no whole number'],
    ['src', null, '[0].src: is required'],
    ['src', '{}', '[0].src: k8sResource is required'],
    ['src', '[]', '[0].src: a mapping is expected'],
    ['src', '{k8sResource: {kind: deployment, name: web}}', '[0].src.k8sResource.namespace: is required'],
    [
      'src',
      '{k8sResource: {kind: Deployment, name: web, namespace: shop}}',
      '[0].src.k8sResource.kind: "Deployment": expected deployment, statefulset, daemonset, pod',
    ],
    [
      'src',
      '{k8sResource: {kind: cronjob, name: web, namespace: shop}}',
      '[0].src.k8sResource.kind: "cronjob": expected deployment, statefulset, daemonset, pod',
    ],
    ['dst', null, '[0].dst: is required'],
    ['dst', '{}', '[0].dst: k8sResource or host is required'],
    ['dst', `${DB.slice(0, -1)}, host: {name: a}}`, '[0].dst: k8sResource and host exclude each other'],
    ['dst', '{host: {}}', '[0].dst.host.name: is required'],
    ['dst', '{host: {name: a b}}', '[0].dst.host.name: "a b" is neither a name nor an address'],
    [
      'dst',
      '{host: {name: 10.0.0.0/8}}',
      '[0].dst.host.name: a block is many addresses: NetAssert connects to one; write the block below bulkhead',
    ],
  ])('refuses %s: %s', (key, value, message) => {
    expect(messagesOf(entry({ [key]: value }))).toEqual([`error ${message}`])
    expect(readText(entry({ [key]: value })).entries[0]).not.toHaveProperty('expectation')
  })

  it('refuses udp to a host, which NetAssert cannot probe', () => {
    expect(messagesOf(entry({ protocol: 'udp', dst: '{host: {name: a.b}}' }))).toEqual([
      'error [0].protocol: udp needs dst.k8sResource: NetAssert probes no host by it; write protocol: UDP below bulkhead',
    ])
  })

  it('warns of a field nobody reads, at its place, and offers the name that is meant', () => {
    const text = entry({ exitcode: '1' })
    const reading = readDocument([{ name: 'expectations.yaml', text }])
    const [found] = readExpectations(reading).diagnostics
    expect(found).toMatchObject({
      severity: 'warning',
      message: '[0].exitcode: unknown field, not read: did you mean exitCode?',
    })
    const { span } = locatePlace(reading, found?.place ?? { kind: 'path', path: '' })
    expect(text.slice(span.start, span.end)).toBe('exitcode')
    const fixed = applyEdits(
      { revision: 0, files: reading.files },
      { edits: found?.fix?.edits ?? [], label: '', base: 0 },
    )
    expect(fixed.kind !== 'stale' && expectationsOf(fixed.document.files[0]?.text ?? '')[0]?.expected).toBe('denied')
  })

  it('stands at the value that is wrong', () => {
    const text = GOOD + entry({ name: 'y', targetPort: '70000' })
    const reading = readDocument([{ name: 'expectations.yaml', text }])
    const places = readExpectations(reading).diagnostics.map(({ place }) => locatePlace(reading, place).span)
    expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(['70000'])
  })
})

describe('[EXP-3] names', () => {
  it('are unique over all files', () => {
    const files = ['a', 'b'].map((name) => ({ name: `${name}.expectations.yaml`, text: GOOD }))
    const { entries, diagnostics } = readExpectations(readDocument(files))
    expect(entries.map(({ expectation }) => expectation !== undefined)).toEqual([true, false])
    expect(diagnostics).toMatchObject([{ code: 'EXP-3', place: { path: 'b.expectations.yaml#0/0/name' } }])
  })
})

describe('[EXP-4] what NetAssert cannot say', () => {
  it('stands below bulkhead in place of its own', () => {
    const text = `${GOOD}---\n- name: y
  type: k8s
  exitCode: 1
  bulkhead:
    protocol: SCTP
    ports: [3868, "9000-9010", metrics]
    src: {host: {name: 198.51.100.0/24}}
    dst: {k8sResource: {kind: CronJob, name: db, namespace: pay}}
`
    expect(messagesOf(text)).toEqual([])
    expect(expectationsOf(text)[1]).toMatchObject({
      expected: 'denied',
      protocol: 'SCTP',
      ports: [
        { kind: 'range', first: 3868, last: 3868 },
        { kind: 'range', first: 9000, last: 9010 },
        { kind: 'named', name: 'metrics' },
      ],
      from: { kind: 'block', cidr: '198.51.100.0/24' },
      to: { kind: 'workload', workload: 'cronjob', namespace: 'pay', name: 'db' },
      isProbed: false,
    })
  })

  it('says where NetAssert would refuse the file, or probe something else', () => {
    expect(messagesOf(entry({ src: null, bulkhead: '{src: {host: {name: 192.0.2.1}}}' }))).toEqual([
      'warning [0].bulkhead: NetAssert requires src here, and refuses the file: put this behind ---',
    ])
    expect(messagesOf(entry({ bulkhead: '{protocol: SCTP}' }))).toEqual([
      'warning [0].bulkhead: NetAssert does not read bulkhead.protocol, and probes something else: put this behind ---',
    ])
    expect(messagesOf(entry({ bulkhead: '{ports: [80, 443]}' }))).toEqual([])
  })

  it.each([
    ['{ports: 80}', '[0].bulkhead.ports: a list of ports is expected: 8080, "9000-9010", http'],
    ['{ports: []}', '[0].bulkhead.ports: a list of ports is expected: 8080, "9000-9010", http'],
    ['{ports: [90-80]}', '[0].bulkhead.ports: "90-80" is not a port: expected 8080, "9000-9010" or http'],
    ['{ports: [0]}', '[0].bulkhead.ports: 0 is not a port: expected 8080, "9000-9010" or http'],
    ['{ports: [UPPER]}', '[0].bulkhead.ports: "UPPER" is not a port: expected 8080, "9000-9010" or http'],
    ['{protocol: icmp}', '[0].bulkhead.protocol: "icmp": expected TCP, UDP or SCTP'],
    ['[]', '[0].bulkhead: a mapping is expected'],
  ])('refuses %s', (bulkhead, message) => {
    expect(messagesOf(entry({ bulkhead }))).toEqual([`error ${message}`])
  })

  it('refuses a source by name', () => {
    expect(messagesOf(`${GOOD}---\n${entry({ src: null, bulkhead: '{src: {host: {name: a.example}}}' })}`)).toEqual([
      'error [0].bulkhead.src.host.name: "a.example": a source outside is an address or a block',
    ])
  })
})

describe('[EXP-1] which files hold expectations', () => {
  const isRead = (text: string, name: string) => {
    const reading = readDocument([{ name, text }])
    const diagnostics = reading.files.flatMap((file) => [
      ...file.diagnostics,
      ...file.items.flatMap((one) => one.diagnostics),
    ])
    return { entries: readExpectations(reading).entries.length, diagnostics: diagnostics.length }
  }
  const POD = '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}'

  it.each([
    ['by their content', GOOD, 'checks/flows.yml', 1, 0],
    ['as JSON', '[{"name": "x", "type": "k8s", "src": {}, "dst": {}}]', 'a.json', 1, 0],
    ['in brackets', `[{name: x, src: ${WEB}, dst: ${DB}}]`, 'a.yaml', 1, 0],
    ['by their name', '- name: x\n', 'here/expectations.yaml', 1, 0],
    ['by the end of their name', '- name: x\n', 'shop.expectations.yml', 1, 0],
    ['with the line ends of Windows', GOOD.replaceAll('\n', '\r\n'), 'a.yaml', 1, 0],
    ['with comments', `# flows\n${GOOD.replace('5432', '5432 # the database')}`, 'a.yaml', 1, 0],
    [
      'with anchors',
      `- &a {name: x, type: k8s, targetPort: 1, src: &e ${WEB}, dst: *e}\n- {<<: *a, name: y}\n`,
      'a.yaml',
      2,
      0,
    ],
    ['in several documents', `${GOOD}---\n${GOOD.replace('web-reaches-db', 'y')}`, 'a.yaml', 2, 0],
    ['that are empty', '', 'expectations.yaml', 0, 0],
    ['that hold an empty list', '[]', 'expectations.yaml', 0, 0],
  ])('%s', (_, text, name, entries, diagnostics) => {
    expect(isRead(text, name)).toEqual({ entries, diagnostics })
  })

  it.each([
    ['a bare list of objects', `[${POD}]`, 'a.yaml'],
    ['a list of objects in a file of that name', `[${POD}]`, 'expectations.yaml'],
    ['an object in a file of that name', POD, 'expectations.yaml'],
    ['a list of rules', '- from: []\n  ports: []\n', 'a.yaml'],
    ['a list of containers', '- name: x\n  image: y\n', 'a.yaml'],
    ['a patch', '- op: add\n  path: /a\n  value: 1\n', 'a.yaml'],
    ['a mapping', 'src: a\ndst: b\n', 'a.yaml'],
    ['a list of files to copy', '- src: ./a\n  dst: /b\n  attempts: 3\n', 'a.yaml'],
  ])('not %s', (_, text, name) => {
    expect(isRead(text, name).entries).toBe(0)
  })

  it('a name that is nothing is none', () => {
    expect(readText(entry({ name: '~' })).entries[0]).not.toHaveProperty('name')
  })

  it('says what else stands in a file of that name', () => {
    expect(messagesOf('a: 1\n')).toEqual(['error expectations are a list: put "- " before each'])
    expect(messagesOf('hello\n')).toEqual(['error expectations are a list: put "- " before each'])
    expect(messagesOf('- hello\n')).toEqual(['error [0]: an expectation is a mapping'])
  })

  it('leaves the resources beside them alone', () => {
    const reading = readDocument([{ name: 'a.yaml', text: `${POD}\n---\n${GOOD}` }])
    expect(reading.files[0]?.items.map(({ resources }) => resources.length)).toEqual([1, 0])
    expect(readExpectations(reading).entries[0]?.path).toBe('a.yaml#1/0')
  })
})
