import { evaluate } from '../engine/evaluate.ts'
import { memberAt } from '../engine/judge.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Path } from '../model/path.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Question, Verdict } from '../model/verdict.ts'
import { toBits } from '../net/bit-set.ts'
import { containsPort, type PortsByProtocol, PROTOCOLS } from '../net/ports.ts'
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
    const example: Question = {
      from: from.end.endpoints[0] ?? '',
      to: to.end.endpoints[0] ?? '',
      ...examplePort(memberAt(prepared, to.place).endpoint, ports),
    }
    const rule = ruleOf(table, row, example)
    let judged: Verdict | undefined
    /** Most rows are said without a verdict, and none needs more than one. */
    const verdict = () => {
      judged ??= evaluate(prepared, example)
      return judged
    }
    const admittedAt = (direction: Direction): Admitted => {
      const own = direction === 'egress' ? from : to
      if (own.isOpen[direction]) return { kind: whyOpen(direction, from.place, to.place) }
      const rules = findRules(table, row, direction)
      return rules.length > 0 ? { kind: 'rules', rules } : { kind: otherCause(verdict(), direction) }
    }
    const question = isDepending(table, row) ? questionOf(verdict()) : undefined
    return {
      from: from.end,
      to: to.end,
      ports,
      label,
      answer: isDepending(table, row) ? 'depends' : 'allowed',
      ...(question === undefined ? {} : { question }),
      admitted: { ingress: admittedAt('ingress'), egress: admittedAt('egress') },
      example,
      ...(rule === undefined ? {} : { rule }),
    }
  }
}

type Port = Pick<Question, 'protocol' | 'port'>

function examplePort(destination: Endpoint, ports: PortsByProtocol): Port {
  const declared = destination.kind === 'pods' ? (destination.pods[0]?.ports ?? []) : []
  const { protocol, port } =
    declared.find((one) => containsPort(ports[one.protocol] ?? [], one.port)) ?? firstPort(ports)
  return { protocol, port }
}

function firstPort(ports: PortsByProtocol): Port {
  const protocol = PROTOCOLS.find((one) => (ports[one]?.length ?? 0) > 0) ?? 'TCP'
  return { protocol, port: ports[protocol]?.[0]?.first ?? 1 }
}

function ruleOf(table: FlowTable, row: number, { protocol, port }: Question): Path | undefined {
  const { prepared, rules } = table
  const [from, to] = endsAt(table, row)
  const atom = toBits([prepared.rows().atoms.atomAt(protocol, port)])
  for (const direction of DIRECTIONS) {
    const [number] = rules.find(direction, from.place, to.place, atom)
    if (number !== undefined) return rules.rules[number]?.rule.path
  }
  return undefined
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
