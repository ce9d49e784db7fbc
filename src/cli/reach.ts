import { eachFlow } from '../core/engine/reachability.ts'
import type { Endpoint } from '../core/model/endpoint.ts'
import type { Flow } from '../core/model/verdict.ts'
import { formatRange } from '../core/net/address.ts'
import type { Analysis } from '../core/workspace/analyse.ts'
import type { Output } from './output.ts'
import { portsRecord, portsWords } from './ports-text.ts'

/** Streams every endpoint and every pair that may talk as one JSON object. */
export async function writeReachJson({ prepared }: Analysis, out: Output): Promise<void> {
  await out.write('{"endpoints":[')
  await writeList(prepared.endpoints, endpointJson, out)
  await out.write('],"flows":[')
  await writeList(eachFlow(prepared), flowJson, out)
  await out.write(']}\n')
}

/** Streams every pair that may talk as a table. */
export async function writeReachText({ prepared }: Analysis, out: Output): Promise<void> {
  const width = Math.max(4, ...prepared.endpoints.map(({ id }) => Math.min(id.length, 60)))
  const row = (from: string, to: string, ports: string) => `${from.padEnd(width)}  ${to.padEnd(width)}  ${ports}\n`
  if (!(await out.write(row('FROM', 'TO', 'PORTS')))) return
  for (const flow of eachFlow(prepared)) if (!(await out.write(row(flow.from, flow.to, flowWords(flow))))) return
}

async function writeList<Item>(items: Iterable<Item>, format: (item: Item) => string, out: Output): Promise<void> {
  let separator = ''
  for (const item of items) {
    if (!(await out.write(separator + format(item)))) return
    separator = ','
  }
}

function endpointJson(endpoint: Endpoint): string {
  if (endpoint.kind === 'outside')
    return JSON.stringify({ id: endpoint.id, addresses: endpoint.addresses.map(formatRange), implied: false })
  const { id, namespace, kindName, name, pods, implied } = endpoint
  return JSON.stringify({
    id,
    namespace,
    kind: kindName,
    name,
    pods: pods.filter((pod) => pod.inInput).map((pod) => `${namespace}/${pod.name}`),
    implied: implied !== undefined,
  })
}

function flowJson({ from, to, allowed, depends }: Flow): string {
  return JSON.stringify({ from, to, allowed: portsRecord(allowed), depends: portsRecord(depends) })
}

function flowWords({ allowed, depends }: Flow): string {
  const open = portsWords(allowed)
  const unsure = portsWords(depends)
  if (unsure === '') return open
  return open === '' ? `depends: ${unsure}` : `${open} (depends: ${unsure})`
}
