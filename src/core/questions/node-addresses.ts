import type { Cluster, Node } from '../model/cluster.ts'
import type { Note } from '../model/verdict.ts'
import { type Address, formatAddress, isSameAddress } from '../net/address.ts'
import type { AskedPort } from './backends.ts'
import { nameService } from './missing-backends.ts'
import type { Doubt } from './reply.ts'

/** The doubt about a NodePort at a node's address: where it leads is said, not evaluated (END-7). */
export function findNodePort(cluster: Cluster, address: Address, asked: AskedPort): Doubt | undefined {
  const service = cluster.services.find(({ ports }) =>
    ports.some(({ nodePort, protocol }) => nodePort === asked.port && protocol === asked.protocol),
  )
  if (!service || !findNode(cluster, address)) return undefined
  const name = nameService(service)
  return {
    code: 'END-7',
    question: `which pods does the NodePort of ${name} lead to?`,
    on:
      `port ${asked.port} of a node is the NodePort of ${name}, and what enters there goes on to its backends: ` +
      `ask ${service.namespace}/svc/${service.name}`,
    path: service.path,
  }
}

/** What may happen at a node's address is said, not evaluated (END-7). */
export function noteNode(cluster: Cluster, address: Address): readonly Note[] {
  const node = findNode(cluster, address)
  if (!node) return []
  const words =
    `${formatAddress(address)} is node ${node.name}: ` +
    'a hostPort or NodePort there would lead on to pods, which is not evaluated'
  return [{ code: 'END-7', words, path: node.path }]
}

function findNode({ nodes }: Cluster, address: Address): Node | undefined {
  return nodes.find(({ addresses }) => addresses.some((own) => isSameAddress(own, address)))
}
