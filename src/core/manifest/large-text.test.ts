import { describe, expect, it } from 'vitest'
import { findBreak } from './large-text.ts'
import { diagnosticsIn, readText, textAt } from './manifest.testing.ts'

const pod = (n: number) => `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: pod-${n}\n`
const list = (items: readonly string[]) => `apiVersion: v1\nitems:\n${items.join('')}kind: List\n`

describe('long lists', () => {
  it('[YML-1] finds the item that breaks', () => {
    const text = list([pod(1), pod(2).replace('name: pod', 'name: : pod'), pod(3)])
    const found = findBreak(text)
    expect(text.slice(found?.start, (found?.start ?? 0) + 3)).toBe(': p')
  })

  it('[YML-1] finds nothing in a whole one, nor in text that is no list', () => {
    expect(findBreak(list([pod(1), pod(2)]))).toBeUndefined()
    expect(findBreak('a: "b')).toBeUndefined()
  })

  it('[YML-1] one wrong line in a dump is told at its place, and nothing else is', () => {
    const pods = Array.from({ length: 20_000 }, (_, n) => pod(n))
    const reading = readText(list(pods.map((text, n) => (n === 9_000 ? text.replace('    name', 'name') : text))))
    expect(diagnosticsIn(reading)).toMatchObject([{ code: 'YML-1', severity: 'error' }])
    expect(diagnosticsIn(reading)[0]?.message).toMatch(/^yaml: line 36006: /)
    const [place] = diagnosticsIn(reading).map((diagnostic) => diagnostic.place)
    expect(place && textAt(reading, place)).toBeDefined()
  })
})
