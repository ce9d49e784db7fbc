import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { ConnectEnd, NamespaceLabel } from '../plan.ts'
import { policedFirst } from './resolve-workload.ts'
import { NAME_KEY, noEnd, podsIn, type ResolvedEnd } from './resolved-end.ts'

type NamespaceEnd = Omit<Extract<ConnectEnd, { kind: 'namespace' }>, 'kind'>

/** All pods of a namespace, named by the namespace, or by a label of it where the person asked for that. */
export function resolveNamespace(prepared: Prepared, { namespace, by }: NamespaceEnd): ResolvedEnd {
  const { cluster } = prepared
  const endpoints = endpointsIn(prepared, namespace)
  if (!cluster.namespaces.has(namespace) && !isNamed(prepared, namespace)) {
    const words = `the name of ${namespace} is not known, only what selects it: a policy needs the name`
    if (endpoints.length > 0) return noEnd(namespace, 'not-expressible', words)
    return noEnd(namespace, 'endpoint-gone', `namespace ${namespace} is not in the document any more`)
  }
  const workloads = cluster.workloads.filter((workload) => workload.namespace === namespace)
  const beside = cluster.namespaces.get(namespace)?.path ?? workloads[0]?.path
  const end: ResolvedEnd = {
    title: namespace,
    endpoints,
    subject: {
      namespace,
      podSelector: {},
      requirements: [],
      isFrame: true,
      ...(beside === undefined ? {} : { beside }),
    },
    peersFor: (own) => [podsIn(namespace, own)],
    selectors: [{ words: `all pods of ${namespace}`, matches: workloads.map(({ name }) => name) }],
    others: [],
    obstacles: [],
  }
  return by ? nameByLabel(prepared, end, namespace, by) : end
}

/** The end with peers that name the namespace by one of its labels, which others may have too. */
function nameByLabel(prepared: Prepared, end: ResolvedEnd, namespace: string, by: NamespaceLabel): ResolvedEnd {
  const { namespaces, workloads } = prepared.cluster
  const found = namespaces.get(namespace)?.labels.get(by.key)
  const said = `${by.key}=${by.value}`
  if (found !== undefined && found !== by.value) {
    const words = `namespace ${namespace} has ${by.key}=${found}: another value may take away what rests on that one`
    return { ...end, obstacles: [{ code: 'not-expressible', words }] }
  }
  const bearers = new Set(
    [...namespaces.values()].filter(({ labels }) => labels.get(by.key) === by.value).map(({ name }) => name),
  )
  const others = workloads.filter((workload) => workload.namespace !== namespace && bearers.has(workload.namespace))
  const named = workloads.filter((workload) => workload.namespace === namespace)
  return {
    ...end,
    peersFor: () => [{ namespaceSelector: { matchLabels: { [by.key]: by.value } } }],
    selectors: [{ words: `all pods of namespaces ${said}`, matches: [...named, ...others].map(({ name }) => name) }],
    others,
    ...(found === undefined
      ? { lacks: [{ namespace, ...by, words: `namespace ${namespace} has no label ${said}`, needed: true }] }
      : {}),
  }
}

/** Every pod of the cluster: one peer; as what a policy selects, one frame for each namespace that has pods. */
export function resolveAllNamespaces(prepared: Prepared): ResolvedEnd {
  const pods = prepared.endpoints.flatMap((endpoint) => (endpoint.kind === 'pods' ? [endpoint] : []))
  const declared = pods.filter(({ implied }) => !implied)
  const spaces = [...new Set(declared.map(({ namespace }) => namespace))]
  const title = 'all namespaces'
  if (spaces.length === 0) return noEnd(title, 'endpoint-gone', 'the document has no pods')
  return {
    title,
    endpoints: policedFirst(declared),
    parts: spaces.map((namespace) => resolveNamespace(prepared, { namespace })),
    peersFor: () => [{ namespaceSelector: {} }],
    selectors: [{ words: 'all pods of every namespace', matches: prepared.cluster.workloads.map(({ name }) => name) }],
    others: [],
    obstacles: [],
  }
}

function endpointsIn(prepared: Prepared, namespace: string): readonly Endpoint[] {
  const all = prepared.endpoints.filter((endpoint) => endpoint.kind === 'pods' && endpoint.namespace === namespace)
  const declared = all.filter((endpoint) => endpoint.kind === 'pods' && !endpoint.implied)
  return policedFirst(declared.length > 0 ? declared : all)
}

/** Whether some peer asks for the namespace by its name, which makes it known though nothing is declared in it. */
function isNamed({ cluster }: Prepared, namespace: string): boolean {
  return cluster.policies
    .flatMap(({ rules }) => [...rules.ingress, ...rules.egress])
    .flatMap(({ peers }) => (peers === 'any' ? [] : peers))
    .some(
      (peer) =>
        peer.kind === 'pods' &&
        peer.namespaceSelector?.requirements.some(
          ({ key, operator, values }) => key === NAME_KEY && operator === 'In' && values.includes(namespace),
        ),
    )
}
