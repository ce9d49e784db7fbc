import type { ContainerPort } from '../../model/cluster.ts'
import type { WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { offerPorts } from '../wanted-ports.ts'
import { type PodsField, type PodsValue, type PortsField, podsField, portsField } from './field.ts'
import { likelyNamespace, namespaceOptions } from './suggestions.ts'
import { findPods } from './template-pods.ts'

/** Whom policies shall select: the likeliest namespace, unless something else is given. */
export function targetField(context: PlanContext, given: unknown, suggested?: PodsValue): PodsField {
  return podsField('Pods', given, namespaceOptions(context), suggested)
}

/** A whole namespace. */
export function namespaceField(context: PlanContext, given: unknown, suggested = likelyNamespace(context)): PodsField {
  const value: PodsValue | undefined = suggested === undefined ? undefined : { kind: 'namespace', namespace: suggested }
  return podsField('Namespace', given, namespaceOptions(context), value, true)
}

/** The ports that pods declare, all of them unless others are given; none when they declare none. */
export function portsOf(context: PlanContext, given: unknown, target: PodsField, label = 'Ports'): PortsField {
  const endpoints = target.value ? findPods(context, target.value).endpoints : []
  const options = offerPorts(endpoints).map(({ port, label: words }) => ({ value: port, label: words }))
  const numbers = options.map(({ value }) => value).filter(({ kind }) => kind === 'range')
  return portsField(label, given, numbers, options)
}

/** Ports that pods declare under one of several names: by that name, which survives another number (POR-4). */
export function namedPortsOf(context: PlanContext, given: unknown, target: PodsField, names: RegExp): PortsField {
  const ports = portsOf(context, given, target)
  if (given !== undefined || !target.value) return ports
  const declared = findPods(context, target.value).endpoints.flatMap((endpoint) =>
    endpoint.kind === 'pods' ? endpoint.pods.flatMap((pod) => pod.ports) : [],
  )
  const named = new Map(
    declared.filter(isNamed(names)).map((port) => [`${port.protocol} ${port.name}`, toWanted(port)]),
  )
  return named.size > 0 ? { ...ports, value: [...named.values()].flat() } : ports
}

const isNamed =
  (names: RegExp) =>
  ({ name }: ContainerPort) =>
    name !== undefined && names.test(name)

function toWanted({ name, protocol }: ContainerPort): readonly WantedPort[] {
  return name === undefined ? [] : [{ kind: 'named', protocol, name }]
}
