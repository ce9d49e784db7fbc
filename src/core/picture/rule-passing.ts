import { hasBit, unionAllBits } from '../net/bit-set.ts'
import {
  type Admissions,
  certainAtEnd,
  isOpen,
  isPlain,
  judgedBetween,
  maybeAtEnd,
  possiblyBetween,
} from './admissions.ts'
import { entriesAt, joinPorts, rulePortsAt } from './admitted-ports.ts'
import type { FlowGroup, FlowsOfMany } from './endpoint-flows.ts'
import type { RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'

/** What a rule admits between one of its subjects and another endpoint, and the other end lets pass for certain. */
export function passingByRule(admissions: Admissions, rule: RuleTable, own: number, other: number): PortsId {
  const isIngress = rule.direction === 'ingress'
  const destination = isIngress ? own : other
  const admitted = rulePortsAt(admissions, rule, destination)
  const isSimple = admissions.isLiteral && isPlain(admissions, own) && isPlain(admissions, other)
  return admissions.ports.intersect(
    admitted,
    isSimple
      ? certainAtEnd(admissions, farEnd(rule), other, own)
      : judgedBetween(admissions, isIngress ? other : own, destination),
  )
}

/** The port entries of a rule of which the other end lets nothing pass, not even in doubt. */
export function blockedByOther(admissions: Admissions, rule: RuleTable, own: number, other: number): PortsId {
  const { ports } = admissions
  if (!mayBlock(admissions, rule, own, other)) return NO_PORTS
  const passing = possiblyPassing(admissions, rule, own, other)
  const entries = entriesAt(admissions, rule, rule.direction === 'ingress' ? own : other)
  return joinPorts(
    ports,
    entries.filter((entry) => ports.intersect(entry, passing) === NO_PORTS),
  )
}

function possiblyPassing(admissions: Admissions, rule: RuleTable, own: number, other: number): PortsId {
  const end = farEnd(rule)
  if (!admissions.isLiteral)
    return end === 'egress' ? possiblyBetween(admissions, other, own) : possiblyBetween(admissions, own, other)
  return admissions.ports.union(certainAtEnd(admissions, end, other, own), maybeAtEnd(admissions, end, other, own))
}

/** What a rule admits between one of its subjects and addresses outside, one of which is given. */
export function passingOutside(admissions: Admissions, rule: RuleTable, own: number, outside: number): PortsId {
  const isIngress = rule.direction === 'ingress'
  const admitted = rulePortsAt(admissions, rule, isIngress ? own : outside)
  if (admissions.isLiteral) return admitted
  const judged = isIngress ? judgedBetween(admissions, outside, own) : judgedBetween(admissions, own, outside)
  return admissions.ports.intersect(admitted, judged)
}

/** Whether the other end has policies, and the tables say all there is to say of both. */
function mayBlock(admissions: Admissions, rule: RuleTable, own: number, other: number): boolean {
  return !isOpen(admissions, farEnd(rule), other) && isPlain(admissions, own) && isPlain(admissions, other)
}

/** The direction in which the other end of a rule's flows judges them. */
function farEnd({ direction }: RuleTable): 'ingress' | 'egress' {
  return direction === 'ingress' ? 'egress' : 'ingress'
}

/** A rule at one of its subjects, to be asked about several of its certain peers. */
export interface RuleAtSubject {
  /** {@link passingByRule} */
  passing(other: number): PortsId
  /** {@link blockedByOther} */
  blocked(other: number): PortsId
}

/** From so many peers on, having all flows of the subject at once is quicker than judging them one by one. */
const MANY = 32

/** `count` says about how many peers it will be asked. */
export function ruleAt(
  { admissions, flowsAt }: { readonly admissions: Admissions; readonly flowsAt: FlowsOfMany },
  rule: RuleTable,
  own: number,
  count: number,
): RuleAtSubject {
  const isSame = rule.fixedPorts !== undefined || (rule.direction === 'ingress' && !isImplied(admissions, own))
  const flows = count >= MANY && isSame ? flowsAt(rule.direction, own) : undefined
  if (flows) return ruleWithin(admissions, flows, rule, own)
  return {
    passing: (other) => passingByRule(admissions, rule, own, other),
    blocked: (other) => blockedByOther(admissions, rule, own, other),
  }
}

/** Ports of implied endpoints may be known by name only, which the engine's flows do not tell. */
function isImplied({ endpoints }: Admissions, number: number): boolean {
  const endpoint = endpoints[number]
  return endpoint?.kind === 'pods' && endpoint.implied !== undefined
}

/** Of what passes both ends, the part on a rule's ports: for its peers its own end lets all of them pass. */
function ruleWithin(admissions: Admissions, flows: readonly FlowGroup[], rule: RuleTable, own: number): RuleAtSubject {
  const { ports } = admissions
  const admitted = rulePortsAt(admissions, rule, own)
  const groups = flows
    .map(({ ports: passing, others }) => ({ ports: ports.intersect(admitted, passing), others }))
    .filter((group) => group.ports !== NO_PORTS)
  const entries = entriesAt(admissions, rule, own).map((entry) => ({
    entry,
    reached: unionAllBits(
      groups.filter((group) => ports.intersect(entry, group.ports) !== NO_PORTS).map(({ others }) => others.possible),
    ),
  }))
  return {
    passing(other) {
      let passing = NO_PORTS
      for (const group of groups) if (hasBit(group.others.certain, other)) passing = ports.union(passing, group.ports)
      return passing
    },
    blocked(other) {
      if (!mayBlock(admissions, rule, own, other)) return NO_PORTS
      let blocked = NO_PORTS
      for (const { entry, reached } of entries) if (!hasBit(reached, other)) blocked = ports.union(blocked, entry)
      return blocked
    },
  }
}

/** A single pod and itself: always allowed, never drawn (END-6). */
export function isSelf({ endpoints }: Admissions, a: number, b: number): boolean {
  const endpoint = endpoints[a]
  return a === b && endpoint?.kind === 'pods' && endpoint.workload?.kind === 'Pod' && endpoint.pods.length === 1
}
