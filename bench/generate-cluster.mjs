#!/usr/bin/env node
// Writes a made-up cluster as YAML documents, the same bytes for the same arguments:
//   node bench/generate-cluster.mjs --workloads 1000 --namespaces 20 --seed 1 > cluster.yaml
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createRandom } from './random.mjs'

const TIERS = ['frontend', 'backend', 'worker', 'data']
const PORTS = [8080, 8443, 9090, 5432, 6379, 9092, 3306, 50051]

/**
 * Namespaces with Deployments. All but an `openShare` of the namespaces are under default deny both ways, with DNS and
 * one policy per workload: peers in the namespace and across, ports by number, name and range, a block with an
 * exception.
 */
export function generateCluster({ workloads, namespaces, seed, openShare = 0.2 }) {
  const random = createRandom(seed)
  const pick = (list) => list[Math.floor(random() * list.length)]
  const below = (limit) => Math.floor(random() * limit)

  const spaces = Array.from({ length: namespaces }, (_, index) => ({
    name: `team-${String(index).padStart(3, '0')}`,
    team: `t${index % 7}`,
    env: index % 3 === 0 ? 'prod' : 'stage',
    open: random() < openShare,
    apps: [],
  }))
  const deployments = Array.from({ length: workloads }, (_, index) => {
    const space = spaces[index % namespaces]
    const app = { name: `app-${String(index).padStart(5, '0')}`, tier: TIERS[index % TIERS.length], port: pick(PORTS) }
    space.apps.push(app)
    return deployment(space, app, 1 + below(4))
  })
  const policies = spaces
    .filter((space) => !space.open)
    .flatMap((space) => [
      defaultDeny(space),
      allowDns(space, spaces[0]),
      ...space.apps.map((app) =>
        allowApp(space, app, {
          friend: pick(space.apps).name,
          team: pick(spaces).team,
          block: below(256),
          tiers: [pick(TIERS), pick(TIERS)],
          port: random() < 0.5 ? 'main' : app.port,
          endPort: 9100 + below(50),
          egressPort: pick(PORTS),
        }),
      ),
    ])
  return `${[...spaces.map(namespace), ...deployments, ...policies].join('\n---\n')}\n`
}

function namespace({ name, team, env }) {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    kubernetes.io/metadata.name: ${name}
    team: ${team}
    env: ${env}`
}

function deployment(space, app, replicas) {
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

function policyHead(space, name) {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${space.name}
spec:`
}

function defaultDeny(space) {
  return `${policyHead(space, 'default-deny')}
  podSelector: {}
  policyTypes: [Ingress, Egress]`
}

function allowDns(space, dnsSpace) {
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

function allowApp(space, app, { friend, team, tiers, port, endPort, egressPort, block }) {
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

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      workloads: { type: 'string', default: '200' },
      namespaces: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      'open-share': { type: 'string', default: '0.2' },
    },
  })
  process.stdout.write(
    generateCluster({
      workloads: Number(values.workloads),
      namespaces: Number(values.namespaces),
      seed: Number(values.seed),
      openShare: Number(values['open-share']),
    }),
  )
}
