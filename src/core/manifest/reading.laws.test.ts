import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitPath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import { locatePath, locatePlace, partsAt } from './locate.ts'
import { diagnosticsIn, itemsOf, policiesIn, policyText, readText, resourcesIn } from './manifest.testing.ts'
import type { Reading } from './reading.ts'

const selector = fc.constantFrom(
  '{}',
  '{matchLabels: {app: web}}',
  '{matchLabels: {app: web, "tier": "1"}}',
  '{matchExpressions: [{key: a, operator: In, values: [x, y]}]}',
  '&s {matchLabels: {app: web}}',
)
const port = fc.constantFrom('{port: 80}', '{port: 80, endPort: 90, protocol: UDP}', '{port: http}', '{}')
const peer = fc.oneof(
  selector.map((text) => `{podSelector: ${text}}`),
  selector.map((text) => `{namespaceSelector: {}, podSelector: ${text}}`),
  fc.constant('{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}'),
)
const rule = fc
  .record({ peers: fc.array(peer, { maxLength: 3 }), ports: fc.array(port, { maxLength: 2 }), block: fc.boolean() })
  .map(({ peers, ports, block }) => {
    if (!block) return `  - {from: [${peers.join(', ')}], ports: [${ports.join(', ')}]}\n`
    const list = (items: readonly string[]) => items.map((item) => `\n    -   ${item} # note`).join('') || ' []'
    return `  # a rule\n  - from:${list(peers)}\n    ports:${list(ports)}\n`
  })
const policy = fc
  .record({ name: fc.constantFrom('a', 'b', 'c', 'd'), subject: selector, rules: fc.array(rule, { maxLength: 3 }) })
  .map(({ name, subject, rules }) =>
    policyText(
      `spec:\n  podSelector: ${subject}\n  ingress:${rules.length === 0 ? ' []' : ''}\n${rules.join('')}`,
      `\n  name: ${name}\n  namespace: ns`,
    ),
  )
const document = fc.oneof(
  { weight: 4, arbitrary: policy },
  fc.constantFrom(
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: x, labels: {a: 1.10}}\n',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    metadata:\n      labels: {app: web}\n',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: p}\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: q}\n',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"}}\n',
    '# nothing\n',
    'replicas: 3\n',
  ),
)
const file = fc
  .record({ documents: fc.array(document, { maxLength: 5 }), crlf: fc.boolean() })
  .map(({ documents, crlf }) => (crlf ? documents.join('---\n').replaceAll('\n', '\r\n') : documents.join('---\n')))

const odd = fc.constantFrom('web', 'yes', '"80"', '80', '0120', '0x50', '~', '', '1.10', 'A_b', '{number: 0120}', '[1]')
const inventory = fc
  .record({
    kind: fc.constantFrom(
      'v1\nkind: Service',
      'v1\nkind: Node',
      'v1\nkind: Endpoints',
      'discovery.k8s.io/v1\nkind: EndpointSlice',
      'networking.k8s.io/v1\nkind: Ingress',
      'extensions/v1beta1\nkind: Ingress',
    ),
    name: odd,
    label: odd,
    fields: fc.array(fc.tuple(fc.constantFrom('port', 'nodePort', 'number', 'servicePort', 'name', 'host'), odd), {
      maxLength: 4,
    }),
  })
  .map(({ kind, name, label, fields }) => {
    const lines = new Map(fields.map(([key, value]) => [key, `    ${key}: ${value}\n`]))
    const own = [...lines.values()].join('')
    const deep = own.replaceAll('    ', '      ')
    const metadata = `metadata:\n  name: ${name}\n  labels:\n    app: ${label}\n`
    return `apiVersion: ${kind}\n${metadata}spec:\n  backend:\n${own}  other:\n  - port:\n${deep}`
  })

const edit = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
  insert: fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\n',
      '---\n',
      '- ',
      'x',
      ': ',
      '#',
      '\t',
      '"',
      '{',
      ']',
      '&a ',
      '*a',
      'null',
      '- {}\n',
      '\uFEFF',
      '{{',
    ),
    policy.map((text) => `---\n${text}---\n`),
  ),
})

function applyEdits(text: string, edits: readonly { at: number; remove: number; insert: string }[]): string[] {
  let current = text
  return edits.map(({ at, remove, insert }) => {
    const start = at % (current.length + 1)
    current = current.slice(0, start) + insert + current.slice(start + remove)
    return current
  })
}

/** The reading without what only a past can give. */
function withoutStale(reading: Reading) {
  return reading.files.map(({ name, text, diagnostics, items }) => ({
    name,
    text,
    diagnostics: diagnostics.filter(({ message }) => !message.includes('×')),
    items: items.map((item) => ({
      ...item,
      stale: false,
      resources: item.resources.filter(({ stale }) => !stale),
    })),
  }))
}

