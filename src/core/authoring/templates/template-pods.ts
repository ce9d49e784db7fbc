import { assertNever } from '../../model/assert-never.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import type { ResourcePath } from '../../model/path.ts'
import { resolveWorkload } from '../connect/resolve-workload.ts'
import { podsIn } from '../connect/resolved-end.ts'
import type { Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { toSlug } from '../policy-names.ts'
import type { NewPolicy } from '../write-policies.ts'
import type { PodsValue } from './field.ts'

/** Pods of a template as policies name them. */
export interface TemplatePods {
  readonly title: string
  /** The title as part of a policy's name. */
  readonly slug: string
  readonly namespace: string
  /** `{}` for a whole namespace. */
  readonly podSelector: JsonObject
  readonly isFrame: boolean
  readonly beside?: ResourcePath
  /** Of the document; `[]` for what is not in it yet. */
  readonly endpoints: readonly Endpoint[]
  readonly obstacles: readonly Obstacle[]
  readonly notes: readonly string[]
}

/** Finds pods in the document; a namespace and labels may also be those of pods to come. */
export function findPods(context: PlanContext, value: PodsValue): TemplatePods {
  switch (value.kind) {
    case 'workload':
      return findWorkload(context, value.id)
    case 'namespace':
      return { ...findNamespace(context, value.namespace), podSelector: {}, isFrame: true }
    case 'labels': {
      const title = Object.values(value.labels)[0] ?? value.namespace
      const podSelector = { matchLabels: value.labels }
      return {
        ...findNamespace(context, value.namespace),
        title,
        slug: slugOf(title),
        podSelector,
        isFrame: false,
        endpoints: [],
      }
    }
    default:
      return assertNever(value)
  }
}

function findNamespace({ prepared }: PlanContext, namespace: string): Omit<TemplatePods, 'podSelector' | 'isFrame'> {
  const { namespaces, workloads } = prepared.cluster
  const beside = namespaces.get(namespace)?.path ?? workloads.find((workload) => workload.namespace === namespace)?.path
  return {
    title: namespace,
    slug: slugOf(namespace),
    namespace,
    ...(beside === undefined ? {} : { beside }),
    endpoints: prepared.endpoints.filter((endpoint) => endpoint.kind === 'pods' && endpoint.namespace === namespace),
    obstacles: [],
    notes: namespaces.has(namespace) ? [] : [`namespace ${namespace} is not in the document`],
  }
}

function findWorkload({ prepared }: PlanContext, id: string): TemplatePods {
  const { title, subject, endpoints, obstacles, others, selectors } = resolveWorkload(prepared, id)
  const names = others.map(({ name }) => name).join(', ')
  return {
    title,
    slug: slugOf(title),
    namespace: subject?.namespace ?? '',
    podSelector: subject?.podSelector ?? {},
    isFrame: false,
    ...(subject?.beside === undefined ? {} : { beside: subject.beside }),
    endpoints,
    obstacles,
    notes: names === '' ? [] : [`${selectors[0]?.words ?? title} also selects ${names}`],
  }
}

/** So that two fit in a name (VAL-1). */
function slugOf(title: string): string {
  return toSlug(title, 100)
}

/** How a rule of a policy in namespace `own` names them. */
export function toPeer({ namespace, podSelector, isFrame }: TemplatePods, own: string): JsonObject {
  return isFrame ? podsIn(namespace, own) : podsIn(namespace, own, podSelector)
}

/** A policy that selects them. */
export function policyFor({ namespace, beside }: TemplatePods, name: string, spec: JsonObject): NewPolicy {
  return { name, namespace, spec, ...(beside === undefined ? {} : { beside }) }
}
