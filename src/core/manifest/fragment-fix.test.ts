import { describe, expect, it } from 'vitest'
import { applyFirstFix, diagnosticsIn, readText } from './manifest.testing.ts'

const RULES = `ingress:
  # only the frontend
  - from:
      - podSelector:
          matchLabels: {app: web}
`

describe('parts of a policy in a file', () => {
  it('[YML-9] offers to wrap a part that was typed, comments kept', () => {
    const reading = readText(RULES)
    expect(diagnosticsIn(reading)).toMatchObject([
      {
        code: 'YML-9',
        severity: 'warning',
        message: 'this is a part of a NetworkPolicy: it has no apiVersion and kind',
        fix: { title: 'Wrap as NetworkPolicy' },
      },
    ])
    const head = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: pasted\nspec:\n'
    const indented = RULES.replace(/^/gm, '  ').trimEnd()
    expect(applyFirstFix(reading)).toBe(`${head}  podSelector: {}\n${indented}\n`)
  })

  it.each([
    ['behind another document', `apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\n# mine\n${RULES}---\n`],
    ['with its spec', `spec:\n  podSelector: {}\n  policyTypes: [Ingress]\n`],
    ['with the line endings of the file', RULES.replaceAll('\n', '\r\n')],
    ['a list of rules', '- from:\n  - podSelector: {}\n'],
    ['without an end of line', RULES.trimEnd()],
  ])('[YML-9] wraps a part %s, and nothing else changes', (_, text) => {
    const fixed = applyFirstFix(readText(text))
    const again = readText(fixed)
    const policies = again.files.flatMap(({ items }) => items.flatMap(({ resources }) => resources))
    expect(policies.filter(({ policy }) => policy)).toHaveLength(1)
    expect(fixed.endsWith('\n')).toBe(text.endsWith('\n'))
    expect(fixed.includes('\r\n')).toBe(text.includes('\r\n'))
    expect(/[^\r]\n/.test(fixed)).toBe(!text.includes('\r\n'))
  })

  it.each(['ingress: {enabled: true}\n', 'ingress:\n  enabled: false\n', 'replicas: 3\n', 'spec: {replicas: 1}\n'])(
    '[YML-7] says of values only that they are skipped: %j',
    (text) => {
      expect(diagnosticsIn(readText(text)).map(({ code, fix }) => [code, fix])).toEqual([['YML-7', undefined]])
    },
  )
})
