/** The ports at which answers can change, for comparing the engine with the naive evaluator. */
import type { Cluster } from '../../model/cluster.ts'
import { PROTOCOLS, type Protocol } from '../../net/ports.ts'

export type PortSample = readonly [protocol: Protocol, port: number]

/** Both sides of every border that a rule or a declared port draws, per protocol. */
export function tellingPorts(cluster: Cluster): readonly PortSample[] {
  return PROTOCOLS.flatMap((protocol) => {
    const numbers = [1, 65535, ...portsOfRules(cluster, protocol), ...declaredPorts(cluster, protocol)]
    const near = numbers.flatMap((port) => [port - 1, port, port + 1])
    const valid = [...new Set(near)].filter((port) => port >= 1 && port <= 65535)
    return valid.sort((a, b) => a - b).map((port) => [protocol, port] as const)
  })
}

function portsOfRules({ policies }: Cluster, protocol: Protocol): readonly number[] {
  const rules = policies.flatMap((policy) => [...policy.rules.ingress, ...policy.rules.egress])
  const entries = rules.flatMap(({ ports }) => (ports === 'any' ? [] : ports))
  return entries.flatMap(({ protocol: own, port }) =>
    own === protocol && port.kind === 'range' ? [port.first, port.last] : [],
  )
}

function declaredPorts({ workloads }: Cluster, protocol: Protocol): readonly number[] {
  const ports = workloads.flatMap(({ pods }) => pods.flatMap((pod) => pod.ports))
  return ports.flatMap((own) => (own.protocol === protocol ? [own.port] : []))
}
