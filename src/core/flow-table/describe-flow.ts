import { evaluate } from '../engine/evaluate.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Question, Verdict } from '../model/verdict.ts'
import { type PortsByProtocol, PROTOCOLS } from '../net/ports.ts'
import {
  type Admitted,
  type AdmittingRule,
  endsAt,
  type FlowRow,
  type FlowTable,
  isDepending,
  portsAt,
} from './flow-table.ts'
import { createWhyOpen, otherCause } from './other-causes.ts'

/** Says what rows stand for; why ends are open is remembered. */
export function createDescriber(table: FlowTable): (row: number) => FlowRow {
  const { prepared } = table
  const whyOpen = createWhyOpen(prepared)
  return (row) => {
    const [from, to] = endsAt(table, row)
    const { ports, label } = portsAt(table, row)
    const example = exampleOf(from.end.endpoints[0] ?? '', to.end.endpoints[0] ?? '', ports)
    const admittedAt = (direction: Direction): Admitted => {
      const own = direction === 'egress' ? from : to
      if (own.isOpen[direction]) return { kind: whyOpen(direction, from.place, to.place) }
      const rules = findRules(table, row, direction)
      return rules.length > 0 ? { kind: 'rules', rules } : { kind: otherCause(evaluate(prepared, example), direction) }
    }
    const question = isDepending(table, row) ? questionOf(evaluate(prepared, example)) : undefined
    return {
      from: from.end,
      to: to.end,
      ports,
      label,
      answer: isDepending(table, row) ? 'depends' : 'allowed',
      ...(question === undefined ? {} : { question }),
      admitted: { ingress: admittedAt('ingress'), egress: admittedAt('egress') },
      example,
    }
  }
}

function exampleOf(from: string, to: string, ports: PortsByProtocol): Question {
  const protocol = PROTOCOLS.find((one) => (ports[one]?.length ?? 0) > 0) ?? 'TCP'
  return { from, to, protocol, port: ports[protocol]?.[0]?.first ?? 1 }
}

function findRules(table: FlowTable, row: number, direction: Direction): readonly AdmittingRule[] {
  const [from, to] = endsAt(table, row)
  const numbers = table.rules.find(direction, from.place, to.place, portsAt(table, row).atoms)
  return numbers.flatMap((number) => {
    const found = table.rules.rules[number]
    if (!found) return []
    const { path, namespace, name, rules } = found.policy.policy
    return { path: found.rule.path, policy: path, namespace, name, number: rules[direction].indexOf(found.rule) + 1 }
  })
}

function questionOf(verdict: Verdict): string | undefined {
  const causes = DIRECTIONS.filter((direction) => verdict[direction].answer === 'depends').flatMap(
    (direction) => verdict[direction].causes,
  )
  for (const cause of causes) {
    if (cause.kind === 'plugin' && cause.depends) return cause.depends.question
    if (cause.kind !== 'policy') continue
    const found = cause.admissions.find(({ depends }) => depends)?.depends?.question ?? cause.miss?.words
    if (found !== undefined && cause.answer === 'depends') return found
  }
  return undefined
}
