import { valueAt, withValue } from '../../edits/edit-laws.testing.ts'
import type { Dice } from '../../edits/random-manifest.testing.ts'
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { joinPath, type Path, splitPath } from '../../model/path.ts'
import type { Direction } from '../../model/policy.ts'
import type {
  EditPolicyIntention,
  ExpressionForm,
  PeerForm,
  PolicyChange,
  PortForm,
  RuleForm,
  SelectorForm,
} from './policy-form-change.ts'

type Steps = readonly string[]

/** What a change shall make of a policy's value: written without the planner's code, on plain JSON. */
export function expectedValue(value: JsonObject, { policy, change }: EditPolicyIntention): JsonValue {
  const steps = (path: Path, ...more: readonly (string | number)[]) => [
    ...splitPath(path).steps.slice(splitPath(policy).steps.length),
    ...more.map(String),
  ]
  const put = (at: Steps, one: JsonValue) => withValue(value, at, one)
  const list = (at: Steps) => asList(valueAt(value, at))
  const object = (at: Steps) => asObject(valueAt(value, at))
  const push = (at: Steps, one: JsonValue) => put(at, [...list(at), one])
  switch (change.kind) {
    case 'rename':
      return put(['metadata', 'name'], change.name)
    case 'move':
      return put(['metadata', 'namespace'], change.namespace)
    case 'describe':
      return put(['metadata', 'annotations', 'kubernetes.io/description'], change.text)
    case 'set-policy-types':
      if (change.types === 'derived') return without(value, ['spec', 'policyTypes'])
      return put(['spec', 'policyTypes'], inOldOrder(list(['spec', 'policyTypes']), change.types.map(toType)))
    case 'add-rule':
      return push(['spec', change.direction], ruleOf(change))
    case 'duplicate-rule':
      return push(steps(change.rule).slice(0, -1), valueAt(value, steps(change.rule)) ?? {})
    case 'remove-rule':
      return withoutRule(value, steps(change.rule))
    case 'add-peer':
      return push(steps(change.rule, peersKey(change.rule)), peerOf(change.peer))
    case 'remove-peer':
      return withoutPart(value, steps(change.peer))
    case 'allow-anyone':
      return without(value, steps(change.rule, peersKey(change.rule)))
    case 'set-cidr':
      return put(steps(change.peer, 'ipBlock', 'cidr'), change.cidr)
    case 'add-except':
      return push(steps(change.peer, 'ipBlock', 'except'), change.cidr)
    case 'set-except':
      return put(steps(change.peer, 'ipBlock', 'except', change.index), change.cidr)
    case 'remove-except':
      return withoutItem(value, steps(change.peer, 'ipBlock', 'except'), change.index)
    case 'add-port':
      return push(steps(change.rule, 'ports'), portOf(change.port))
    case 'set-port': {
      const { port: _, endPort: __, ...rest } = object(steps(change.port))
      const isImplied = rest.protocol === undefined && change.to.protocol === 'TCP' && change.to.port.kind !== 'every'
      const { protocol, ...numbers } = portOf(change.to)
      return put(steps(change.port), { ...rest, ...(isImplied ? {} : { protocol: protocol ?? null }), ...numbers })
    }
    case 'remove-port':
      return withoutPart(value, steps(change.port))
    case 'allow-every-port':
      return without(value, steps(change.rule, 'ports'))
    case 'set-selector':
      return change.to === 'absent'
        ? without(value, steps(change.selector))
        : put(steps(change.selector), selectorOf(change.to))
    case 'set-label':
      return put(steps(change.selector, 'matchLabels', change.key), change.value)
    case 'rename-label': {
      const labels = object(steps(change.selector, 'matchLabels'))
      const pairs = Object.entries(labels).map(([key, one]) => [key === change.key ? change.to : key, one])
      return put(steps(change.selector, 'matchLabels'), Object.fromEntries(pairs))
    }
    case 'remove-label':
      return withoutLabel(value, steps(change.selector, 'matchLabels'), change.key)
    case 'add-expression':
      return push(steps(change.selector, 'matchExpressions'), expressionOf(change.expression))
    case 'set-expression':
      return put(steps(change.selector, 'matchExpressions', change.index), expressionOf(change.expression))
    case 'remove-expression':
      return withoutItem(value, steps(change.selector, 'matchExpressions'), change.index)
    case 'label-to-expression': {
      const label = valueAt(value, steps(change.selector, 'matchLabels', change.key)) ?? null
      const added = push(steps(change.selector, 'matchExpressions'), {
        key: change.key,
        operator: 'In',
        values: [label],
      })
      return withoutLabel(added, steps(change.selector, 'matchLabels'), change.key)
    }
    case 'expression-to-label': {
      const { key, values } = object(steps(change.selector, 'matchExpressions', change.index))
      const added = put(steps(change.selector, 'matchLabels', String(key)), asList(values)[0] ?? null)
      return withoutItem(added, steps(change.selector, 'matchExpressions'), change.index)
    }
  }
}

