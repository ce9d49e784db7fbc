import type { Prepared } from '../engine/prepare.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { ConnectEnd } from './plan.ts'
import type { PlanContext } from './plan-context.ts'
import { resolveImplied } from './resolve-implied.ts'
import { resolveBlock, resolveInternet } from './resolve-outside.ts'
import { policedFirst, resolveWorkload } from './resolve-workload.ts'
import { NAME_KEY, noEnd, podsIn, type ResolvedEnd } from './resolved-end.ts'

/** Finds an end of a connection in the document; what stands in its way is among its obstacles. */
export function resolveEnd(context: PlanContext, end: ConnectEnd): ResolvedEnd {
  const { prepared } = context
  switch (end.kind) {
    case 'workload':
      return resolveWorkload(prepared, end.id)
    case 'implied':
      return resolveImplied(context, end.id)
    case 'namespace':
      return resolveNamespace(prepared, end.namespace)
    case 'block':
      return resolveBlock(prepared, end)
    case 'internet':
      return resolveInternet(prepared, end.reach)
    default:
      return assertNever(end)
  }
}

/** All pods of a namespace, named by the namespace. */
function resolveNamespace(prepared: Prepared, namespace: string): ResolvedEnd {
  const { cluster } = prepared
  const endpoints = endpointsIn(prepared, namespace)
  if (!cluster.namespaces.has(namespace) && !isNamed(prepared, namespace)) {
    const words = `the name of ${namespace} is not known, only what selects it: a policy needs the name`
    if (endpoints.length > 0) return noEnd(namespace, 'not-expressible', words)
    return noEnd(namespace, 'endpoint-gone', `namespace ${namespace} is not in the document any more`)
  }
  const workloads = cluster.workloads.filter((workload) => workload.namespace === namespace)
  const beside = cluster.namespaces.get(namespace)?.path ?? workloads[0]?.path
  return {
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
