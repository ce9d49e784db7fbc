import type { PodsField, PodsValue } from '../../core/authoring/templates/field.ts'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import type { Option } from '../../ui/combobox.tsx'

/** An option of a pods field: what is chosen, with the key that the list knows it by. */
export interface PodsOption extends Option {
  readonly pods: PodsValue
}

/**
 * Whom a pods field offers: what the template suggests, then all workloads of the document unless only whole namespaces
 * make sense, and what the field holds, if that is none of them.
 */
export function podsOptions(field: PodsField, endpoints: readonly EndpointSummary[]): readonly PodsOption[] {
  const suggested = field.options.map(({ value }) => describeOption(value, field))
  const workloads = field.isNamespace ? [] : workloadOptions(endpoints, field)
  const held = field.value ? [describeOption(field.value, field)] : []
  const options = new Map<string, PodsOption>()
  for (const option of [...suggested, ...workloads, ...held])
    if (!options.has(option.value)) options.set(option.value, option)
  return [...options.values()]
}

/** Pods that are not in the document yet: `app=web`, `shop: app=web`, or the name of a namespace. */
export function readTypedPods(typed: string, field: PodsField): PodsOption | undefined {
  const [, before, rest = ''] = /^(?:([a-z0-9-]+)\s*:\s*)?(.*)$/s.exec(typed.trim()) ?? []
  const namespace = before ?? namespaceOf(field.value)
  const labels = readLabels(rest)
  if (labels && !field.isNamespace) return describeOption({ kind: 'labels', namespace, labels }, field)
  const isName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(rest) && before === undefined
  return isName ? describeOption({ kind: 'namespace', namespace: rest }, field) : undefined
}

/** How the list knows pods; the same for the same pods. */
export function podsKey(pods: PodsValue): string {
  if (pods.kind === 'workload') return `workload ${pods.id}`
  if (pods.kind === 'namespace') return `namespace ${pods.namespace}`
  return `labels ${pods.namespace} ${formatLabels(pods.labels)}`
}

function workloadOptions(endpoints: readonly EndpointSummary[], field: PodsField): readonly PodsOption[] {
  return endpoints.flatMap(({ id, implied }) => {
    const isPods = !implied && !id.startsWith('outside/')
    const workload = id.split('#')[0] ?? id
    return isPods ? [describeOption({ kind: 'workload', id: workload }, field)] : []
  })
}

function describeOption(pods: PodsValue, field: PodsField): PodsOption {
  return { value: podsKey(pods), label: describe(pods, field), pods }
}

function describe(pods: PodsValue, { isNamespace }: PodsField): string {
  switch (pods.kind) {
    case 'workload': {
      const [namespace, , ...name] = pods.id.split('/')
      return `${namespace} / ${name.join('/')}`
    }
    case 'namespace':
      return isNamespace ? pods.namespace : `all pods of ${pods.namespace}`
    case 'labels':
      return `${formatLabels(pods.labels)} in ${pods.namespace}`
  }
}

function namespaceOf(pods: PodsValue | undefined): string {
  if (!pods) return 'default'
  return pods.kind === 'workload' ? (pods.id.split('/')[0] ?? 'default') : pods.namespace
}

function readLabels(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text.split(',').map((pair) => /^\s*([^=\s]+)\s*=\s*([^=\s]*)\s*$/.exec(pair))
  if (pairs.some((pair) => pair === null)) return undefined
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']))
}

function formatLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')
}