const asList = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : [])
const asObject = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {})
const peersKey = (rule: Path) => (/\/ingress\/\d+$/.test(rule) ? 'from' : 'to')
const toType = (direction: string) => (direction === 'ingress' ? 'Ingress' : 'Egress')

/** Types that were there first keep their places. */
function inOldOrder(old: readonly JsonValue[], wanted: readonly string[]): readonly JsonValue[] {
  const same = wanted.length === old.length && wanted.every((type) => old.includes(type))
  return same ? old : wanted
}

function without(value: JsonValue, at: Steps): JsonValue {
  const { [at.at(-1) ?? '']: _, ...rest } = asObject(valueAt(value, at.slice(0, -1)))
  return at.length === 1 ? rest : withValue(value, at.slice(0, -1), rest)
}

/** An item less; the key of the list goes with the last. */
function withoutItem(value: JsonValue, at: Steps, index: number): JsonValue {
  const rest = asList(valueAt(value, at)).filter((_, place) => place !== index)
  return rest.length === 0 ? without(value, at) : withValue(value, at, rest)
}

function withoutLabel(value: JsonValue, at: Steps, key: string): JsonValue {
  const { [key]: _, ...rest } = asObject(valueAt(value, at))
  return Object.keys(rest).length === 0 ? without(value, at) : withValue(value, at, rest)
}

/** A rule less; the list stays, empty, and what was isolated by rules alone is written out. */
function withoutRule(value: JsonValue, at: Steps): JsonValue {
  const place = at.slice(0, -1)
  const rest = asList(valueAt(value, place)).filter((_, index) => index !== Number(at.at(-1)))
  const left = withValue(value, place, rest)
  if (rest.length > 0 || asList(valueAt(value, ['spec', 'policyTypes'])).length > 0) return left
  const types = ['Ingress', ...(asList(valueAt(value, ['spec', 'egress'])).length > 0 ? ['Egress'] : [])]
  return withValue(left, ['spec', 'policyTypes'], types)
}

/** A peer or port less; its rule goes with the last. */
function withoutPart(value: JsonValue, at: Steps): JsonValue {
  const list = asList(valueAt(value, at.slice(0, -1)))
  if (list.length === 1) return withoutRule(value, at.slice(0, -2))
  return withValue(
    value,
    at.slice(0, -1),
    list.filter((_, index) => index !== Number(at.at(-1))),
  )
}

function ruleOf({ direction, rule }: Extract<PolicyChange, { kind: 'add-rule' }>): JsonObject {
  return {
    ...(rule.peers === 'any' ? {} : { [direction === 'ingress' ? 'from' : 'to']: rule.peers.map(peerOf) }),
    ...(rule.ports === 'any' ? {} : { ports: rule.ports.map(portOf) }),
  }
}

function peerOf(peer: PeerForm): JsonObject {
  if (peer.kind === 'block')
    return { ipBlock: peer.except.length > 0 ? { cidr: peer.cidr, except: peer.except } : { cidr: peer.cidr } }
  const { podSelector, namespaceSelector } = peer
  return {
    ...(podSelector ? { podSelector: selectorOf(podSelector) } : {}),
    ...(namespaceSelector ? { namespaceSelector: selectorOf(namespaceSelector) } : {}),
  }
}

function selectorOf({ matchLabels, matchExpressions }: SelectorForm): JsonObject {
  return {
    ...(matchLabels ? { matchLabels } : {}),
    ...(matchExpressions ? { matchExpressions: matchExpressions.map(expressionOf) } : {}),
  }
}

function expressionOf({ key, operator, values }: ExpressionForm): JsonObject {
  return values.length > 0 ? { key, operator, values } : { key, operator }
}

function portOf({ protocol, port }: PortForm): JsonObject {
  if (port.kind === 'every') return { protocol }
  if (port.kind === 'named') return { protocol, port: port.name }
  return port.last > port.first ? { protocol, port: port.first, endPort: port.last } : { protocol, port: port.first }
}

