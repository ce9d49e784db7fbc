import type { ConnectEnd } from '../../core/authoring/plan.ts'
import type { PictureNode } from '../../core/picture/picture.ts'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import { toConnectEnd } from '../../store/connect-end.ts'
import { titleOfEnd } from './end-titles.ts'
import { readTypedBlock } from './typed-block.ts'

/** Something an edge can lead to, as the search for the other end lists it. */
export interface TargetOption {
  readonly key: string
  readonly end: ConnectEnd
  readonly title: string
  /** "payments · deployment", "namespace", "outside". */
  readonly detail: string
}

const OUTSIDE: readonly TargetOption[] = [
  { key: 'internet', end: { kind: 'internet' }, title: 'internet', detail: 'outside' },
  {
    key: 'anyone',
    end: { kind: 'internet', reach: 'anyone' },
    title: 'anyone',
    detail: 'every pod and every address outside',
  },
]

const EVERY_POD: TargetOption = {
  key: 'all namespaces',
  end: { kind: 'all-namespaces' },
  title: 'all namespaces',
  detail: 'every pod, no address outside',
}

/**
 * Everything an edge can lead to: what is gathered, workloads (also those in folded frames), namespaces and all of them,
 * addresses outside, and a block that was typed. Titles that begin with what was typed come first.
 */
export function toTargetOptions(
  endpoints: readonly EndpointSummary[],
  nodes: readonly PictureNode[],
  search: string,
  gathered?: ConnectEnd,
): readonly TargetOption[] {
  const workloads = workloadOptions(endpoints)
  const known = [
    ...(gathered ? [toGatheredOption(gathered)] : []),
    ...workloads,
    ...nodes.flatMap(toNodeOption),
    ...(workloads.length > 0 ? [EVERY_POD] : []),
    ...OUTSIDE,
  ]
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = known.filter(({ title, detail }) => {
    const text = `${title} ${detail}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return [...typedBlock(search, known), ...rank(found, search.trim().toLowerCase())]
}

function toGatheredOption(end: ConnectEnd): TargetOption {
  return { key: 'gathered', end, title: titleOfEnd(end), detail: 'the selected workloads' }
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
  const typed = readTypedBlock(search)
  if (typed?.kind !== 'block') return []
  const title = titleOfEnd(typed.end)
  const isKnown = known.some(({ end }) => end.kind === 'block' && titleOfEnd(end) === title)
  return isKnown ? [] : [{ key: `cidr ${title}`, end: typed.end, title, detail: 'outside' }]
}
