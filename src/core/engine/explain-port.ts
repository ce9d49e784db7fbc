import type { Path } from '../model/path.ts'
import { joinPath } from '../model/path.ts'
import type { PortEntry, Rule } from '../model/policy.ts'
import type { Dependency, Miss, Question } from '../model/verdict.ts'
import { resolveNamedPort } from './looks.ts'
import type { Member } from './member.ts'
import { nameMember } from './words.ts'

/** One port entry that admits the port asked; no path when the rule names no port (RUL-2). */
export interface PortAnswer {
  readonly port?: Path
  readonly depends?: Dependency
}

type Asked = Pick<Question, 'protocol' | 'port'>

/** The port entries of a rule that admit the port asked at a destination (POR-1 to POR-6). */
export function explainPorts(rule: Rule, asked: Asked, destination: Member): readonly PortAnswer[] {
  if (rule.ports === 'any') return [{}]
  return rule.ports.flatMap((entry): PortAnswer | readonly [] => {
    const { path: port, protocol, port: match } = entry
    if (protocol !== asked.protocol) return []
    if (match.kind === 'every') return { port }
    if (match.kind === 'range') return match.first <= asked.port && asked.port <= match.last ? { port } : []
    if (destination.endpoint.kind === 'outside') return []
    if (!destination.pod) return { port, depends: dependOnNumber(match.name, asked, destination) }
    return resolveNamedPort(destination.pod, match.name, protocol).includes(asked.port) ? { port } : []
  })
}

/** Why no port entry admits the port asked. */
export function missPorts(rule: Rule, asked: Asked, destination: Member): Miss {
  const entries = rule.ports === 'any' ? [] : rule.ports
  const listed = entries.map((entry) => describeEntry(entry, destination))
  return {
    path: joinPath(rule.path, 'ports'),
    words: `peer matched, but port ${asked.port} ${asked.protocol} is not among ${listed.join(', ')}`,
    reason: { kind: 'port', ...asked, listed },
    rule: rule.path,
  }
}

function dependOnNumber(name: string, asked: Asked, destination: Member): Dependency {
  return {
    question: `which number has port ${name} of ${nameMember(destination)}?`,
    on: `admitted if port ${name} of ${nameMember(destination)} is ${asked.port} ${asked.protocol}, otherwise not`,
  }
}

function describeEntry({ protocol, port }: PortEntry, destination: Member): string {
  if (port.kind === 'every') return `every port ${protocol}`
  if (port.kind === 'range')
    return `${port.first === port.last ? port.first : `${port.first}-${port.last}`} ${protocol}`
  return `${port.name} ${protocol} (${describeName(port.name, protocol, destination)})`
}

function describeName(name: string, protocol: string, { endpoint, pod }: Member): string {
  if (endpoint.kind === 'outside') return 'names mean nothing outside the cluster'
  const numbers = pod ? resolveNamedPort(pod, name, protocol) : []
  return numbers.length > 0 ? numbers.join(' and ') : 'not declared there'
}
