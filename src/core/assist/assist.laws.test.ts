import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOf, deployment, policy, yamlFile } from '../authoring/plan.testing.ts'
import { printDocuments } from '../edits/insert-resource.ts'
import { diagnosticsIn } from '../manifest/manifest.testing.ts'
import type { JsonObject } from '../model/json.ts'
import { finish } from '../model/work.ts'
import { completeAt } from './complete-at.ts'
import { hoverAt } from './hover-at.ts'
import { listingLenses } from './lenses.ts'

// Whatever a text is and wherever the caret stands in it, there is an answer, and it touches what is typed there only.

const OBJECTS = [
  policy('shop', 'web', {
    podSelector: {
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }],
    },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [{ podSelector: {}, namespaceSelector: {} }], ports: [{ port: 'http' }, { port: 1, endPort: 9 }] },
    ],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }, {}],
  }),
  deployment('shop', 'web', { app: 'web', tier: 'front' }),
] as readonly JsonObject[]

const TEXTS = [
  printDocuments(OBJECTS),
  `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OBJECTS }, null, 2)}\n`,
  OBJECTS.map((object) => `---\n${JSON.stringify(object)}\n`).join(''),
]

const CLUSTER = yamlFile('cluster.yaml', deployment('shop', 'web', { app: 'web', tier: 'front' }))

/** A text with a part taken out and something typed there, and a caret anywhere. */
const broken = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(60),
    typed: fc.constantFrom(
      '',
      ' ',
      '\n',
      '- ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '#',
      '|',
      '&a',
      '*a',
      '\t',
      'app',
      '---\n',
    ),
    caret: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ text, at, length, typed, caret }) => {
    const start = Math.floor(at * text.length)
    const cut = text.slice(0, start) + typed + text.slice(start + length)
    return { text: cut, offset: Math.floor(caret * cut.length) }
  })

describe('laws of what the editor is told', () => {
  it('[YML-1] completions replace what is typed on one line around the caret, and nothing else', () => {
    const { prepared } = contextOf([CLUSTER])
    fc.assert(
      fc.property(broken, ({ text, offset }) => {
        const { start, end, suggestions } = completeAt(prepared, text, offset)
        expect(start).toBeLessThanOrEqual(offset)
        expect(end).toBeGreaterThanOrEqual(offset)
        expect(text.slice(start, end)).not.toContain('\n')
        expect(new Set(suggestions.map(({ label }) => label)).size).toBe(suggestions.length)
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  it('[YML-1] hovers stand around the offset, and lenses in the text', () => {
    fc.assert(
      fc.property(broken, ({ text, offset }) => {
        const { reading, prepared } = contextOf([CLUSTER, { name: 'p.yaml', text }])
        const hover = hoverAt({ reading, prepared, diagnostics: diagnosticsIn(reading) }, 'p.yaml', offset)
        if (hover) expect(hover.span.start <= offset && offset <= hover.span.end).toBe(true)
        const offsets = finish(listingLenses(reading, prepared, 'p.yaml')).map((lens) => lens.offset)
        expect(offsets.every((one) => one >= 0 && one <= text.length)).toBe(true)
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
