import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../model/json.ts'
import { read, sourceOf } from './edit-laws.testing.ts'
import { insertKey } from './insert-key.ts'
import { insertItem } from './insert-part.ts'
import { spliceText } from './splices.ts'

const PORT: JsonValue = { protocol: 'TCP', port: 9090, endPort: 9099 }
const RULE: JsonValue = { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [PORT] }

/** A text with an item added, which still means what it should. */
function added(text: string, steps: readonly string[], value: JsonValue): string {
  const after = spliceText(text, insertItem(sourceOf(text), steps, value) ?? [])
  expect(read(after)).not.toEqual(read(text))
  return after
}

describe('the manner of an author', () => {
  it('[EDIT] what its like have in brackets is written in brackets, key by key', () => {
    const text = `spec:
  ingress:
  - from: [{podSelector: {matchLabels: {app: api}}}]
    ports:
    - { port: 80 }
`
    expect(added(text, ['spec', 'ingress'], RULE)).toBe(`${text}  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports:
    - {protocol: TCP, port: 9090, endPort: 9099}
`)
  })

  it('[EDIT] the nearest of its like decides, not the most frequent', () => {
    const text = `spec:
  ingress:
    - ports: [{port: 1}]
    - ports: [{port: 2}]
    - ports:
        - port: 3
`
    expect(added(text, ['spec', 'ingress'], { ports: [{ port: 4 }] })).toBe(`${text}    - ports:
        - port: 4
`)
  })

  it('[EDIT] strings are in the quotes of their like; quotes that are needed tell nothing', () => {
    const text = `spec:
  podSelector:
    matchLabels:
      app: 'api'
  ingress:
    - ports:
        - protocol: "TCP"
          port: "http"
        - protocol: UDP
          port: 53
`
    expect(added(text, ['spec', 'ingress', '0', 'ports'], { protocol: 'TCP', port: 'dns' })).toContain(`
        - protocol: TCP
          port: "dns"
`)
    expect(added(text, ['spec', 'ingress', '0', 'from'], { podSelector: { matchLabels: { tier: 'x' } } })).toContain(
      "tier: 'x'",
    )
    const needed = 'spec:\n  ports:\n    - name: "yes"\n'
    expect(added(needed, ['spec', 'ports'], { name: 'no-quotes' })).toBe(`${needed}    - name: no-quotes\n`)
  })

  it('[EDIT] keys stand in the order of their like, others behind the key they follow', () => {
    const text = `spec:
  podSelector: {}
  ingress:
    - ports:
        - port: 80
          protocol: TCP
      from:
        - podSelector: {}
`
    expect(added(text, ['spec', 'ingress'], RULE)).toBe(`${text}    - ports:
        - port: 9090
          endPort: 9099
          protocol: TCP
      from:
        - podSelector:
            matchLabels:
              app: web
`)
  })

  it('[EDIT] where keys follow the alphabet, as kubectl prints them, new ones do too', () => {
    const text = `spec:
  ingress:
  - ports:
    - port: 80
      protocol: TCP
  podSelector: {}
`
    expect(added(text, ['spec', 'ingress'], RULE)).toContain(`  - from:
    - podSelector:
        matchLabels:
          app: web
    ports:
    - endPort: 9099
      port: 9090
      protocol: TCP
`)
    const splices = insertKey(sourceOf(text), ['spec', 'ingress', '0', 'ports', '0', 'endPort'], 90) ?? []
    expect(spliceText(text, splices)).toContain('    - endPort: 90\n      port: 80\n')
  })

  it('[EDIT] an empty list is filled in brackets where all lists of mappings are', () => {
    const text = 'spec:\n  ingress: []\n  egress: [{}]\n'
    expect(added(text, ['spec', 'ingress'], { ports: [{ port: 1 }] })).toBe(
      'spec:\n  ingress: [{ports: [{port: 1}]}]\n  egress: [{}]\n',
    )
  })
})
