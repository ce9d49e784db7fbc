import type { ConnectEnd } from '../../core/authoring/plan.ts'
import { readCidr } from '../../core/net/cidr.ts'
import type { PictureNode } from '../../core/picture/picture.ts'
import { toConnectEnd } from '../../store/connect-end.ts'

/** Something an edge can lead to, as the search for the other end lists it. */
export interface TargetOption {
  readonly key: string
  readonly end: ConnectEnd
  readonly title: string
  /** "payments · Deployment ×3", "namespace", "outside". */
  readonly detail: string
}

const INTERNET: TargetOption = { key: 'internet', end: { kind: 'internet' }, title: 'internet', detail: 'outside' }

/** Everything an edge can lead to: workloads, namespaces, addresses outside, and a CIDR that was typed. */
export function toTargetOptions(nodes: readonly PictureNode[], search: string): readonly TargetOption[] {
  const known = [...nodes.flatMap(toOption), INTERNET]
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = known.filter(({ title, detail }) => {
    const text = `${title} ${detail}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return [...rank(found, search.toLowerCase()), ...typedBlock(search, known)]
}

function toOption(node: PictureNode): readonly TargetOption[] {
  const end = toConnectEnd(node)
  if (end === undefined || end.kind === 'internet') return []
  return [{ key: node.id, end, title: node.title, detail: toDetail(node) }]
}

function toDetail(node: PictureNode): string {
  if (node.kind === 'workload') return `${node.namespace} · ${node.subtitle}`
  return node.kind === 'namespace' ? 'namespace' : 'outside'
}

/** Titles that begin with what was typed come first. */
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
