import {
  type Admissions,
  certainAtEnd,
  entryPortsAt,
  isOpen,
  isPlain,
  judgedBetween,
  maybeAtEnd,
  type RuleTable,
  rulePortsAt,
} from './admissions.ts'
import { EVERY_PORT, NO_PORTS, type PortsId } from './port-sets.ts'

/** What a rule admits between one of its subjects and another endpoint, and the other end lets pass for certain. */
export function passingByRule(admissions: Admissions, rule: RuleTable, own: number, other: number): PortsId {
  const { ports } = admissions
  const isIngress = rule.direction === 'ingress'
  const destination = isIngress ? own : other
  const admitted = rulePortsAt(admissions, rule, destination)
  if (!isPlain(admissions, own) || !isPlain(admissions, other))
    return ports.intersect(admitted, judgedBetween(admissions, isIngress ? other : own, destination))
  return ports.intersect(admitted, certainAtEnd(admissions, isIngress ? 'egress' : 'ingress', other, own))
}

/** The port entries of a rule of which the other end lets nothing pass, not even in doubt. */
export function blockedByOther(admissions: Admissions, rule: RuleTable, own: number, other: number): PortsId {
  const { ports } = admissions
  const isIngress = rule.direction === 'ingress'
  const end = isIngress ? 'egress' : 'ingress'
  if (isOpen(admissions, end, other) || !isPlain(admissions, own) || !isPlain(admissions, other)) return NO_PORTS
  const passing = ports.union(certainAtEnd(admissions, end, other, own), maybeAtEnd(admissions, end, other, own))
  const destination = isIngress ? own : other
  const entries =
    rule.rule.ports === 'any'
      ? [EVERY_PORT]
      : rule.rule.ports.map((entry) => entryPortsAt(admissions, entry, destination))
  return entries
    .filter((entry) => ports.intersect(entry, passing) === NO_PORTS)
    .reduce((joined, entry) => ports.union(joined, entry), NO_PORTS)
}

/** A single pod and itself: always allowed, never drawn (END-6). */
export function isSelf({ endpoints }: Admissions, a: number, b: number): boolean {
  const endpoint = endpoints[a]
  return a === b && endpoint?.kind === 'pods' && endpoint.workload?.kind === 'Pod' && endpoint.pods.length === 1
}
