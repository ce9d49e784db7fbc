import type { ConnectEnd } from '../../core/authoring/plan.ts'
import { readCidr } from '../../core/net/cidr.ts'
import type { PictureNode } from '../../core/picture/picture.ts'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import { toConnectEnd } from '../../store/connect-end.ts'

/** Something an edge can lead to, as the search for the other end lists it. */
export interface TargetOption {
  readonly key: string
  readonly end: ConnectEnd
  readonly title: string
  /** "payments · deployment", "namespace", "outside". */
  readonly detail: string
}

const INTERNET: TargetOption = { key: 'internet', end: { kind: 'internet' }, title: 'internet', detail: 'outside' }

/**
 * Everything an edge can lead to: workloads (also those in folded frames), namespaces, addresses outside, and a CIDR
 * that was typed. Titles that begin with what was typed come first.
 */
export function toTargetOptions(
  endpoints: readonly EndpointSummary[],
  nodes: readonly PictureNode[],
  search: string,
): readonly TargetOption[] {
  const known = [...workloadOptions(endpoints), ...nodes.flatMap(toNodeOption), INTERNET]
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = known.filter(({ title, detail }) => {
    const text = `${title} ${detail}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return [...typedBlock(search, known), ...rank(found, search.trim().toLowerCase())]
}

/** Parts of a split workload are one target. */
function workloadOptions(endpoints: readonly EndpointSummary[]): readonly TargetOption[] {
  const options = new Map<string, TargetOption>()
  for (const { id, implied } of endpoints) {
    const workload = implied ? id : (id.split('#')[0] ?? id)
    const [namespace = '', kind = '', ...name] = workload.split('/')
    if (namespace === 'outside' || name.length === 0) continue
    const end: ConnectEnd = { kind: implied ? 'implied' : 'workload', id: workload }
    options.set(workload, { key: workload, end, title: name.join('/'), detail: `${namespace} · ${kind}` })
  }
  return [...options.values()]
}

function toNodeOption(node: PictureNode): readonly TargetOption[] {
  const end = toConnectEnd(node)
  if (end?.kind !== 'namespace' && end?.kind !== 'block') return []
  const isBlock = end.kind === 'block'
  const title = isBlock && node.kind === 'outside' ? node.detail : node.title
  return [{ key: node.id, end, title, detail: isBlock ? 'outside' : 'namespace' }]
}

function rank(options: readonly TargetOption[], search: string): readonly TargetOption[] {
  const begins = ({ title }: TargetOption) => title.toLowerCase().startsWith(search)
  return [...options.filter(begins), ...options.filter((option) => !begins(option))]
}

function typedBlock(search: string, known: readonly TargetOption[]): readonly TargetOption[] {
  const reading = readCidr(search.trim())
  if (reading.kind === 'invalid') return []
  const cidr = reading.canonical
  const isKnown = known.some(({ end }) => end.kind === 'block' && end.cidr === cidr && end.except.length === 0)
  return isKnown
    ? []
    : [{ key: `cidr ${cidr}`, end: { kind: 'block', cidr, except: [] }, title: cidr, detail: 'outside' }]
}
