import { expectationLists } from '../../manifest/expectation-list.ts'
import type { Reading } from '../../manifest/reading.ts'
import type { ExpectedEnd, ExpectedFlow } from '../../model/expectation.ts'
import { sayPort } from '../../model/expectation-words.ts'
import { uniqueName } from '../policy-names.ts'

/** A name for a flow that no expectation has: `web-reaches-db`, `web-cannot-reach-db-5432`. */
export function nameExpectation(reading: Reading, flow: ExpectedFlow): string {
  const taken = takenNames(reading)
  const verb = flow.expected === 'allowed' ? 'reaches' : 'cannot-reach'
  const name = toName([titleOf(flow.from), verb, titleOf(flow.to)])
  if (!taken.has(name)) return name
  return uniqueName(toName([name, ...flow.ports.map(sayPort)]), taken)
}

function takenNames({ files }: Reading): ReadonlySet<string> {
  const names = files.flatMap((file) =>
    expectationLists(file)
      .flatMap(({ tree }) => (tree.kind === 'seq' ? tree.items : []))
      .flatMap((item) => {
        const name = item.kind === 'map' ? item.entries.get('name')?.tree : undefined
        return name?.kind === 'scalar' ? [name.source] : []
      }),
  )
  return new Set(names)
}

function titleOf(end: ExpectedEnd): string {
  return end.kind === 'workload' ? end.name : end.kind === 'host' ? end.host : end.cidr
}

function toName(parts: readonly string[]): string {
  return parts.join('-').replace(/[^A-Za-z0-9.-]+/g, '-')
}
