import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomContexts } from '../core/authoring/random-plans.testing.ts'
import { finish } from '../core/model/work.ts'
import { analyse } from '../core/workspace/analyse.ts'
import { lintingDocument } from '../core/workspace/lint-problems.ts'
import { runInProcess } from './in-process.testing.ts'
import { toSarif } from './sarif.ts'

// A pattern of the schema (for languages) is no regular expression of Unicode's kind.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false })
addFormats(ajv)
const isSarif = ajv.compile(schema)

/** What the schema of SARIF 2.1.0 says against a log; `[]` for nothing. */
function complaintsOf(log: unknown): readonly string[] {
  isSarif(log)
  return (isSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {}   # bulkhead-ignore: NP035 all of them
  policyTypes: [Ingress]
  ingress: [{}]
`

test('lint writes SARIF: rules once, every finding with its line, and what a comment silences', async () => {
  const { out } = await runInProcess(['lint', '-', '--format=sarif'], POLICY)
  const { version, runs } = JSON.parse(out)
  const [{ tool, results }] = runs
  expect({ version, name: tool.driver.name, runs: runs.length }).toEqual({
    version: '2.1.0',
    name: 'Bulkhead',
    runs: 1,
  })
  const ids = tool.driver.rules.map(({ id }: { id: string }) => id)
  expect(ids).toEqual([...new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId))].sort())
  expect(results).toContainEqual({
    ruleId: 'NP029',
    level: 'warning',
    message: { text: 'web admits everybody on every port: the rule names neither peers nor ports' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: '%3Cstdin%3E' },
          region: { startLine: 7, startColumn: 13 },
        },
      },
    ],
    properties: { code: 'RUL-3' },
  })
  const silenced = results.filter(({ suppressions }: { suppressions?: unknown }) => suppressions !== undefined)
  expect(silenced).toMatchObject([{ ruleId: 'NP035', suppressions: [{ kind: 'inSource' }] }])
})

test('what lint writes is SARIF 2.1.0 by its schema', async () => {
  const { out } = await runInProcess(['lint', '-', '--format=sarif'], POLICY)
  expect(complaintsOf(JSON.parse(out))).toEqual([])
  const { out: empty } = await runInProcess(['lint', '-', '--format=sarif'], '# nothing\n')
  expect(complaintsOf(JSON.parse(empty))).toEqual([])
  expect(complaintsOf({ version: '2.1.0', runs: [{ results: [{ level: 'bad' }] }] })).not.toEqual([])
})

const NAMES = [
  'a.yaml',
  'with space.yaml',
  'a#b?c%d.yaml',
  '../up/ä.yaml',
  'C:\\win\\a.yaml',
  '/root/a.yaml',
  '<stdin>',
]

/** Random documents, some of them with a piece taken out, under names of every kind. */
const randomFiles = fc
  .record({
    context: randomContexts,
    name: fc.constantFrom(...NAMES),
    cut: fc.option(fc.tuple(fc.nat(2000), fc.nat(60))),
  })
  .map(({ context, name, cut }) =>
    context.document.files.map(({ text }, index) => ({
      name: index === 0 ? name : `${index}-${name}`,
      text: cut === null ? text : text.slice(0, cut[0]) + text.slice(cut[0] + cut[1]),
    })),
  )

test('whatever is linted, the log is SARIF 2.1.0', () => {
  fc.assert(
    fc.property(randomFiles, (files) => {
      const analysis = analyse(files, { cni: 'upstream', implied: false })
      const log = toSarif(finish(lintingDocument(analysis, files)), '1.2.3')
      expect(complaintsOf(JSON.parse(JSON.stringify(log)))).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 60_000)
