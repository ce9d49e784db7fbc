import { describe, expect, it } from 'vitest'
import { joinPath } from '../model/path.ts'
import { locatePath, partsAt, resourceSpan } from './locate.ts'
import { policyText, readText } from './manifest.testing.ts'

const TEXT = `# leading comment
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: a
  namespace: ns
spec:
  podSelector:
    matchLabels:
      app: web # the web
  ingress:
  # prometheus
  - from:
    - podSelector: {}
    -   namespaceSelector:
          matchLabels: {team: a}
        podSelector: {}
    ports:
    - port: 80
  - {}
  egress: []
`

const reading = readText(TEXT)
const textOf = (path: string, at?: 'key' | 'value') => {
  const found = locatePath(reading, path, at)
  return found && TEXT.slice(found.span.start, found.span.end)
}
const partsIn = (words: string) => partsAt(reading, 'f.yaml', TEXT.indexOf(words))

describe('from paths to places', () => {
  it('finds resources, rules, peers, port entries, selectors and requirements', () => {
    expect(textOf('f.yaml#0')).toBe(TEXT.slice(TEXT.indexOf('apiVersion'), TEXT.lastIndexOf(']') + 1))
    expect(textOf('f.yaml#0/spec/ingress/1')).toBe('{}')
    expect(textOf('f.yaml#0/spec/ingress/0/from/0')).toBe('podSelector: {}')
    expect(textOf('f.yaml#0/spec/ingress/0/ports/0')).toBe('port: 80')
    expect(textOf('f.yaml#0/spec/podSelector/matchLabels/app')).toBe('web')
    expect(textOf('f.yaml#0/spec/podSelector/matchLabels/app', 'key')).toBe('app')
    expect(textOf('f.yaml#0/spec/egress')).toBe('[]')
    expect(resourceSpan(reading, 'f.yaml#0')).toEqual(locatePath(reading, 'f.yaml#0'))
  })

  it('falls back to the nearest ancestor that exists', () => {
    expect(textOf('f.yaml#0/spec/ingress/1/from/3')).toBe('{}')
    expect(textOf('f.yaml#0/metadata/labels/x', 'key')).toBe('name: a\n  namespace: ns')
    expect(locatePath(reading, 'other.yaml#0')).toBeUndefined()
    expect(locatePath(reading, 'f.yaml#7')).toEqual({ file: 'f.yaml', span: { start: 0, end: 0 } })
  })

  it('finds places in items of lists, in YAML and JSON, of inventory too', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', labels: { app: 'web' } } }
    const json = `{"apiVersion": "v1", "kind": "List", "items": [${JSON.stringify(pod)}, ${JSON.stringify(pod)}]}`
    const yaml =
      'apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n  apiVersion: v1\n  metadata:\n    name: p\n    labels:\n      app: web\n'
    for (const [text, path] of [
      [json, 'f.yaml#0/items/1'],
      [yaml, 'f.yaml#0/items/0'],
    ] as const) {
      const found = locatePath(readText(text), joinPath(path, 'metadata', 'labels', 'app'))
      expect(text.slice(found?.span.start, found?.span.end)).toMatch(/^"?web"?$/)
      expect(found?.span.start).toBe(text.lastIndexOf('web') - (text === json ? 1 : 0))
    }
  })

  it('an empty value is shown by its key', () => {
    const text = policyText('spec:\n  podSelector:\n')
    const found = locatePath(readText(text), 'f.yaml#0/spec/podSelector')
    expect(text.slice(found?.span.start, found?.span.end)).toBe('podSelector')
  })
})

describe('from places to paths', () => {
  const ruleParts = ['f.yaml#0/spec/ingress/0', 'f.yaml#0']
  const peer = 'f.yaml#0/spec/ingress/0/from/1'

  it.each([
    ['name: a', ['f.yaml#0']],
    ['# leading', ['f.yaml#0']],
    ['web #', ['f.yaml#0/spec/podSelector', 'f.yaml#0']],
    ['from:', ruleParts],
    ['- podSelector', ['f.yaml#0/spec/ingress/0/from/0', ...ruleParts]],
    [
      'podSelector: {}\n    -',
      ['f.yaml#0/spec/ingress/0/from/0/podSelector', 'f.yaml#0/spec/ingress/0/from/0', ...ruleParts],
    ],
    ['-   namespaceSelector', [peer, ...ruleParts]],
    ['team', [`${peer}/namespaceSelector`, peer, ...ruleParts]],
    ['ports:', ruleParts],
    ['80', ['f.yaml#0/spec/ingress/0/ports/0', ...ruleParts]],
    ['- {}\n', ['f.yaml#0/spec/ingress/1', 'f.yaml#0']],
    ['egress:', ['f.yaml#0']],
  ])('knows what stands at %j', (words, parts) => {
    expect(partsIn(words)).toEqual(parts)
  })

  it('knows nothing outside the files', () => {
    expect(partsAt(reading, 'other.yaml', 0)).toEqual([])
    expect(partsAt(readText(''), 'f.yaml', 0)).toEqual([])
  })
})
