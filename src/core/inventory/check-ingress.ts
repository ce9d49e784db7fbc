import type { Diagnostic } from '../model/diagnostic.ts'
import { joinPath, toFieldPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { isOldIngress } from './build-ingresses.ts'
import {
  checkFieldsOf,
  checkList,
  checkPort,
  checkPortOrName,
  checkText,
  type FieldCheck,
  type Steps,
  valueAt,
} from './field-checks.ts'

/** An Ingress of any version (ING-1); that an old one is not served any more is said as well. */
export function checkIngress(resource: Resource): readonly Diagnostic[] {
  if (!isOldIngress(resource)) return [...checkCurrent(resource, []), ...checkMoved(resource, ['spec', 'backend'])]
  const message = `${resource.apiVersion} Ingress is not served since Kubernetes 1.22: write networking.k8s.io/v1`
  const version = toDiagnostic(resource, ['apiVersion'], { code: 'ING-1', severity: 'warning', message })
  return [version, ...checkOld(resource, [])]
}

function checkBackends(defaultKey: string, check: FieldCheck): FieldCheck {
  const paths = checkList(checkFieldsOf({ backend: check }))
  const rules = checkList(checkFieldsOf({ host: checkText, http: checkFieldsOf({ paths }) }))
  return checkFieldsOf({ spec: checkFieldsOf({ [defaultKey]: check, rules }) })
}

const checkService = checkFieldsOf({ name: checkText, port: checkFieldsOf({ number: checkPort, name: checkText }) })

const checkCurrent = checkBackends('defaultBackend', (resource, steps) => {
  const backend = valueAt(resource.value, steps)
  if (backend === undefined) return []
  if (valueAt(backend, ['service', 'name']) !== undefined || valueAt(backend, ['resource']) !== undefined)
    return checkService(resource, [...steps, 'service'])
  const isOldForm = valueAt(backend, ['serviceName']) !== undefined
  const message = isOldForm
    ? 'unknown field: networking.k8s.io/v1 says service.name and service.port: the backend is not read'
    : 'Required value: service.name or resource: the backend is not read'
  const place = isOldForm ? [...steps, 'serviceName'] : steps
  return [toDiagnostic(resource, place, { code: 'YML-4', severity: 'error', message })]
})

/** The default backend under its old name. */
const checkMoved: FieldCheck = (resource, steps) => {
  if (valueAt(resource.value, steps) === undefined) return []
  const message = 'unknown field: networking.k8s.io/v1 says defaultBackend: it is not read'
  return [toDiagnostic(resource, steps, { code: 'YML-4', severity: 'error', message })]
}

const checkOld = checkBackends('backend', checkFieldsOf({ serviceName: checkText, servicePort: checkPortOrName }))

function toDiagnostic(
  { path: resource }: Resource,
  steps: Steps,
  said: Pick<Diagnostic, 'code' | 'severity' | 'message'>,
): Diagnostic {
  const path = joinPath(resource, ...steps)
  return { ...said, place: { kind: 'path', path }, field: toFieldPath(resource, path) }
}
