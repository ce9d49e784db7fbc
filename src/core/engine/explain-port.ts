import type { Path } from '../model/path.ts'
import { joinPath } from '../model/path.ts'
import type { PortEntry, Rule } from '../model/policy.ts'
import type { Dependency, Miss, Question } from '../model/verdict.ts'
import { resolveNamedPort } from './looks.ts'
import type { Member } from './member.ts'
import { dependOnFeature, type Plugin } from './plugin.ts'
import { nameMember } from './words.ts'

/** One port entry that admits the port asked; no path when the rule names no port (RUL-2). */
export interface PortAnswer {
  readonly port?: Path
  readonly depends?: Dependency
}

type Asked = Pick<Question, 'protocol' | 'port'>

/** The port entries of a rule that admit the port asked at a destination (POR-1 to POR-6, CNI-2b, CNI-2c). */
export function explainPorts(rule: Rule, asked: Asked, destination: Member, plugin: Plugin): readonly PortAnswer[] {
  if (rule.ports === 'any') return [{}]
  return rule.ports.flatMap((entry) => explainEntry(entry, asked, destination, plugin) ?? [])
}

function explainEntry(entry: PortEntry, asked: Asked, destination: Member, plugin: Plugin): PortAnswer | undefined {
  const { path: port, protocol, port: match } = entry
  if (protocol !== asked.protocol) return undefined
  if (match.kind === 'every') return { port }
  if (match.kind === 'named') return explainName(entry, match.name, asked, destination, plugin)
  if (asked.port < match.first || asked.port > match.last) return undefined
  return asked.port === match.first ? { port } : doubt(entry, plugin, 'endPort')
}

function explainName(
  entry: PortEntry,
  name: string,
  asked: Asked,
  destination: Member,
  plugin: Plugin,
): PortAnswer | undefined {
  if (destination.endpoint.kind === 'outside') return undefined
  const answer = doubt(entry, plugin, 'named-ports')
  if (!answer) return undefined
  if (!destination.pod) return { port: entry.path, depends: dependOnNumber(name, asked, destination) }
  return resolveNamedPort(destination.pod, name, entry.protocol).includes(asked.port) ? answer : undefined
}

/** An entry that counts as far as the plugin has a feature. */
function doubt(entry: PortEntry, plugin: Plugin, feature: 'endPort' | 'named-ports'): PortAnswer | undefined {
  const support = plugin.supports(feature)
  if (support === 'no') return undefined
  if (support === 'yes') return { port: entry.path }
  return { port: entry.path, depends: dependOnFeature(plugin, feature, formatEntry(entry)) }
}

/** Why no port entry admits the port asked. */
export function missPorts(rule: Rule, asked: Asked, destination: Member, plugin: Plugin): Miss {
  const entries = rule.ports === 'any' ? [] : rule.ports
  const listed = entries.map((entry) => describeEntry(entry, destination, plugin))
  return {
    path: joinPath(rule.path, 'ports'),
    words: `peer matched, but port ${asked.port} ${asked.protocol} is not among ${listed.join(', ')}`,
    reason: { kind: 'port', protocol: asked.protocol, port: asked.port, listed },
    rule: rule.path,
  }
}

/** `8000-8010 TCP`, `http TCP`, `every port UDP`: an entry as written. */
export function formatEntry({ protocol, port }: PortEntry): string {
  if (port.kind === 'every') return `every port ${protocol}`
  if (port.kind === 'named') return `${port.name} ${protocol}`
  return `${port.first === port.last ? port.first : `${port.first}-${port.last}`} ${protocol}`
}

function dependOnNumber(name: string, asked: Asked, destination: Member): Dependency {
  return {
    question: `which number has port ${name} of ${nameMember(destination)}?`,
    on: `admitted if port ${name} of ${nameMember(destination)} is ${asked.port} ${asked.protocol}, otherwise not`,
  }
}

function describeEntry(entry: PortEntry, destination: Member, plugin: Plugin): string {
  const { port, protocol } = entry
  const written = formatEntry(entry)
  if (port.kind === 'named') return `${written} (${describeName(port.name, protocol, destination, plugin)})`
  const isCut = port.kind === 'range' && port.last > port.first && plugin.supports('endPort') === 'no'
  return isCut ? `${written} (only ${port.first}: ${plugin.profile} has no endPort)` : written
}

function describeName(name: string, protocol: string, { endpoint, pod }: Member, plugin: Plugin): string {
  if (endpoint.kind === 'outside') return 'names mean nothing outside the cluster'
  if (plugin.supports('named-ports') === 'no') return `names mean nothing to ${plugin.profile}`
  const numbers = pod ? resolveNamedPort(pod, name, protocol) : []
  return numbers.length > 0 ? numbers.join(' and ') : 'not declared there'
}
