import type { Prepared } from '../../engine/prepare.ts'
import type { Workload } from '../../model/cluster.ts'
import type { JsonObject } from '../../model/json.ts'
import { chooseSharedSelector } from './choose-shared-labels.ts'
import { resolveWorkload } from './resolve-workload.ts'
import { noEnd, podsIn, type ResolvedEnd } from './resolved-end.ts'

/**
 * Several workloads: each a part with a policy of its own. As peers those of a namespace are named by one selector
 * where one selects exactly them, else one by one. Their labels may select each other.
 */
export function resolveWorkloads(prepared: Prepared, ids: readonly string[]): ResolvedEnd {
  const chosen = new Set(ids.map((id) => id.split('#')[0] ?? id))
  const parts = [...chosen].map((id): Part => {
    const end = resolveWorkload(prepared, id)
    const workload = prepared.cluster.workloads.find((candidate) => candidate.id === id)
    return { ...end, others: end.others.filter((other) => !chosen.has(other.id)), ...(workload ? { workload } : {}) }
  })
  return joinParts(prepared, parts)
}

interface Part extends ResolvedEnd {
  /** Absent when it is gone. */
  readonly workload?: Workload
}

function joinParts(prepared: Prepared, parts: readonly Part[]): ResolvedEnd {
  const [only] = parts
  if (!only) return noEnd('nothing', 'endpoint-gone', 'no workload is selected')
  if (parts.length === 1) return only
  const groups = groupByNamespace(parts).map((group) => nameGroup(prepared, group))
  return {
    title: listTitles(parts.map(({ title }) => title)),
    endpoints: parts.flatMap(({ endpoints }) => endpoints),
    parts,
    among: (some) =>
      joinParts(
        prepared,
        parts.filter((part) => some.includes(part)),
      ),
    peersFor: (namespace) => groups.flatMap(({ peersFor }) => peersFor(namespace)),
    selectors: groups.flatMap(({ selectors }) => selectors),
    others: [...new Set(groups.flatMap(({ others }) => others))],
    obstacles: parts.flatMap(({ obstacles }) => obstacles),
  }
}

/** How many are named before the others are counted. */
const MOST_TITLES = 3

function listTitles(titles: readonly string[]): string {
  if (titles.length <= MOST_TITLES) return titles.join(', ')
  return `${titles.slice(0, MOST_TITLES - 1).join(', ')} and ${titles.length - MOST_TITLES + 1} more`
}

function groupByNamespace(parts: readonly Part[]): readonly (readonly Part[])[] {
  const namespaces = [...new Set(parts.map(({ workload }) => workload?.namespace))]
  return namespaces.map((namespace) => parts.filter(({ workload }) => workload?.namespace === namespace))
}

type Named = Pick<ResolvedEnd, 'selectors' | 'others'> & {
  readonly peersFor: (namespace: string) => readonly JsonObject[]
}

/** Workloads of one namespace as peers. */
function nameGroup(prepared: Prepared, group: readonly Part[]): Named {
  const workloads = group.flatMap(({ workload }) => workload ?? [])
  const namespace = workloads[0]?.namespace ?? ''
  const shared = group.length > 1 ? chooseSharedSelector(prepared.cluster, workloads) : undefined
  if (!shared)
    return {
      peersFor: (own) => group.flatMap((part) => listPeers(part, own)),
      selectors: group.flatMap(({ selectors }) => selectors),
      others: group.flatMap(({ others }) => others),
    }
  return {
    peersFor: (own) => [podsIn(namespace, own, shared.podSelector)],
    selectors: [{ words: shared.words, matches: workloads.map(({ name }) => name) }],
    others: [],
  }
}

function listPeers({ peersFor }: ResolvedEnd, own: string): readonly JsonObject[] {
  const peers = peersFor(own)
  return peers === 'anyone' ? [] : peers
}
