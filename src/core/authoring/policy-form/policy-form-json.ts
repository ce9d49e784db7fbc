import { assertNever } from '../../model/assert-never.ts'
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import type { Direction, PortMatch } from '../../model/policy.ts'
import { PEERS_KEY } from '../policy-manifest.ts'
import type { ExpressionForm, PeerForm, PortForm, RuleForm, SelectorForm } from './policy-form-change.ts'

/** A rule as it is written: `from` or `to` absent for anyone, `ports` absent for every port (RUL-1, RUL-2). */
export function ruleToJson(direction: Direction, { peers, ports }: RuleForm): JsonObject {
  return {
    ...(peers === 'any' ? {} : { [PEERS_KEY[direction]]: peers.map(peerToJson) }),
    ...(ports === 'any' ? {} : { ports: ports.map(portToJson) }),
  }
}

export function peerToJson(peer: PeerForm): JsonObject {
  if (peer.kind === 'block')
    return { ipBlock: { cidr: peer.cidr, ...(peer.except.length === 0 ? {} : { except: peer.except }) } }
  return {
    ...(peer.namespaceSelector ? { namespaceSelector: selectorToJson(peer.namespaceSelector) } : {}),
    ...(peer.podSelector ? { podSelector: selectorToJson(peer.podSelector) } : {}),
  }
}

export function portToJson({ protocol, port }: PortForm): JsonObject {
  return { protocol, ...portFields(port) }
}

/** `port` and `endPort` of an entry. */
export function portFields(port: PortMatch): { readonly port?: number | string; readonly endPort?: number } {
  switch (port.kind) {
    case 'every':
      return {}
    case 'named':
      return { port: port.name }
    case 'range':
      return { port: port.first, ...(port.last === port.first ? {} : { endPort: port.last }) }
    default:
      return assertNever(port)
  }
}

/** A selector without the keys that would be empty. */
export function selectorToJson({ matchLabels = {}, matchExpressions = [] }: SelectorForm): JsonObject {
  return {
    ...(Object.keys(matchLabels).length === 0 ? {} : { matchLabels }),
    ...(matchExpressions.length === 0 ? {} : { matchExpressions: matchExpressions.map(expressionToJson) }),
  }
}

/** `Exists` and `DoesNotExist` take no values (VAL-3). */
export function expressionToJson({ key, operator, values }: ExpressionForm): JsonObject {
  return { key, operator, ...(values.length === 0 ? {} : { values }) }
}

/** Whether two values say the same; the order of keys does not matter. */
export function isSameJson(a: JsonValue, b: JsonValue): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)])
}
