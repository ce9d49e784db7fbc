import type { Traffic } from '../../core/engine/exposure-arrivals.ts'
import type { Direction } from '../../core/model/policy.ts'
import { isEmptyPorts, type PortsByProtocol } from '../../core/net/ports.ts'
import { ALL_TRAFFIC, formatTraffic } from '../../core/net/ports-by-protocol.ts'

const VERBS: Readonly<Record<Direction, string>> = { ingress: 'reached by', egress: 'reaches' }

/** "reached by 12 workloads and the internet on TCP 443"; "reached by nobody". */
export function describeTraffic(direction: Direction, traffic: Traffic): string {
  const ends = [...listWorkloads(traffic.workloads), ...listOutside(traffic)]
  return `${VERBS[direction]} ${ends.length > 0 ? ends.join(' and ') : 'nobody'}`
}

function listWorkloads({ certain, possible }: Traffic['workloads']): readonly string[] {
  const more = possible - certain
  if (certain === 0) return more === 0 ? [] : [`perhaps ${countWorkloads(more)}`]
  return [more === 0 ? countWorkloads(certain) : `${countWorkloads(certain)} (perhaps ${more} more)`]
}

function countWorkloads(count: number): string {
  return count === 1 ? '1 workload' : `${count} workloads`
}

/** The internet says it all; else some addresses outside. What only may pass is said where nothing does for certain. */
function listOutside({ internet, outside }: Traffic): readonly string[] {
  if (!isEmptyPorts(internet.allowed)) return [`the internet${onPorts(internet.allowed)}`]
  if (!isEmptyPorts(outside.allowed)) return [`some addresses outside${onPorts(outside.allowed)}`]
  if (!isEmptyPorts(internet.depends)) return [`perhaps the internet${onPorts(internet.depends)}`]
  return isEmptyPorts(outside.depends) ? [] : [`perhaps some addresses outside${onPorts(outside.depends)}`]
}

function onPorts(ports: PortsByProtocol): string {
  const words = formatTraffic(ports)
  return words === formatTraffic(ALL_TRAFFIC) ? '' : ` on ${words}`
}
