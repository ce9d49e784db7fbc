import type { Prepared } from '../engine/prepare.ts'
import { READ_KINDS } from '../manifest/kinds.ts'
import { readCidr } from '../net/cidr.ts'
import { PROTOCOLS } from '../net/ports.ts'
import { completePorts } from './complete-ports.ts'
import { type LooseNode, looseAt, looseText } from './loose-tree.ts'
import type { Position } from './position.ts'
import { podsWithin } from './scope.ts'
import type { Suggestion, Writer } from './suggestion.ts'
import { countPods } from './words.ts'

/** The words that can be the value of the field at a position. */
export function completeValues(prepared: Prepared, position: Position, writer: Writer): readonly Suggestion[] {
  const pattern = position.steps.map((step) => (typeof step === 'number' ? '*' : step)).join('/')
  if (pattern === 'apiVersion') return apiVersions(position, writer)
  if (pattern === 'kind') return kinds(position, writer)
  if (pattern === 'metadata/namespace') return namespaces(prepared, writer)
  if (position.kind !== 'NetworkPolicy') return []
  if (pattern === 'spec/policyTypes/*') return policyTypes(position, writer)
  if (/\/ports\/\*\/protocol$/.test(pattern)) return PROTOCOLS.map((protocol) => word(writer, protocol, ''))
  if (/\/ports\/\*\/port$/.test(pattern)) return completePorts(prepared, position, writer)
  if (/\/ipBlock\/cidr$/.test(pattern)) return blocks(prepared, writer)
  if (/\/ipBlock\/except\/\*$/.test(pattern)) return exceptions(position, writer)
  if (/\/matchExpressions\/\*\/operator$/.test(pattern))
    return OPERATORS.map(([operator, detail]) => word(writer, operator, detail))
  return []
}

function word(writer: Writer, text: string, detail: string): Suggestion {
  return { kind: 'word', label: text, detail, ...writer.word(text), goesOn: false }
}

function apiVersions({ kind }: Position, writer: Writer): readonly Suggestion[] {
  const fitting = READ_KINDS.filter((one) => kind === '' || one.kind === kind)
  const versions = [...new Set(fitting.map(({ apiVersion }) => apiVersion))]
  return versions.map((version) => {
    const of = READ_KINDS.filter(({ apiVersion }) => apiVersion === version).map((one) => one.kind)
    const detail = of.length > 3 ? `${of.slice(0, 3).join(', ')}, …` : of.join(', ')
    return word(writer, version, detail)
  })
}

/** Those of the apiVersion first, then the others. */
function kinds({ object }: Position, writer: Writer): readonly Suggestion[] {
  const version = looseText(object, 'apiVersion')
  const fitting = READ_KINDS.filter(({ apiVersion }) => apiVersion === version)
  const chosen = fitting.length > 0 ? fitting : READ_KINDS
  return chosen.map(({ kind, apiVersion }) => word(writer, kind, apiVersion))
}

function namespaces(prepared: Prepared, writer: Writer): readonly Suggestion[] {
  const pods = new Map<string, number>()
  for (const { workload, weight } of podsWithin(prepared, 'all'))
    pods.set(workload.namespace, (pods.get(workload.namespace) ?? 0) + weight)
  return [...prepared.cluster.namespaces.keys()].sort().map((name) => {
    return {
      kind: 'namespace',
      label: name,
      detail: countPods(pods.get(name) ?? 0),
      ...writer.word(name),
      goesOn: false,
    }
  })
}

function policyTypes({ object }: Position, writer: Writer): readonly Suggestion[] {
  const written = siblings(looseAt(object, ['spec', 'policyTypes']), writer)
  return ['Ingress', 'Egress']
    .filter((type) => !written.includes(type))
    .map((type) => word(writer, type, `isolates ${type.toLowerCase()}`))
}

const OPERATORS = [
  ['In', 'has the label, with one of the values'],
  ['NotIn', 'lacks the label, or has another value'],
  ['Exists', 'has the label'],
  ['DoesNotExist', 'lacks the label'],
] as const

function blocks({ cluster }: Prepared, writer: Writer): readonly Suggestion[] {
  const rules = cluster.policies.flatMap((policy) => [...policy.rules.ingress, ...policy.rules.egress])
  const peers = rules.flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
  const used = new Set(peers.flatMap((peer) => (peer.kind === 'block' ? peer.cidr : [])))
  const everything = [
    ['0.0.0.0/0', 'every IPv4 address'],
    ...(cluster.families.includes(6) ? [['::/0', 'every IPv6 address']] : []),
  ]
  const others = [...used].filter((cidr) => !everything.some(([all]) => all === cidr)).sort()
  return [...everything, ...others.map((cidr) => [cidr, 'in another policy'])].map(([cidr = '', detail = '']) =>
    word(writer, cidr, detail),
  )
}

const PRIVATE = [
  ['10.0.0.0/8', 'private'],
  ['172.16.0.0/12', 'private'],
  ['192.168.0.0/16', 'private'],
  ['100.64.0.0/10', 'shared by carriers'],
  ['169.254.0.0/16', 'link-local, with the metadata service of clouds'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'link-local'],
] as const

/** Well-known blocks that lie strictly inside the block (VAL-6). */
function exceptions({ object, steps }: Position, writer: Writer): readonly Suggestion[] {
  const block = steps.slice(0, -2)
  const written = siblings(looseAt(object, [...block, 'except']), writer)
  const whole = readCidr(looseText(object, ...block, 'cidr') ?? '')
  if (whole.kind === 'invalid') return []
  return PRIVATE.filter(([cidr]) => {
    const part = readCidr(cidr)
    if (part.kind === 'invalid' || written.includes(cidr) || part.range.family !== whole.range.family) return false
    const isWhole = part.range.first === whole.range.first && part.range.last === whole.range.last
    return !isWhole && whole.range.first <= part.range.first && part.range.last <= whole.range.last
  }).map(([cidr, detail]) => word(writer, cidr, detail))
}

/** The other words of a list. */
function siblings(list: LooseNode | undefined, { place }: Writer): readonly string[] {
  if (list?.kind !== 'list') return []
  return list.items.flatMap((item) => (item !== place.slot && item.value?.kind === 'scalar' ? item.value.text : []))
}
