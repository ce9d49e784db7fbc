import type { Diagnostic } from '../model/diagnostic.ts'
import { field, fieldAt, isObject, type JsonValue } from '../model/json.ts'
import { joinPath, type Path, toFieldPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { parseAddress } from '../net/address.ts'
import { readList } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { readPort, readProtocol } from './read-pod.ts'
import { isCore, workloadKindOf } from './workload-kinds.ts'

type Steps = readonly (string | number)[]

/**
 * Fields of pods, templates and Services that we read and that hold something else than they must (YML-4): each is
 * said once and read as absent. Names and labels inside a proper map are checked where the text is read.
 */
export const checkFields: (resource: Resource) => readonly Diagnostic[] = perResource((resource) => {
  if (resource.stale) return []
  if (isCore(resource, 'Service')) return checkService(resource)
  if (isCore(resource, 'Pod'))
    return [
      ...checkMap(resource, ['metadata', 'labels']),
      ...checkPodSpec(resource, ['spec']),
      ...checkAddresses(resource),
    ]
  if (isCore(resource, 'Namespace')) return checkMap(resource, ['metadata', 'labels'])
  const kind = workloadKindOf(resource)
  if (kind === undefined) return []
  const { template } = kind
  return [
    ...checkMap(resource, [...template, 'metadata', 'labels']),
    ...checkPodSpec(resource, [...template, 'spec']),
    ...checkReplicas(resource),
  ]
})

function checkService(resource: Resource): readonly Diagnostic[] {
  return [
    ...checkMap(resource, ['spec', 'selector']),
    ...checkEach(resource, ['spec', 'ports'], (port, steps) => [
      ...checkPort(resource, field(port, 'port'), [...steps, 'port']),
      ...checkProtocol(resource, field(port, 'protocol'), [...steps, 'protocol']),
    ]),
  ]
}

function checkPodSpec(resource: Resource, spec: Steps): readonly Diagnostic[] {
  const hostNetwork = valueAt(resource.value, [...spec, 'hostNetwork'])
  const isSwitch = hostNetwork === undefined || typeof hostNetwork === 'boolean'
  const network = isSwitch ? [] : wrong(resource, [...spec, 'hostNetwork'], 'is neither true nor false')
  const containers = ['containers', 'initContainers'].flatMap((list) =>
    checkEach(resource, [...spec, list], (_, container) =>
      checkEach(resource, [...container, 'ports'], (port, steps) => [
        ...checkPort(resource, field(port, 'containerPort'), [...steps, 'containerPort']),
        ...checkProtocol(resource, field(port, 'protocol'), [...steps, 'protocol']),
      ]),
    ),
  )
  return [...network, ...containers]
}

/** Where a pod is (END-4); `""` is what some tools write before there is an address. */
function checkAddresses(resource: Resource): readonly Diagnostic[] {
  const check = (value: JsonValue | undefined, steps: Steps) =>
    value === undefined || value === '' || (typeof value === 'string' && parseAddress(value))
      ? []
      : wrong(resource, steps, 'is no IP address')
  return ['podIP', 'hostIP']
    .map((key) => ['status', key])
    .flatMap((steps) => check(valueAt(resource.value, steps), steps))
    .concat(checkEach(resource, ['status', 'podIPs'], (entry, steps) => check(field(entry, 'ip'), [...steps, 'ip'])))
}

function checkReplicas(resource: Resource): readonly Diagnostic[] {
  const replicas = fieldAt(resource.value, 'spec', 'replicas')
  const isCount =
    replicas === undefined || (typeof replicas === 'number' && replicas >= 0 && Number.isInteger(replicas))
  return isCount ? [] : wrong(resource, ['spec', 'replicas'], 'is no number of pods')
}

function checkMap(resource: Resource, steps: Steps): readonly Diagnostic[] {
  const value = valueAt(resource.value, steps)
  return value === undefined || isObject(value) ? [] : wrong(resource, steps, 'is no mapping of strings')
}

function checkEach(
  resource: Resource,
  steps: Steps,
  check: (item: JsonValue, steps: Steps) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const value = valueAt(resource.value, steps)
  if (value !== undefined && !Array.isArray(value)) return wrong(resource, steps, 'is no list')
  return readList(value).flatMap((item, index) => check(item, [...steps, index]))
}

function checkPort(resource: Resource, port: JsonValue | undefined, steps: Steps): readonly Diagnostic[] {
  return port === undefined || readPort(port) !== undefined ? [] : wrong(resource, steps, 'is no port from 1 to 65535')
}

function checkProtocol(resource: Resource, protocol: JsonValue | undefined, steps: Steps): readonly Diagnostic[] {
  return readProtocol(protocol) ? [] : wrong(resource, steps, 'is not one of TCP, UDP, SCTP')
}

function wrong(resource: Resource, steps: Steps, words: string): readonly Diagnostic[] {
  const path: Path = joinPath(resource.path, ...steps)
  const message = `Invalid value: ${JSON.stringify(valueAt(resource.value, steps))} ${words}: read as absent`
  const field = toFieldPath(resource.path, path)
  return [{ code: 'YML-4', severity: 'error', message, place: { kind: 'path', path }, field }]
}

function valueAt(value: JsonValue, steps: Steps): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>((inner, step) => {
    if (typeof step === 'number') return readList(inner)[step]
    return field(inner, step)
  }, value)
}
