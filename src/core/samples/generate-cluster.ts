import { createRandom } from './random.ts'

/** How large a made-up cluster is. */
export interface ClusterSize {
  readonly workloads: number
  readonly namespaces: number
  /** Another cluster for another number. */
  readonly seed: number
  /** From 0 to 1: how many of the namespaces have no policies; left out: 0.2. */
  readonly openShare?: number
}

interface Space {
  readonly name: string
  readonly team: string
  readonly env: string
  readonly open: boolean
  readonly apps: App[]
}

interface App {
  readonly name: string
  readonly tier: string
  readonly port: number
}

/** Whom a workload's policy names. */
interface Peers {
  readonly friend: string
  readonly team: string
  readonly tiers: readonly [string, string]
  readonly port: string | number
  readonly endPort: number
  readonly egressPort: number
  /** The second number of an IPv4 block. */
  readonly block: number
}

const TIERS = ['frontend', 'backend', 'worker', 'data']
const PORTS = [8080, 8443, 9090, 5432, 6379, 9092, 3306, 50051]

/**
 * A made-up cluster as YAML documents, the same bytes for the same numbers: namespaces with Deployments. All but an `openShare` of the namespaces are under default deny both ways, with DNS and
 * one policy per workload: peers in the namespace and across, ports by number, name and range, a block with an
 * exception.
 */
export function generateCluster({ workloads, namespaces, seed, openShare = 0.2 }: ClusterSize): string {
  const random = createRandom(seed)
  const spaces = Array.from({ length: namespaces }, (_, index) => makeSpace(index, random() < openShare))
  const deployments = Array.from({ length: workloads }, (_, index) => {
    const space = spaces[index % namespaces] as Space
    const app = makeApp(index, pickFrom(random, PORTS))
    space.apps.push(app)
    return deployment(space, app, 1 + Math.floor(random() * 4))
  })
  const policies = spaces.filter(({ open }) => !open).flatMap((space) => policiesOf(space, spaces, random))
  return `${[...spaces.map(namespace), ...deployments, ...policies].join('\n---\n')}\n`
}

type Random = () => number

function pickFrom<Item>(random: Random, list: readonly Item[]): Item {
  return list[Math.floor(random() * list.length)] as Item
}

function makeSpace(index: number, open: boolean): Space {
  const name = `team-${String(index).padStart(3, '0')}`
  return { name, team: `t${index % 7}`, env: index % 3 === 0 ? 'prod' : 'stage', open, apps: [] }
}

function makeApp(index: number, port: number): App {
  return { name: `app-${String(index).padStart(5, '0')}`, tier: TIERS[index % TIERS.length] as string, port }
}

function policiesOf(space: Space, spaces: readonly Space[], random: Random): readonly string[] {
  const forApps = space.apps.map((app) => allowApp(space, app, choosePeers(space, app, spaces, random)))
  return [defaultDeny(space), allowDns(space, spaces[0] as Space), ...forApps]
}

function choosePeers(space: Space, app: App, spaces: readonly Space[], random: Random): Peers {
  return {
    friend: pickFrom(random, space.apps).name,
    team: pickFrom(random, spaces).team,
    block: Math.floor(random() * 256),
    tiers: [pickFrom(random, TIERS), pickFrom(random, TIERS)],
    port: random() < 0.5 ? 'main' : app.port,
    endPort: 9100 + Math.floor(random() * 50),
    egressPort: pickFrom(random, PORTS),
  }
}

function namespace({ name, team, env }: Space): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    kubernetes.io/metadata.name: ${name}
    team: ${team}
    env: ${env}`
}

function deployment(space: Space, app: App, replicas: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${app.name}
  namespace: ${space.name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${app.name}
  template:
    metadata:
      labels:
        app: ${app.name}
        tier: ${app.tier}
    spec:
      containers:
        - name: main
          image: example.com/${app.name}:1
          ports:
            - name: main
              containerPort: ${app.port}
            - name: metrics
              containerPort: 9100`
}

function policyHead(space: Space, name: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${space.name}
spec:`
}

function defaultDeny(space: Space): string {
  return `${policyHead(space, 'default-deny')}
  podSelector: {}
  policyTypes: [Ingress, Egress]`
}

function allowDns(space: Space, dnsSpace: Space): string {
  return `${policyHead(space, 'allow-dns')}
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ${dnsSpace.name}
      ports:
        - { protocol: UDP, port: 53 }
        - { protocol: TCP, port: 53 }`
}

function allowApp(space: Space, app: App, peers: Peers): string {
  const { friend, team, tiers, port, endPort, egressPort, block } = peers
  return `${policyHead(space, `allow-${app.name}`)}
  podSelector:
    matchLabels:
      app: ${app.name}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: ${friend}
        - namespaceSelector:
            matchLabels:
              team: ${team}
          podSelector:
            matchExpressions:
              - { key: tier, operator: In, values: [${tiers.join(', ')}] }
      ports:
        - port: ${port}
    - from:
        - namespaceSelector:
            matchLabels:
              env: prod
      ports:
        - { protocol: TCP, port: 9100, endPort: ${endPort} }
  egress:
    - to:
        - podSelector: {}
    - to:
        - namespaceSelector:
            matchExpressions:
              - { key: team, operator: NotIn, values: [${team}] }
      ports:
        - port: ${egressPort}
    - to:
        - ipBlock:
            cidr: 10.${block}.0.0/16
            except: [10.${block}.7.0/24]
      ports:
        - port: 443`
}
