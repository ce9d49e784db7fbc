import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runInProcess } from './in-process.testing.ts'

// The truth tables of Kubernetes' own conformance tests, asked of `bulkhead reach` as anybody would.

const CASES = join(import.meta.dirname, '../core/engine/cases/upstream-e2e')

interface Query {
  readonly src: string
  readonly dst: string
  readonly protocol: string
  readonly port: number
  readonly expect: boolean
  /** Whether traffic of a pod to itself passes differs between plugins; END-6 says it does. */
  readonly loopback: boolean
  readonly resources: string
}

interface Scenario {
  readonly id: string
  readonly description: string
  readonly queries: readonly Query[]
}

interface Reach {
  readonly endpoints: readonly { readonly id: string; readonly pods?: readonly string[] }[]
  readonly flows: readonly {
    readonly from: string
    readonly to: string
    readonly allowed: Readonly<Record<string, string>>
    readonly depends: Readonly<Record<string, string>>
  }[]
}

const scenarios = readdirSync(CASES)
  .filter((name) => /^e\d+\.json$/.test(name))
  .map((name): Scenario => JSON.parse(readFileSync(join(CASES, name), 'utf8')))

const tables = scenarios.flatMap(({ id, description, queries }) =>
  [...new Set(queries.map(({ resources }) => resources))].map((resources) => ({
    name: `${id} ${description}: ${resources}`,
    resources,
    queries: queries.filter((query) => query.resources === resources && !query.loopback),
  })),
)

function holds(ranges: string | undefined, port: number): boolean {
  return (ranges ?? '').split(',').some((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number)
    return first <= port && port <= last
  })
}

/** `true`, `false`, or `depends`, as the output of reach says. */
function answer(reach: Reach, { src, dst, protocol, port }: Query): boolean | 'depends' {
  const idOf = (pod: string) => reach.endpoints.find(({ pods }) => pods?.includes(pod))?.id ?? `no endpoint for ${pod}`
  const flow = reach.flows.find(({ from, to }) => from === idOf(src) && to === idOf(dst))
  if (holds(flow?.depends[protocol], port)) return 'depends'
  return holds(flow?.allowed[protocol], port)
}

describe('the 65 conformance tables through bulkhead reach', () => {
  test('all of them are there', () => {
    expect([scenarios.length, tables.length]).toEqual([48, 65])
  })

  test.each(tables)('$name', async ({ resources, queries }) => {
    const { code, out, err } = await runInProcess(['reach', join(CASES, resources), '--format', 'json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const reach: Reach = JSON.parse(out)
    const wrong = queries.filter((query) => answer(reach, query) !== query.expect)
    expect(wrong).toEqual([])
  })
})
