import type { Cluster } from '../../model/cluster.ts'
import type { JsonObject } from '../../model/json.ts'
import { type Address, formatAddress } from '../../net/address.ts'
import { toSpec } from '../isolate/isolate-policies.ts'
import type { WantedPort } from '../plan.ts'
import { toRule } from '../policy-manifest.ts'
import { formatWanted } from '../wanted-ports.ts'
import { planPolicies } from '../write-policies.ts'
import { listField, portsField } from './field.ts'
import { targetField } from './pods-fields.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor } from './template-pods.ts'
import { TO_API_SERVER_WORDS } from './words.ts'

/** Where the API server listens unless it is told otherwise. */
const USUAL_PORT = 6443

/**
 * The API server as address blocks: what is judged is the address behind its Service (END-7). Its EndpointSlice tells,
 * else the hosts its pods run on.
 */
export const TO_API_SERVER = defineTemplate(
  TO_API_SERVER_WORDS,
  (context, given) => {
    const { addresses, ports } = findApiServer(context.prepared.cluster)
    return {
      target: targetField(context, given.target),
      addresses: listField('Addresses of the API server', given.addresses, addresses),
      ports: portsField('Ports', given.ports, ports),
    }
  },
  (context, { target, addresses, ports }) => {
    const subject = podsOf(context, target)
    const blocks = addresses.value.map((cidr): JsonObject => ({ ipBlock: { cidr } }))
    const spec = toSpec(subject.podSelector, ['egress'], { egress: [toRule('egress', blocks, ports.value)] })
    const name = subject.isFrame ? 'allow-api-server' : `allow-${subject.slug}-to-api-server`
    const label = `Allow ${subject.title} → API server ${formatWanted(ports.value)}`
    return planPolicies(context, label, [policyFor(subject, name, spec)])
  },
)

interface Known {
  readonly addresses: readonly string[]
  readonly ports: readonly WantedPort[]
}

function findApiServer({ endpointSlices, workloads }: Cluster): Known {
  const slices = endpointSlices.filter(({ namespace, service }) => namespace === 'default' && service === 'kubernetes')
  const behind = slices.flatMap(({ addresses }) => addresses)
  const numbers = slices.flatMap(({ ports }) => ports.flatMap(({ port }) => port ?? []))
  const servers = workloads.filter(
    ({ namespace, name }) => namespace === 'kube-system' && name.startsWith('kube-apiserver'),
  )
  const hosts = servers.flatMap((server) => server.pods.flatMap(({ addresses }) => addresses))
  return {
    addresses: [...new Set((behind.length > 0 ? behind : hosts).map(toBlock))],
    ports: [...new Set(numbers.length > 0 ? numbers : [USUAL_PORT])].map(toWanted),
  }
}

function toBlock(address: Address): string {
  return `${formatAddress(address)}/${address.family === 4 ? 32 : 128}`
}

function toWanted(port: number): WantedPort {
  return { kind: 'range', protocol: 'TCP', first: port, last: port }
}
