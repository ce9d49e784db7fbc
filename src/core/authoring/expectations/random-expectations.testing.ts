/** Random expectations, as wishes and as they are written. */
import fc from 'fast-check'
import { anchoredHabits, habits, rollDice, writeYaml } from '../../edits/random-manifest.testing.ts'
import { expectationLists } from '../../manifest/expectation-list.ts'
import type { ExpectedEnd, ExpectedFlow, ExpectedPort } from '../../model/expectation.ts'
import type { JsonValue } from '../../model/json.ts'
import { joinPath, type Path } from '../../model/path.ts'
import { PROTOCOLS } from '../../net/ports.ts'
import { contextOf } from '../plan.testing.ts'
import type { PlanContext } from '../plan-context.ts'
import { toValue } from './expectation-value.ts'

const workload = fc
  .record({
    workload: fc.constantFrom('deployment', 'statefulset', 'daemonset', 'pod', 'cronjob'),
    namespace: fc.constantFrom('shop', 'data'),
    name: fc.constantFrom('web', 'api', 'tool', 'db', 'yes', '12'),
  })
  .map((end): ExpectedEnd => ({ kind: 'workload', ...end }))
const block = fc.constantFrom('192.0.2.0/24', '2001:db8::/32').map((cidr): ExpectedEnd => ({ kind: 'block', cidr }))
const address = fc.constantFrom('192.0.2.7', '2001:db8::1').map((host): ExpectedEnd => ({ kind: 'host', host }))
const host = fc.constantFrom('api.shop', 'db.example.com').map((name): ExpectedEnd => ({ kind: 'host', host: name }))
const port: fc.Arbitrary<ExpectedPort> = fc.oneof(
  fc.constantFrom(1, 80, 8080, 65535).map((number) => ({ kind: 'range' as const, first: number, last: number })),
  fc.constant({ kind: 'range' as const, first: 8000, last: 9000 }),
  fc.constantFrom('http', 'sql').map((name) => ({ kind: 'named' as const, name })),
)

export const randomFlow: fc.Arbitrary<ExpectedFlow> = fc.record({
  expected: fc.constantFrom('allowed' as const, 'denied' as const),
  protocol: fc.constantFrom(...PROTOCOLS),
  ports: fc.uniqueArray(port, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
  from: fc.oneof({ weight: 3, arbitrary: workload }, address, block),
  to: fc.oneof({ weight: 3, arbitrary: workload }, address, block, host),
})

/** The document with a file of expectations in some style: a list, with more behind `---`, as JSON, broken, or empty. */
export function withExpectations({ document, prepared }: PlanContext): fc.Arbitrary<PlanContext> {
  return fc
    .record({
      flows: fc.array(randomFlow, { minLength: 1, maxLength: 4 }),
      style: fc.oneof({ weight: 4, arbitrary: habits }, anchoredHabits),
      seed: fc.nat(),
      shape: fc.constantFrom('yaml', 'yaml', 'yaml', 'two', 'two', 'json', 'brackets', 'broken', 'empty', 'none'),
    })
    .map(({ flows, style, seed, shape }) => {
      const list: JsonValue = flows.map((flow, index) => toValue(flow, `e${index}`))
      const dice = rollDice(seed)
      const write = (value: JsonValue) => writeYaml(value, { ...style, finalBreak: true }, dice)
      const text = {
        yaml: () => write(list),
        two: () => `${write(list.slice(0, 1))}---${style.lineBreak}${write(list.slice(1))}`,
        json: () => JSON.stringify(list, null, [0, 2, 4][dice(3)]),
        brackets: () => `[]${style.lineBreak}`,
        broken: () => '- name: [\n',
        empty: () => '',
        none: () => '',
      }[shape]()
      const file = { name: shape === 'json' ? 'expectations.json' : 'expectations.yaml', text }
      return contextOf(shape === 'none' ? document.files : [...document.files, file], prepared.settings)
    })
}

/** The place of an expectation of the document, or one that is not there. */
export function randomPath({ reading }: PlanContext): fc.Arbitrary<Path> {
  const paths = reading.files.flatMap(expectationLists).flatMap(({ path, tree }) => {
    return tree.kind === 'seq' ? tree.items.map((_, index) => joinPath(path, index)) : []
  })
  return fc.constantFrom(...paths, 'expectations.yaml#0/9')
}
