import { fieldAt, isObject, type JsonValue } from '../model/json.ts'
import { joinPath, type Path, type ResourcePath } from '../model/path.ts'
import type { Direction, NetworkPolicy, Peer, PortEntry, PortMatch, Rule } from '../model/policy.ts'
import type { LabelSelector, Operator, Requirement } from '../model/selector.ts'
import { subtractAddresses, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { PROTOCOLS } from '../net/ports.ts'

/** The model of a decoded and validated NetworkPolicy, with the defaults of the API server (ISO-2, POR-1). */
export function toPolicy(policy: JsonValue, path: ResourcePath): NetworkPolicy {
  const spec = fieldAt(policy, 'spec')
  const specPath = joinPath(path, 'spec')
  const types = listOf(fieldAt(spec, 'policyTypes'))
  const egress = readRules(spec, specPath, 'egress')
  return {
    path,
    namespace: textOf(fieldAt(policy, 'metadata', 'namespace')) || 'default',
    name: policyName(policy),
    podSelector: toSelector(fieldAt(spec, 'podSelector'), joinPath(specPath, 'podSelector')),
    isolates: {
      ingress: types.length === 0 || types.includes('Ingress'),
      egress: types.length === 0 ? egress.length > 0 : types.includes('Egress'),
    },
    policyTypesWritten: types.length > 0,
    rules: { ingress: readRules(spec, specPath, 'ingress'), egress },
    stale: false,
  }
}

function policyName(policy: JsonValue): string {
  const name = textOf(fieldAt(policy, 'metadata', 'name'))
  return name === '' ? `${textOf(fieldAt(policy, 'metadata', 'generateName'))}…` : name
}

/** A decoded label selector: requirements of `matchLabels`, then those of `matchExpressions` (SEL-2). */
export function toSelector(selector: JsonValue | undefined, path: Path): LabelSelector {
  const labels = fieldAt(selector, 'matchLabels')
  const pairs = isObject(labels) ? Object.entries(labels) : []
  const requirements = pairs.map<Requirement>(([key, value]) => {
    return { key, operator: 'In', values: [textOf(value)], path: joinPath(path, 'matchLabels', key) }
  })
  for (const [index, expression] of listOf(fieldAt(selector, 'matchExpressions')).entries()) {
    requirements.push({
      key: textOf(fieldAt(expression, 'key')),
      operator: textOf(fieldAt(expression, 'operator')) as Operator,
      values: listOf(fieldAt(expression, 'values')).map(textOf),
      path: joinPath(path, 'matchExpressions', index),
    })
  }
  return { path, requirements }
}

function readRules(spec: JsonValue | undefined, specPath: Path, direction: Direction): readonly Rule[] {
  const peersName = direction === 'ingress' ? 'from' : 'to'
  return listOf(fieldAt(spec, direction)).map((rule, index) => {
    const path = joinPath(specPath, direction, index)
    const peers = listOf(fieldAt(rule, peersName)).map((peer, at) => toPeer(peer, joinPath(path, peersName, at)))
    const ports = listOf(fieldAt(rule, 'ports')).map((entry, at) => toPortEntry(entry, joinPath(path, 'ports', at)))
    return { path, direction, peers: peers.length === 0 ? 'any' : peers, ports: ports.length === 0 ? 'any' : ports }
  })
}

function toPeer(peer: JsonValue, path: Path): Peer {
  const block = fieldAt(peer, 'ipBlock')
  if (block !== undefined) return toBlock(block, path)
  const pods = fieldAt(peer, 'podSelector')
  const namespaces = fieldAt(peer, 'namespaceSelector')
  return {
    kind: 'pods',
    path,
    podSelector: pods === undefined ? undefined : toSelector(pods, joinPath(path, 'podSelector')),
    namespaceSelector:
      namespaces === undefined ? undefined : toSelector(namespaces, joinPath(path, 'namespaceSelector')),
  }
}

function toBlock(block: JsonValue, path: Path): Peer {
  const cidr = textOf(fieldAt(block, 'cidr'))
  const except = listOf(fieldAt(block, 'except')).map(textOf)
  const addresses = subtractAddresses(rangesOf(cidr), toAddressSet(except.flatMap(rangesOf)))
  return { kind: 'block', path, cidr, except, addresses }
}

function rangesOf(cidr: string) {
  const reading = readCidr(cidr)
  return reading.kind === 'cidr' ? [reading.range] : []
}

function toPortEntry(entry: JsonValue, path: Path): PortEntry {
  const protocol = PROTOCOLS.find((known) => known === fieldAt(entry, 'protocol')) ?? 'TCP'
  return { path, protocol, port: toPortMatch(fieldAt(entry, 'port'), fieldAt(entry, 'endPort')) }
}

function toPortMatch(port: JsonValue | undefined, endPort: JsonValue | undefined): PortMatch {
  if (typeof port === 'number')
    return { kind: 'range', first: port, last: typeof endPort === 'number' ? endPort : port }
  return port === undefined ? { kind: 'every' } : { kind: 'named', name: textOf(port) }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
