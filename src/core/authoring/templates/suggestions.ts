import type { Cluster, Workload } from '../../model/cluster.ts'
import { hasLabels } from '../../model/matching.ts'
import type { Labels } from '../../model/selector.ts'
import type { PlanContext } from '../plan-context.ts'
import type { Option, PodsValue } from './field.ts'

/** Namespaces of the cluster itself and of what people install once for all. */
const SYSTEM =
  /^(?:kube-.*|openshift(?:-.*)?|.*ingress.*|traefik|monitoring|observability|prometheus|cert-manager|.*-system|default)$/

/** What ingress controllers are labelled with; the values are their own words. */
const CONTROLLERS: ReadonlySet<string> = new Set([
  'ingress-nginx',
  'nginx-ingress',
  'ingress-controller',
  'traefik',
  'haproxy-ingress',
  'kubernetes-ingress',
  'contour',
  'envoy',
  'kong',
  'emissary-ingress',
  'ambassador',
  'istio-ingressgateway',
  'istio-ingress',
  'ingressgateway',
])

const MONITORS: ReadonlySet<string> = new Set(['prometheus', 'prometheus-server', 'victoria-metrics-agent', 'vmagent'])

/** Keys that say what a pod is. */
const NAMING_KEYS = ['app.kubernetes.io/name', 'app', 'k8s-app', 'istio'] as const

/** Not what is looked for, though it has the same name. */
const BESIDE = /(?:operator|exporter|admission|webhook|default-?backend|alertmanager|adapter|pushgateway)/

/** The namespaces of a document to choose from, those with pods of the author's first. */
export function namespaceOptions({ prepared }: PlanContext): readonly Option<PodsValue>[] {
  return sortNamespaces(prepared.cluster).map((namespace) => ({
    value: { kind: 'namespace', namespace },
    label: namespace,
  }))
}

/** The namespace a template is most likely meant for; undefined in an empty document. */
export function likelyNamespace({ prepared }: PlanContext): string | undefined {
  return sortNamespaces(prepared.cluster)[0]
}

/** The workloads of a namespace to choose from. */
export function workloadOptions({ prepared }: PlanContext, namespace: string): readonly Option<PodsValue>[] {
  return prepared.cluster.workloads
    .filter((workload) => workload.namespace === namespace)
    .map(({ id, name }) => ({ value: { kind: 'workload', id }, label: name }))
}

function sortNamespaces({ namespaces, workloads }: Cluster): readonly string[] {
  const used = new Set(workloads.map(({ namespace }) => namespace))
  const rank = (name: string) => (SYSTEM.test(name) ? 2 : 0) + (used.has(name) ? 0 : 1)
  return [...namespaces.keys()].sort((a, b) => rank(a) - rank(b))
}

/** The pods that bring requests from outside; undefined when none are in the document. */
export function findController({ prepared }: PlanContext): PodsValue | undefined {
  return findNamed(prepared.cluster, CONTROLLERS)
}

/** Where ingress-nginx is installed by its own instructions. */
export const USUAL_CONTROLLER: PodsValue = { kind: 'namespace', namespace: 'ingress-nginx' }

/** The pods that collect metrics. */
export function findMonitor({ prepared }: PlanContext): PodsValue | undefined {
  return findNamed(prepared.cluster, MONITORS)
}

function findNamed({ workloads }: Cluster, names: ReadonlySet<string>): PodsValue | undefined {
  const isOne = ({ name, pods }: Workload) =>
    !BESIDE.test(name) && pods.some(({ labels }) => NAMING_KEYS.some((key) => names.has(labels.get(key) ?? '')))
  const found = workloads.find(isOne)
  return found && { kind: 'workload', id: found.id }
}

/** What the first Ingress sends requests to; undefined when no Ingress leads to pods. */
export function findIngressTarget({ prepared }: PlanContext): PodsValue | undefined {
  const { ingresses, services, workloads } = prepared.cluster
  for (const { namespace, backends } of ingresses) {
    for (const { service } of backends) {
      const selector = services.find((one) => one.namespace === namespace && one.name === service?.name)?.selector
      const behind = workloads.find((workload) => workload.namespace === namespace && isBehind(workload, selector))
      if (behind) return { kind: 'workload', id: behind.id }
    }
  }
  return undefined
}

function isBehind({ pods }: Workload, selector: Labels | undefined): boolean {
  if (!selector || selector.size === 0) return false
  return pods.some(({ labels }) => hasLabels(labels, selector))
}

/** The tiers of an application, as people call them. */
export type Tier = 'web' | 'api' | 'db'

const TIER_NAMES: Readonly<Record<Tier, RegExp>> = {
  web: /(?:^|[-_])(?:web|www|ui|front-?end|front)(?:[-_]|$)/,
  api: /(?:^|[-_])(?:api|back-?end|server|app|service)(?:[-_]|$)/,
  db: /(?:^|[-_])(?:db|database|data|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|cassandra|redis)(?:[-_]|$)/,
}

/** The workload of a namespace that is a tier by its name, else by what its labels say; undefined when none is. */
export function findTier({ prepared }: PlanContext, namespace: string, tier: Tier): PodsValue | undefined {
  const own = prepared.cluster.workloads.filter((workload) => workload.namespace === namespace)
  const byName = own.find(({ name }) => TIER_NAMES[tier].test(name))
  const byLabel = own.find(({ pods }) =>
    pods.some(({ labels }) => TIER_KEYS.some((key) => TIER_NAMES[tier].test(labels.get(key) ?? ''))),
  )
  const found = byName ?? byLabel
  return found && { kind: 'workload', id: found.id }
}

const TIER_KEYS = ['tier', 'app.kubernetes.io/component', 'role'] as const
