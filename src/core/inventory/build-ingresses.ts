import type { Ingress, IngressBackend } from '../model/cluster.ts'
import { field, fieldAt, type JsonValue } from '../model/json.ts'
import { joinPath, type Path } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { nameOf, namespaceOf, readList, readText } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { readPort } from './read-pod.ts'
import { canonicalGroup } from './workload-kinds.ts'

/** Whether this is an Ingress of Kubernetes, in its old home or its new one. */
export function isIngress({ kind, apiVersion }: Resource): boolean {
  return kind === 'Ingress' && canonicalGroup(kind, apiVersion) === 'networking.k8s.io'
}

/** Whether an Ingress is of a version that Kubernetes 1.22 dropped, with `serviceName` and `servicePort`. */
export function isOldIngress({ apiVersion }: Resource): boolean {
  return apiVersion.endsWith('/v1beta1')
}

/** The Ingresses of the input, in document order (ING-1). */
export function buildIngresses(resources: readonly Resource[]): readonly Ingress[] {
  return resources.filter(isIngress).map(readIngress)
}

const readIngress = perResource((resource): Ingress => {
  const paths = listPaths(resource)
  const isOld = isOldIngress(resource)
  const key = isOld ? 'backend' : 'defaultBackend'
  const others = paths.length > 0 ? 'every other path' : 'every path'
  const backends = [
    { backend: fieldAt(resource.value, 'spec', key), path: joinPath(resource.path, 'spec', key), words: others },
    ...paths,
  ]
  return {
    path: resource.path,
    namespace: namespaceOf(resource),
    name: nameOf(resource),
    backends: backends.flatMap((entry) => readBackend(entry, isOld)),
  }
})

interface WrittenBackend {
  readonly backend: JsonValue | undefined
  readonly path: Path
  readonly words: string
}

function listPaths({ path, value }: Resource): readonly WrittenBackend[] {
  return readList(fieldAt(value, 'spec', 'rules')).flatMap((rule, ruleIndex) =>
    readList(fieldAt(rule, 'http', 'paths')).map((entry, index) => ({
      backend: field(entry, 'backend'),
      path: joinPath(path, 'spec', 'rules', ruleIndex, 'http', 'paths', index, 'backend'),
      words: `${readText(field(rule, 'host')) ?? ''}${readText(field(entry, 'path')) ?? ''}` || 'every path',
    })),
  )
}

/** A backend that says neither a Service nor another resource is none. */
function readBackend({ backend, path, words }: WrittenBackend, isOld: boolean): readonly IngressBackend[] {
  const service = isOld ? backend : field(backend, 'service')
  const name = readText(field(service, isOld ? 'serviceName' : 'name'))
  if (name === undefined) return field(backend, 'resource') === undefined ? [] : [{ path, words }]
  const port = field(service, isOld ? 'servicePort' : 'port')
  return [{ path, words, service: { name, port: isOld ? readNumberOrName(port) : readServicePort(port) } }]
}

function readServicePort(port: JsonValue | undefined): number | string | undefined {
  return readPort(field(port, 'number')) ?? readText(field(port, 'name'))
}

function readNumberOrName(port: JsonValue | undefined): number | string | undefined {
  return typeof port === 'string' ? port || undefined : readPort(port)
}
