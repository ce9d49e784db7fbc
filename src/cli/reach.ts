import { eachFlow } from '../core/engine/reachability.ts'
import type { Endpoint } from '../core/model/endpoint.ts'
import type { Flow } from '../core/model/verdict.ts'
import { formatRange } from '../core/net/address.ts'
import { portsRecord, portsWords } from '../core/net/ports-text.ts'
import type { Analysis } from '../core/workspace/analyse.ts'
import type { Output } from './output.ts'

/** Streams every endpoint and every pair that may talk as one JSON object. */
export async function writeReachJson({ prepared }: Analysis, out: Output): Promise<void> {
  await out.write('{"endpoints":[')
  await writeList(prepared.endpoints, endpointJson, out)
  await out.write('],"flows":[')
  await writeList(eachFlow(prepared), createFlowJson(), out)
  await out.write(']}\n')
}

/** Streams every pair that may talk as a table. */
export async function writeReachText({ prepared }: Analysis, out: Output): Promise<void> {
  const width = Math.max(4, ...prepared.endpoints.map(({ id }) => Math.min(id.length, 60)))
  const row = (from: string, to: string, ports: string) => `${from.padEnd(width)}  ${to.padEnd(width)}  ${ports}\n`
  if (!(await out.write(row('FROM', 'TO', 'PORTS')))) return
  for (const flow of eachFlow(prepared)) if (!(await out.write(row(flow.from, flow.to, flowWords(flow))))) return
}

/** Items written together: a list of millions must not wait for the stream at each. */
const BATCH = 500

async function writeList<Item>(items: Iterable<Item>, format: (item: Item) => string, out: Output): Promise<void> {
  let text = ''
  let count = 0
  for (const item of items) {
    text += count === 0 ? format(item) : `,${format(item)}`
    count += 1
    if (count % BATCH !== 0) continue
    if (!(await out.write(text))) return
    text = ''
  }
  await out.write(text)
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

/** Many flows have the same ends and ports: each is written once. */
function createFlowJson(): (flow: Flow) => string {
  const ids = new Map<string, string>()
  const ports = new Map<Flow['allowed'], string>()
  let source = ''
  let start = ''
  return ({ from, to, allowed, depends }) => {
    if (from !== source) start = `{"from":${JSON.stringify(from)},"to":`
    source = from
    const target = ids.get(to) ?? remember(ids, to, JSON.stringify(to))
    const open = ports.get(allowed) ?? remember(ports, allowed, JSON.stringify(portsRecord(allowed)))
    const unsure = ports.get(depends) ?? remember(ports, depends, JSON.stringify(portsRecord(depends)))
    return `${start}${target},"allowed":${open},"depends":${unsure}}`
  }
}

function remember<Key>(known: Map<Key, string>, key: Key, text: string): string {
  known.set(key, text)
  return text
}

function flowWords({ allowed, depends }: Flow): string {
  const open = portsWords(allowed)
  const unsure = portsWords(depends)
  if (unsure === '') return open
  return open === '' ? `depends: ${unsure}` : `${open} (depends: ${unsure})`
}
