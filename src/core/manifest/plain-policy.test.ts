import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stateOf } from './item-state.ts'
import { locatePath } from './locate.ts'
import { diagnosticsIn, itemsOf, policiesIn, readText, resourcesIn, summarize } from './manifest.testing.ts'
import type { Item, Reading } from './reading.ts'

/** Values of every kind, for any place; some break the text as well. */
const odd = fc.constantFrom(
  ...[
    'web',
    'yes',
    '"yes"',
    '80',
    '"80"',
    '0120',
    '0x50',
    '-1',
    '80.0',
    '1e3',
    '1.10',
    '99999999999',
    '.inf',
    '".NaN"',
  ],
  ...[
    '',
    '~',
    'null',
    '[]',
    '{}',
    '[~]',
    '[1]',
    '{a: ~}',
    '{{ x }}',
    '"{{ x }}"',
    'a {{ b }}',
    '&a x',
    '*a',
    '!!str 1',
  ],
  ...['x: y', '# none', 'a # comment', "'it''s'", '"\\x41"', '|\n        x', '>-\n        x\n        y'],
)

/** Mostly what belongs there. */
const scalar = (...usual: readonly string[]) =>
  fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: odd })

type Fields = Readonly<Record<string, fc.Arbitrary<string>>>

/** A mapping with any of the fields, as lines with `indent`; now and then with one that is not known, or twice. */
function lines(indent: string, fields: Fields): fc.Arbitrary<string> {
  const strange = fc.oneof(
    { weight: 200, arbitrary: fc.constant('') },
    scalar('podselector: {}\n', 'spec:\n', 'port: 1\n'),
  )
  return fc.tuple(fc.record(fields, { requiredKeys: [] }), strange).map(([given, other]) => {
    const own = Object.entries(given).map(([key, value]) => `${indent}${key}:${value === '' ? '' : ` ${value}`}\n`)
    return own.join('') + (other === '' ? '' : `${indent}${other}\n`)
  })
}

/** A list of one or two mappings below its key. */
function list(indent: string, fields: Fields): fc.Arbitrary<string> {
  const item = lines(`${indent}  `, fields).map((text) => (text === '' ? `${indent}- {}\n` : dashed(text, indent)))
  return fc.oneof(
    {
      weight: 30,
      arbitrary: fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => `\n${items.join('')}`.trimEnd()),
    },
    { weight: 1, arbitrary: odd },
  )
}

const dashed = (text: string, indent: string) => `${indent}- ${text.slice(indent.length + 2)}`

const label = scalar('web', '"1"', 'a_b', '""')
const selector = fc.oneof(
  scalar('{}', '{matchLabels: {app: web}}'),
  label.map((text) => `{matchLabels: {app: ${text}, example.com/tier: db}}`),
  fc
    .tuple(scalar('tier', 'a/b'), scalar('In', 'NotIn', 'Exists'), scalar('[a, b]', '[]'))
    .map(([key, operator, values]) => `{matchExpressions: [{key: ${key}, operator: ${operator}, values: ${values}}]}`),
)
const block = fc
  .tuple(scalar('10.0.0.0/8', '2001:db8::/32', '10.1.0.0/8'), scalar('[10.1.0.0/16]', '[]'))
  .map(([cidr, except]) => `{ipBlock: {cidr: ${cidr}, except: ${except}}}`)
