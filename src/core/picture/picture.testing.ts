import { isolationOf } from '../engine/isolation.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import { eachFlow } from '../engine/reachability.ts'
import { buildCluster } from '../inventory/build-cluster.ts'
import { readDocument } from '../manifest/read-document.ts'
import type { EngineSettings } from '../model/settings.ts'
import { formatPorts, type PortsByProtocol, PROTOCOLS, unionPorts } from '../net/ports.ts'
import { admissionsOf } from './admissions.ts'
import { buildPicture } from './build-picture.ts'
import { expandEdge, nodeEndpoints } from './expand-edge.ts'
import type { Picture, PictureEdge, PictureNode } from './picture.ts'

const SETTINGS: EngineSettings = { cni: 'upstream', implied: true }

/** A cluster read from YAML, ready for questions. */
export function prepareText(text: string, settings: Partial<EngineSettings> = {}): Prepared {
  const reading = readDocument([{ name: 'all.yaml', text }])
  const resources = reading.files.flatMap((file) => file.items.flatMap((item) => item.resources))
  return prepare(buildCluster(resources).cluster, { ...SETTINGS, ...settings })
}

/** The picture of a text. */
export function pictureOf(text: string, settings: Partial<EngineSettings> = {}): Picture {
  return buildPicture(prepareText(text, settings), { folds: {} })
}

/** "web -> api on 8080", "web -> api on 8080, blocked at …": every edge in words, sorted. */
export function edgesInWords(picture: Picture): readonly string[] {
  const titles = new Map(picture.nodes.map((node) => [node.id, describe(node)]))
  return picture.edges.map((edge) => edgeInWords(edge, titles)).sort()
}

function edgeInWords(
  { from, to, label, answer, half, except }: PictureEdge,
  titles: ReadonlyMap<string, string>,
): string {
  const ends = `${titles.get(from)} -> ${titles.get(to)}`
  const sign = answer === 'allowed' ? '' : `${answer} `
  return `${sign}${ends} on ${label}${except ? `, ${except.words}` : ''}${half ? `: ${half.words}` : ''}`
}

function describe({ kind, title }: PictureNode): string {
  return kind === 'namespace' ? `[${title}]` : title
}

/** `x0`, `x1` and so on. */
export function names(count: number, prefix: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`)
}

/** A Deployment with `app: <name>` and further labels, and container ports as `number` or `number:name`. */
export function deployment(namespace: string, name: string, ports: readonly string[] = [], labels = ''): string {
  return workload('Deployment', namespace, name, ports, labels)
}

export function workload(
  kind: string,
  namespace: string,
  name: string,
  ports: readonly string[],
  labels: string,
): string {
  const containerPorts = ports.map((port) => {
    const [number, called] = port.split(':')
    return `{ containerPort: ${number}${called ? `, name: ${called}` : ''} }`
  })
  return `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}${labels === '' ? '' : `, ${labels}`} } }
    spec: { containers: [{ name: main, image: example.com/x, ports: [${containerPorts.join(', ')}] }] }
`
}

export function namespace(name: string, labels = ''): string {
  return `apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { kubernetes.io/metadata.name: ${name}${labels === '' ? '' : `, ${labels}`} } }
`
}

/** A NetworkPolicy with its `spec` in flow style. */
export function policy(namespaceName: string, name: string, spec: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespaceName} }
spec: ${spec}
`
}

export function manifests(...documents: readonly string[]): string {
  return documents.join('---\n')
}

/** What every edge of a picture stands for: `from -> to` with the ports, sorted. */
export function flowsOfPicture(prepared: Prepared, picture: Picture): readonly string[] {
  const admissions = admissionsOf(prepared)
  const nodes = nodeEndpoints(admissions, picture)
  const flows = new Map<string, PortsByProtocol>()
  for (const edge of picture.edges) {
    if (edge.half || edge.answer !== 'allowed') continue
    for (const { source, target, ports } of expandEdge(admissions, nodes, edge)) {
      const key = `${prepared.endpoints[source]?.id} -> ${prepared.endpoints[target]?.id}`
      flows.set(key, join(flows.get(key) ?? {}, admissions.ports.ports(ports)))
    }
  }
  return inWords(flows)
}

/** What policies admit and both ends let pass, straight from the engine: without what nothing isolates. */
export function flowsOfEngine(prepared: Prepared): readonly string[] {
  const flows = new Map<string, PortsByProtocol>()
  for (const { from, to, allowed } of eachFlow(prepared)) {
    const isOpen = isolated(prepared, from, 'egress') === false && isolated(prepared, to, 'ingress') === false
    if (!isOpen && PROTOCOLS.some((protocol) => allowed[protocol])) flows.set(`${from} -> ${to}`, allowed)
  }
  return inWords(flows)
}

function isolated(prepared: Prepared, id: string, direction: 'ingress' | 'egress'): boolean {
  return prepared.endpoint(id)?.kind === 'pods' && isolationOf(prepared, id)[direction].isolation !== 'open'
}

function join(a: PortsByProtocol, b: PortsByProtocol): PortsByProtocol {
  const joined: Partial<Record<(typeof PROTOCOLS)[number], ReturnType<typeof unionPorts>>> = {}
  for (const protocol of PROTOCOLS) {
    const ports = unionPorts(a[protocol] ?? [], b[protocol] ?? [])
    if (ports.length > 0) joined[protocol] = ports
  }
  return joined
}

function inWords(flows: ReadonlyMap<string, PortsByProtocol>): readonly string[] {
  return [...flows]
    .map(
      ([pair, ports]) =>
        `${pair}: ${PROTOCOLS.flatMap((protocol) => (ports[protocol]?.length ? `${protocol} ${formatPorts(ports[protocol])}` : [])).join(' ')}`,
    )
    .filter((line) => !line.endsWith(': '))
    .sort()
}
