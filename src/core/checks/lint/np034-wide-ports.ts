import { effectiveRules } from '../../engine/effective-rules.ts'
import type { NetworkPolicy, Peer, PortEntry, Rule } from '../../model/policy.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP034: LintRule = {
  id: 'NP034',
  code: 'POR-3',
  severity: 'warning',
  title: 'Wide range, or a sensitive port open wide',
  why: 'A range of thousands of ports opens what nobody listed, and ports of administration and of databases are what is tried first from wherever they are open.',
  check: ({ policies }) =>
    each(policies, (policy) => effectiveRules(policy).flatMap((rule) => checkRule(policy, rule))),
}

/** More ports than one service has. */
const WIDE = 1000

/** Up to here, and further, clients choose their own ports. */
const EPHEMERAL = 60999

const SENSITIVE: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [1433, 'SQL Server'],
  [2379, 'etcd'],
  [2380, 'etcd'],
  [3306, 'MySQL'],
  [3389, 'remote desktop'],
  [5432, 'PostgreSQL'],
  [6379, 'Redis'],
  [6443, 'the API server'],
  [9200, 'Elasticsearch'],
  [10250, 'the kubelet'],
  [11211, 'memcached'],
  [27017, 'MongoDB'],
])

/** Whether an entry opens more ports than one service has. */
export function isWide({ port }: Pick<PortEntry, 'port'>): boolean {
  return port.kind === 'range' && port.last - port.first + 1 > WIDE
}

function checkRule(policy: NetworkPolicy, rule: Rule): readonly Hit[] {
  if (rule.ports === 'any') return []
  return rule.ports.flatMap((entry) => checkPort(policy, rule, entry))
}

function checkPort(
  { name }: NetworkPolicy,
  { direction, peers }: Rule,
  { path, protocol, port }: PortEntry,
): readonly Hit[] {
  if (port.kind !== 'range') return []
  const { first, last } = port
  if (isWide({ port })) {
    const count = last - first + 1
    const replies = last >= EPHEMERAL ? '; if they are for replies, those pass without a rule' : ''
    return [{ path, message: `${name} opens ${count} ports at once: ${protocol} ${first}–${last}${replies}` }]
  }
  const sensitive = [...SENSITIVE].filter(([number]) => first <= number && number <= last)
  const isOpenWide = direction === 'ingress' && (peers === 'any' || peers.some(isEverybody))
  if (protocol !== 'TCP' || !isOpenWide) return []
  return sensitive.map(([number, service]) => ({
    path,
    message: `${name} opens TCP ${number} (${service}) to ${peers === 'any' ? 'anyone' : 'every namespace or address'}`,
  }))
}

function isEverybody(peer: Peer): boolean {
  if (peer.kind === 'block') return /\/0+$/.test(peer.cidr)
  const isAnyPod = (peer.podSelector?.requirements.length ?? 0) === 0
  return isAnyPod && peer.namespaceSelector?.requirements.length === 0
}