function withoutInvalid(reading: Reading, like: Reading) {
  // A stale policy stands in for the invalid resource of its place, which reading from scratch still lists.
  const stale = new Set(resourcesIn(like).flatMap((resource) => (resource.stale ? resource.path : [])))
  return withoutStale(reading).map((one) => ({
    ...one,
    items: one.items.map((item) => ({ ...item, resources: item.resources.filter(({ path }) => !stale.has(path)) })),
  }))
}

// Long enough for machines that are busy with the rest of the tests.
describe('laws of reading', { timeout: 60_000 }, () => {
  it('reading after edits equals reading from scratch, except for what is stale', () => {
    fc.assert(
      fc.property(file, fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        let reading = readText(text)
        for (const next of applyEdits(text, edits)) {
          reading = readText(next, reading)
          const scratch = readText(next)
          expect(withoutStale(reading)).toEqual(withoutInvalid(scratch, reading))
          expect(itemsOf(scratch).every(({ stale }) => !stale)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('the fast reading of inventory equals the exact one', () => {
    fc.assert(
      fc.property(inventory, (text) => {
        // A tab is not for the fast reader, not even in a comment.
        const [fast, exact] = [readText(`# \n${text}`), readText(`#\t\n${text}`)]
        expect(resourcesIn(fast)).toEqual(resourcesIn(exact))
        expect(diagnosticsIn(fast)).toEqual(diagnosticsIn(exact))
      }),
      { numRuns: 800 },
    )
  })

  it('what is not stale has a path of its own', () => {
    fc.assert(
      fc.property(file, fc.array(edit, { maxLength: 3 }), (text, edits) => {
        let reading = readText(text)
        for (const next of applyEdits(text, edits)) reading = readText(next, reading)
        const paths = resourcesIn(reading).map(({ path }) => path)
        expect(new Set(paths).size).toBe(paths.length)
      }),
      { numRuns: 60 },
    )
  })

  it('every place lies inside its file, and every part of a policy inside its parent', () => {
    fc.assert(
      fc.property(file, fc.array(edit, { maxLength: 2 }), (text, edits) => {
        let reading = readText(text)
        for (const next of applyEdits(text, edits)) reading = readText(next, reading)
        const end = reading.files[0]?.text.length ?? 0
        for (const { place } of diagnosticsIn(reading)) {
          const { span } = locatePlace(reading, place)
          expect([span.start >= 0, span.start <= span.end, span.end <= end]).toEqual([true, true, true])
        }
        for (const one of policiesIn(reading).filter(({ stale }) => !stale)) expectNested(reading, one)
      }),
      { numRuns: 60 },
    )
  })

  it('the parts at the start of a rule or peer name it', () => {
    fc.assert(
      fc.property(fc.array(policy, { minLength: 1, maxLength: 3 }), (policies) => {
        const reading = readText(policies.join('---\n'))
        for (const path of policiesIn(reading).flatMap(partPaths)) {
          const found = locatePath(reading, path)
          expect(partsAt(reading, 'f.yaml', found?.span.start ?? 0)).toContain(path)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('no text makes the reader throw', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 5 }),
      edit.map(({ insert }) => insert),
      fc.constantFrom('apiVersion: v1\n', 'kind: List\n', 'items:\n'),
    )
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        fc.constantFrom('a.yaml', 'a.json', 'kustomization.yaml'),
        (text, name) => {
          const reading = readText(text, undefined, name)
          expect(reading.files).toHaveLength(1)
          for (const offset of [0, text.length >> 1, text.length])
            expect(partsAt(reading, name, offset)).toBeInstanceOf(Array)
        },
      ),
      { numRuns: 120 },
    )
  })
})

function partPaths({ path, podSelector, rules }: NetworkPolicy): readonly string[] {
  const parts = [...rules.ingress, ...rules.egress].flatMap((one) => [
    one.path,
    ...(one.peers === 'any' ? [] : one.peers.map((peer) => peer.path)),
    ...(one.ports === 'any' ? [] : one.ports.map((entry) => entry.path)),
  ])
  return [path, podSelector.path, ...parts]
}

function expectNested(reading: Reading, one: NetworkPolicy): void {
  for (const path of partPaths(one)) {
    if (splitPath(path).steps.length <= splitPath(one.path).steps.length) continue
    const inner = locatePath(reading, path)?.span
    const outer = locatePath(reading, path.slice(0, path.lastIndexOf('/')))?.span
    expect([inner && outer && inner.start >= outer.start, inner && outer && inner.end <= outer.end]).toEqual([
      true,
      true,
    ])
  }
}