/** A change that fits a policy, or undefined when the dice ask for a part it has not. */
export function rollChange(value: JsonObject, policy: Path, dice: Dice): PolicyChange | undefined {
  const pick = <One>(...all: readonly One[]): One => all[dice(all.length)] as One
  const some = <One>(all: readonly One[]): One | undefined => all[dice(Math.max(1, all.length))]
  const direction = pick('ingress', 'egress')
  const rule = some(pathsOf(value, policy, ['spec', direction]))
  const peers = rule === undefined ? [] : pathsOf(value, policy, [...below(policy, rule), peersKey(rule)])
  const peer = some(peers)
  const port = rule === undefined ? undefined : some(pathsOf(value, policy, [...below(policy, rule), 'ports']))
  const block = peer === undefined ? undefined : valueAt(value, [...below(policy, peer), 'ipBlock'])
  const selector =
    peer === undefined || block !== undefined || dice(3) === 0
      ? joinPath(policy, 'spec', 'podSelector')
      : joinPath(peer, pick('podSelector', 'namespaceSelector'))
  const label = some(Object.keys(asObject(valueAt(value, [...below(policy, selector), 'matchLabels']))))
  const expressions = asList(valueAt(value, [...below(policy, selector), 'matchExpressions']))
  const index = dice(Math.max(1, expressions.length))
  const expression = pick<ExpressionForm>(
    { key: 'app', operator: 'In', values: ['web', 'yes'] },
    { key: 'k8s.io/x', operator: 'NotIn', values: ['1.10'] },
    { key: 'x', operator: 'Exists', values: [] },
    { key: 'web', operator: 'In', values: ['x', 'web', 'api'] },
  )
  const selectorForm = pick<SelectorForm>(
    {},
    { matchLabels: { app: 'on', tier: 'x' } },
    { matchExpressions: [expression] },
  )
  const newPeer = pick<PeerForm>(
    { kind: 'pods', podSelector: selectorForm },
    { kind: 'pods', podSelector: {}, namespaceSelector: selectorForm },
    { kind: 'block', cidr: '192.168.0.0/16', except: [] },
    { kind: 'block', cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  )
  const newPort = pick<PortForm>(
    { protocol: 'TCP', port: { kind: 'range', first: 443, last: 443 } },
    { protocol: 'UDP', port: { kind: 'range', first: 1000, last: 2000 } },
    { protocol: 'TCP', port: { kind: 'named', name: 'http' } },
    { protocol: 'SCTP', port: { kind: 'every' } },
    { protocol: 'TCP', port: { kind: 'every' } },
  )
  const cidr = pick('10.3.0.0/16', '10.4.4.0/24')
  const all: readonly (PolicyChange | undefined)[] = [
    { kind: 'rename', name: pick('other', 'on', '123') },
    { kind: 'move', namespace: pick('shop', 'no') },
    { kind: 'describe', text: pick('Says: what # it does', 'one\ntwo\n', 'yes') },
    {
      kind: 'set-policy-types',
      types: pick<'derived' | readonly Direction[]>(['ingress'], ['ingress', 'egress'], ['egress'], 'derived'),
    },
    {
      kind: 'add-rule',
      direction,
      rule: { peers: pick<RuleForm['peers']>('any', [newPeer]), ports: pick<RuleForm['ports']>('any', [newPort]) },
    },
    rule === undefined ? undefined : { kind: 'remove-rule', rule },
    rule === undefined ? undefined : { kind: 'duplicate-rule', rule },
    rule === undefined ? undefined : { kind: 'add-peer', rule, peer: newPeer },
    rule === undefined ? undefined : { kind: 'allow-anyone', rule },
    rule === undefined ? undefined : { kind: 'add-port', rule, port: newPort },
    rule === undefined ? undefined : { kind: 'allow-every-port', rule },
    peer === undefined ? undefined : { kind: 'remove-peer', peer },
    peer === undefined || block === undefined ? undefined : { kind: 'set-cidr', peer, cidr: '10.0.0.0/7' },
    peer === undefined || block === undefined ? undefined : { kind: 'add-except', peer, cidr },
    peer === undefined || block === undefined ? undefined : { kind: 'set-except', peer, index: 0, cidr },
    peer === undefined || block === undefined ? undefined : { kind: 'remove-except', peer, index: 0 },
    port === undefined ? undefined : { kind: 'set-port', port, to: newPort },
    port === undefined ? undefined : { kind: 'remove-port', port },
    { kind: 'set-selector', selector, to: pick<'absent' | SelectorForm>('absent', selectorForm) },
    { kind: 'set-label', selector, key: pick('app', 'new', 'k8s.io/x'), value: pick('web', '', 'true') },
    { kind: 'add-expression', selector, expression },
    label === undefined ? undefined : { kind: 'rename-label', selector, key: label, to: pick('app', 'other', 'no') },
    label === undefined ? undefined : { kind: 'remove-label', selector, key: label },
    label === undefined ? undefined : { kind: 'label-to-expression', selector, key: label },
    expressions.length === 0 ? undefined : { kind: 'set-expression', selector, index, expression },
    expressions.length === 0 ? undefined : { kind: 'remove-expression', selector, index },
    expressions.length === 0 ? undefined : { kind: 'expression-to-label', selector, index },
  ]
  return all[dice(all.length)]
}

function pathsOf(value: JsonObject, policy: Path, at: Steps): readonly Path[] {
  return asList(valueAt(value, at)).map((_, index) => joinPath(policy, ...at, index))
}

function below(policy: Path, path: Path): Steps {
  return splitPath(path).steps.slice(splitPath(policy).steps.length)
}