const ports = list('    ', {
  protocol: scalar('TCP', 'UDP', '"SCTP"'),
  port: scalar('80', '443', 'http'),
  endPort: scalar('90', '500'),
})
const peers = fc.oneof(
  list('    ', { podSelector: selector, namespaceSelector: selector }),
  fc.array(block, { minLength: 1, maxLength: 2 }).map((blocks) => `[${blocks.join(', ')}]`),
)
const metadata = lines('  ', {
  name: scalar('np', 'a.b'),
  namespace: scalar('ns', 'shop'),
  generateName: scalar('np-'),
  labels: label.map((text) => `{app: ${text}}`),
  annotations: scalar('{}', '{a: b}'),
  creationTimestamp: scalar('null', '"2026-01-01T00:00:00Z"'),
})
const spec = lines('  ', {
  podSelector: selector,
  policyTypes: scalar('[Ingress]', '[Ingress, Egress]', '[]', '[Both]'),
  ingress: list('  ', { from: peers, ports }),
  egress: list('  ', { to: peers, ports }),
})
const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n'
const policy = fc
  .tuple(metadata, spec, scalar('\n'), scalar('', 'status: {x: ~}\n'))
  .map(([meta, rules, after, end]) => `${HEAD}metadata:\n${meta}spec:${after.trimEnd()}\n${rules}${end}`)

const isWithoutTree = (item: Item) => stateOf(item)?.tree === undefined

/** Every path of a policy and what stands there. */
function placesIn(reading: Reading): readonly unknown[] {
  return policiesIn(reading).flatMap(({ podSelector, rules }) =>
    [podSelector, ...rules.ingress, ...rules.egress].map(({ path }) => locatePath(reading, path)),
  )
}

const PLAIN = `${HEAD}metadata:\n  name: np\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n    - podSelector: {}\n`

// Long enough for machines that are busy with the rest of the tests.
describe('policies read by their values', { timeout: 60_000 }, () => {
  it('[YML-2] a plain policy keeps no places until somebody asks for one', () => {
    const reading = readText(PLAIN)
    const [item] = itemsOf(reading)
    expect(item && stateOf(item)).not.toHaveProperty('tree')
    const found = locatePath(reading, 'f.yaml#0/spec/ingress/0/from/0')
    expect(PLAIN.slice(found?.span.start, found?.span.end)).toBe('podSelector: {}')
    expect(item && stateOf(item)).toHaveProperty('tree')
  })

  it('[VAL-1] what validation has to say is said of them too', () => {
    expect(summarize(readText(PLAIN.replace('np', 'Np')))).toEqual(['error VAL-1 Np', 'warning VAL-1 name: Np'])
  })

  it.each([
    ['no spec', PLAIN.slice(0, PLAIN.indexOf('spec'))],
    ['no value of spec', PLAIN.slice(0, PLAIN.indexOf('  podSelector'))],
    ['numbers that JSON has not', PLAIN.replace('np', '.inf')],
    ['numbers of more than 32 bits', `${PLAIN}    ports:\n    - port: 99999999999\n`],
    ['unknown fields', PLAIN.replace('podSelector: {}', 'podselector: {}')],
    ['fields without value', PLAIN.replace('podSelector: {}', 'podSelector:')],
    ['rules without value', `${PLAIN}  -\n`],
    ['wrong types', PLAIN.replace('podSelector: {}', 'podSelector: []')],
    ['templates', PLAIN.replace('np', '"{{ .Values.name }}"')],
  ])('[YML-4] %s are for the exact reader', (_, text) => {
    const reading = readText(text)
    expect(itemsOf(reading).some(isWithoutTree)).toBe(false)
    expect(diagnosticsIn(reading).map(({ code }) => code)).toContainEqual(expect.stringMatching(/^YML-/))
  })

  it('[YML-4] the fast reading equals the exact one', () => {
    let fast = 0
    fc.assert(
      fc.property(policy, (text) => {
        // A tab is not for the fast reader, not even in a comment.
        const [quick, exact] = [readText(`# \n${text}`), readText(`#\t\n${text}`)]
        fast += resourcesIn(quick).length > 0 && itemsOf(quick).every(isWithoutTree) ? 1 : 0
        expect(resourcesIn(quick)).toEqual(resourcesIn(exact))
        expect(diagnosticsIn(quick)).toEqual(diagnosticsIn(exact))
        expect(placesIn(quick)).toEqual(placesIn(exact))
      }),
      { numRuns: 400 },
    )
    expect(fast).toBeGreaterThan(40)
  })
})
