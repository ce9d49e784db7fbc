import type { Prepared } from '../../engine/prepare.ts'
import type { Workload } from '../../model/cluster.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Labels } from '../../model/selector.ts'
import type { Obstacle } from '../plan.ts'
import { chooseLabels, formatLabels } from './choose-labels.ts'
import { noEnd, podsIn, type ResolvedEnd } from './resolved-end.ts'

/** A controller or bare pod, named by its labels. */
export function resolveWorkload(prepared: Prepared, id: string): ResolvedEnd {
  const workload = prepared.cluster.workloads.find((candidate) => candidate.id === id.split('#')[0])
  if (!workload) return noEnd(id.split('/').at(-1) ?? id, 'endpoint-gone', `${id} is not in the document any more`)
  const { name, namespace } = workload
  const endpoints = endpointsOf(prepared, workload)
  if (workload.stale) return noEnd(name, 'document-broken', `the text of ${name} is broken now`)
  const chosen = chooseLabels(prepared.cluster, workload)
  const onHost = endpoints.every((endpoint) => endpoint.kind === 'pods' && endpoint.hostNetwork)
  if (!chosen || onHost) return { ...noEnd(name, 'not-expressible', whyUnnamed(workload, onHost)), endpoints }
  const podSelector = { matchLabels: Object.fromEntries(chosen.labels) }
  return {
    title: name,
    endpoints,
    subject: {
      namespace,
      podSelector,
      requirements: toRequirements(chosen.labels),
      beside: workload.path,
      isFrame: false,
    },
    peersFor: (own) => [podsIn(namespace, own, podSelector)],
    selectors: [{ words: formatLabels(chosen.labels), matches: [name, ...chosen.others.map((other) => other.name)] }],
    others: chosen.others,
    obstacles: [],
  }
}

/** That the labels select somebody else too; what that opens is seen on the planned text. */
export function notUnique(end: ResolvedEnd): Obstacle {
  const names = end.others.map(({ name }) => name).join(', ')
  const words = `${end.selectors[0]?.words ?? end.title} also selects ${names} (cannot be told apart by labels)`
  return { code: 'not-unique', words }
}

/** Without pods on their node's network, which policies do not touch, as long as there are others. */
export function policedFirst(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const policed = endpoints.filter((endpoint) => endpoint.kind === 'outside' || !endpoint.hostNetwork)
  return policed.length > 0 ? policed : endpoints
}

export function toRequirements(labels: Labels) {
  return [...labels].map(([key, value]) => ({ key, operator: 'In' as const, values: [value] }))
}

function endpointsOf(prepared: Prepared, workload: Workload): readonly Endpoint[] {
  return policedFirst(
    prepared.endpoints.filter((endpoint) => endpoint.kind === 'pods' && endpoint.workload?.id === workload.id),
  )
}

function whyUnnamed({ name, namespace, pods }: Workload, onHost: boolean): string {
  if (onHost) return `${name} runs on its node's network: policies have no effect on it and no selector matches it`
  if (pods.every(({ labels }) => labels.size === 0))
    return `${name} has no labels, so no selector can name it: connect its whole namespace ${namespace} instead`
  return `${name} has no labels that last (hashes and versions change): connect its whole namespace ${namespace} instead`
}
