import { expect, test } from 'vitest'
import { runInProcess } from './in-process.testing.ts'

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
