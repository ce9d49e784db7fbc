import { assertNever } from './assert-never.ts'
import type { ExpectedEnd, ExpectedFlow, ExpectedPort } from './expectation.ts'

/** `shop/web → pay/db on TCP 5432`. */
export function sayFlow({ from, to, protocol, ports }: ExpectedFlow): string {
  return `${sayEnd(from)} → ${sayEnd(to)} on ${protocol} ${ports.map(sayPort).join(', ')}`
}

/** `shop/web`; other workloads than Deployments with their kind. */
export function sayEnd(end: ExpectedEnd): string {
  switch (end.kind) {
    case 'workload':
      return end.workload === 'deployment'
        ? `${end.namespace}/${end.name}`
        : `${end.namespace}/${end.workload}/${end.name}`
    case 'host':
      return end.host
    case 'block':
      return end.cidr
    default:
      return assertNever(end)
  }
}

/** `8080`, `9000-9010`, `http`. */
export function sayPort(port: ExpectedPort): string {
  if (port.kind === 'named') return port.name
  return port.first === port.last ? `${port.first}` : `${port.first}-${port.last}`
}

/** `shop/web must reach pay/db on TCP 5432`, `… must not reach …`. */
export function sayExpectation(flow: ExpectedFlow): string {
  const verb = flow.expected === 'allowed' ? 'must reach' : 'must not reach'
  return sayFlow(flow).replace('→', verb)
}
