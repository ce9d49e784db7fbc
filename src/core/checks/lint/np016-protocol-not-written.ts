import { field } from '../../model/json.ts'
import { stepsBelow } from '../../model/path.ts'
import { DIRECTIONS, type PortEntry } from '../../model/policy.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { valueAt } from './written.ts'

export const NP016: LintRule = {
  id: 'NP016',
  code: 'POR-1',
  severity: 'info',
  title: 'Protocol not written',
  why: 'A port without protocol is TCP alone: whoever reads 53 may think of UDP.',
  check: ({ policies, textOf }) =>
    each(policies, (policy) => {
      const rules = DIRECTIONS.flatMap((direction) => policy.rules[direction])
      const entries = rules.flatMap(({ ports }) => (ports === 'any' ? [] : ports))
      return entries
        .filter(({ path }) => field(valueAt(textOf(policy), stepsBelow(policy.path, path)), 'protocol') === undefined)
        .map((entry) => toHit(policy.name, entry))
    }),
}

function toHit(name: string, { path, port }: PortEntry): Hit {
  const title = 'Write protocol: TCP'
  const finding = { code: 'POR-1', message: title, place: { kind: 'path', path } as const }
  const words = port.kind === 'range' ? `port ${port.first}` : port.kind === 'named' ? `port ${port.name}` : 'a port'
  return {
    path,
    message: `${name} does not write the protocol of ${words}: it is TCP`,
    fixes: [{ title, intention: { kind: 'fix', finding, title } }],
  }
}
