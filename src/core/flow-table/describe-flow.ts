import { evaluateEnd } from '../engine/evaluate.ts'
import { memberAt } from '../engine/judge.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Path } from '../model/path.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { EndVerdict, Question } from '../model/verdict.ts'
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
import { createWhyOpen, type OtherCause, otherCause } from './other-causes.ts'

/** What is said of a row beside its ends and ports. */
export interface ToldFlow extends Pick<FlowRow, 'question' | 'admitted'> {
  readonly example: () => Question
}

/** Says what lets rows pass; causes that are the same are the same object. */
export function createFlowTeller(table: FlowTable): (row: number) => ToldFlow {
  const { prepared } = table
  const whyOpen = createWhyOpen(prepared)
  const admittedBy = createAdmitted(table)
  return (row) => {
    const [from, to] = endsAt(table, row)
    let made: Question | undefined
    const example = () => {
      made ??= exampleOf(table, row)
      return made
    }
    const judged: Partial<Record<Direction, EndVerdict>> = {}
    /** Most rows are said without a verdict, and none needs one of an end twice. */
    const verdictAt = (direction: Direction) => {
      const verdict = judged[direction] ?? evaluateEnd(prepared, example(), direction)
      judged[direction] = verdict
      return verdict
    }
    const admittedAt = (direction: Direction): Admitted => {
      const own = direction === 'egress' ? from : to
      if (own.isOpen[direction]) return admittedBy.kind(whyOpen(direction, from.place, to.place))
      const numbers = table.rules.find(direction, from.place, to.place, portsAt(table, row).atoms)
      return numbers.length > 0 ? admittedBy.rules(numbers) : admittedBy.kind(otherCause(verdictAt(direction)))
    }
    const question = isDepending(table, row) ? questionOf(verdictAt) : undefined
    return {
      ...(question === undefined ? {} : { question }),
      admitted: { ingress: admittedAt('ingress'), egress: admittedAt('egress') },
      example,
    }
  }
}

/** Says what rows stand for; why ends are open is remembered. */
export function createDescriber(table: FlowTable): (row: number) => FlowRow {
  const tell = createFlowTeller(table)
  return (row) => {
    const [from, to] = endsAt(table, row)
    const { ports, label } = portsAt(table, row)
    const { example: exampleOfRow, ...told } = tell(row)
    const example = exampleOfRow()
    const rule = ruleOf(table, row, example)
    return {
      from: from.end,
      to: to.end,
      ports,
      label,
      answer: isDepending(table, row) ? 'depends' : 'allowed',
      ...told,
      example,
      ...(rule === undefined ? {} : { rule }),
    }
  }
}

function exampleOf(table: FlowTable, row: number): Question {
  const [from, to] = endsAt(table, row)
  return {
    from: from.end.endpoints[0] ?? '',
    to: to.end.endpoints[0] ?? '',
    ...examplePort(memberAt(table.prepared, to.place).endpoint, portsAt(table, row).ports),
  }
}

/** Each cause once, however many rows it lets pass. */
function createAdmitted({ rules }: FlowTable) {
  const byRules = new Map<string, Admitted>()
  const byKind = new Map<OtherCause, Admitted>()
  return {
    kind(kind: OtherCause): Admitted {
      const admitted = byKind.get(kind) ?? { kind }
      byKind.set(kind, admitted)
      return admitted
    },
    rules(numbers: readonly number[]): Admitted {
      const key = numbers.join()
      const admitted = byRules.get(key) ?? { kind: 'rules', rules: numbers.flatMap((number) => toRule(rules, number)) }
      byRules.set(key, admitted)
      return admitted
    },
  }
}

function toRule({ rules }: FlowTable['rules'], number: number): readonly AdmittingRule[] {
  const found = rules[number]
  if (!found) return []
  const { path, namespace, name, rules: own } = found.policy.policy
  const place = own[found.rule.direction].indexOf(found.rule) + 1
  return [{ path: found.rule.path, policy: path, namespace, name, number: place }]
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

/** What has to be known of the first end that depends. */
function questionOf(verdictAt: (direction: Direction) => EndVerdict): string | undefined {
  for (const direction of DIRECTIONS) {
    const { answer, causes } = verdictAt(direction)
    if (answer !== 'depends') continue
    const question = firstQuestion(causes)
    if (question !== undefined) return question
  }
  return undefined
}

function firstQuestion(causes: EndVerdict['causes']): string | undefined {
  for (const cause of causes) {
    if (cause.kind === 'plugin' && cause.depends) return cause.depends.question
    if (cause.kind !== 'policy') continue
    const found = cause.admissions.find(({ depends }) => depends)?.depends?.question ?? cause.miss?.words
    if (found !== undefined && cause.answer === 'depends') return found
  }
  return undefined
}
