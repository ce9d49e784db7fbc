import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CNI_PROFILES } from '../model/cni-profiles.ts'
import type { Endpoint } from '../model/endpoint.ts'
import { admissionsOf } from './admissions.ts'
import { buildPicture } from './build-picture.ts'
import { nodeEndpoints } from './expand-edge.ts'
import {
  deployment,
  flowsOfEngine,
  flowsOfPicture,
  manifests,
  namespace,
  policy,
  prepareText,
  workload,
} from './picture.testing.ts'

const NAMESPACES = ['red', 'green', 'blue']
const name = fc.constantFrom(...NAMESPACES)
const app = fc.constantFrom('a', 'b', 'c')

const selector = fc.oneof(
  { weight: 2, arbitrary: fc.constant('{}') },
  { weight: 3, arbitrary: app.map((value) => `{ matchLabels: { app: ${value} } }`) },
  { weight: 1, arbitrary: fc.constant('{ matchExpressions: [{ key: app, operator: NotIn, values: [a] }] }') },
  { weight: 1, arbitrary: fc.constant('{ matchExpressions: [{ key: tier, operator: Exists }] }') },
)
const namespaceSelector = fc.oneof(
  fc.constant('{}'),
  fc.constant('{ matchLabels: { env: prod } }'),
  name.map((value) => `{ matchLabels: { kubernetes.io/metadata.name: ${value} } }`),
)
const block = fc.constantFrom(
  '{ cidr: 0.0.0.0/0 }',
  '{ cidr: 10.0.0.0/8 }',
  '{ cidr: 10.0.0.0/9 }',
  '{ cidr: 10.128.0.0/9 }',
  '{ cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16] }',
  '{ cidr: 203.0.113.0/24 }',
  '{ cidr: "::/0" }',
)
const peer = fc.oneof(
  { weight: 3, arbitrary: selector.map((pods) => `{ podSelector: ${pods} }`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(namespaceSelector, selector)
      .map(([ns, pods]) => `{ namespaceSelector: ${ns}, podSelector: ${pods} }`),
  },
  { weight: 2, arbitrary: namespaceSelector.map((ns) => `{ namespaceSelector: ${ns} }`) },
  { weight: 2, arbitrary: block.map((cidr) => `{ ipBlock: ${cidr} }`) },
)
const port = fc.constantFrom(
  '{ port: 8080 }',
  '{ port: 8080, endPort: 8090 }',
  '{ port: http }',
  '{ protocol: UDP, port: 53 }',
  '{ protocol: UDP }',
  '{ port: 443 }',
)
const rule = (peers: 'from' | 'to') =>
  fc
    .tuple(fc.array(peer, { maxLength: 2 }), fc.array(port, { maxLength: 2 }))
    .map(([list, ports]) => `{ ${peers}: [${list.join(', ')}], ports: [${ports.join(', ')}] }`)
const policySpec = fc
  .tuple(
    selector,
    fc.array(rule('from'), { maxLength: 2 }),
    fc.array(rule('to'), { maxLength: 2 }),
    fc.constantFrom('[Ingress]', '[Egress]', '[Ingress, Egress]', '[Ingress]'),
  )
  .map(
    ([pods, ingress, egress, types]) =>
      `{ podSelector: ${pods}, policyTypes: ${types}, ingress: [${ingress.join(', ')}], egress: [${egress.join(', ')}] }`,
  )
const policies = fc.array(fc.tuple(name, policySpec), { minLength: 1, maxLength: 6 })
const workloads = fc.uniqueArray(
  fc.record({
    ns: name,
    app,
    kind: fc.constantFrom('Deployment', 'StatefulSet'),
    ports: fc.constantFrom<readonly string[]>(['8080:http'], ['8081:http', '443'], [], ['8080']),
    labels: fc.constantFrom('', 'tier: front'),
  }),
  { selector: (one) => `${one.ns}/${one.app}`, maxLength: 7 },
)
const address = fc.constantFrom('10.1.2.3', '10.200.0.1', '192.168.7.7')
const pods = fc.uniqueArray(
  fc.record({ ns: name, app, ip: fc.option(address, { nil: undefined }), host: fc.boolean() }),
  { selector: (one) => `${one.ns}/${one.app}`, maxLength: 3 },
)

function podText({
  ns,
  app: label,
  ip,
  host,
}: {
  ns: string
  app: string
  ip: string | undefined
  host: boolean
}): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: pod-${label}, namespace: ${ns}, labels: { app: ${label} } }
spec: { nodeName: n1, ${host ? 'hostNetwork: true, ' : ''}containers: [{ name: main, image: example.com/x, ports: [{ containerPort: 8080, name: http }] }] }
${ip ? `status: { podIP: ${ip} }` : ''}
`
}

const documents = fc
  .tuple(policies, workloads, pods)
  .map(([rules, controllers, bare]) =>
    manifests(
      namespace('red', 'env: prod'),
      namespace('green', 'env: prod'),
      namespace('blue'),
      ...controllers.map((one) => workload(one.kind, one.ns, one.app, one.ports, one.labels)),
      ...bare.map(podText),
      ...rules.map(([ns, spec], index) => policy(ns, `p${index}`, spec)),
    ),
  )

/** Traffic from a node to pods on it is allowed whatever policies say, and never drawn (END-6). */
function isFromNode(prepared: ReturnType<typeof prepareText>, line: string): boolean {
  const source = prepared.endpoint(line.split(' -> ')[0] ?? '')
  return source?.kind === 'pods' && source.hostNetwork
}

/** Hundreds of random clusters, on a machine that may be busy. */
const LONG = 120_000

/** The parts of one workload, among which nothing is claimed. */
function isOneCard([a, b]: readonly (Endpoint | undefined)[]): boolean {
  return a === b || (a?.kind === 'pods' && b?.kind === 'pods' && a.workload !== undefined && a.workload === b.workload)
}

describe('exact bundling', { timeout: LONG }, () => {
  it('stands for the flows that policies admit, no more and no less', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(...CNI_PROFILES), fc.boolean(), (text, cni, implied) => {
        const prepared = prepareText(text, { cni, implied })
        const picture = buildPicture(prepared, { folds: {} })
        const drawn = (line: string) => !isFromNode(prepared, line)
        expect(flowsOfPicture(prepared, picture).filter(drawn)).toEqual(flowsOfEngine(prepared).filter(drawn))
      }),
      { numRuns: 150 },
    )
  })

  it('stands for no more and no less where some of a peer are blocked at their own end', () => {
    const apps = fc.uniqueArray(fc.constantFrom('c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'), { minLength: 6 })
    const closed = fc.uniqueArray(fc.constantFrom('c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 3 })
    const from = fc.constantFrom(
      '',
      'podSelector: {}',
      'namespaceSelector: {}',
      'namespaceSelector: { matchLabels: { env: prod } }',
    )
    let excepted = 0
    fc.assert(
      fc.property(
        apps,
        closed,
        fc.array(from, { minLength: 1, maxLength: 3 }),
        policies,
        (names, deaf, peers, more) => {
          const deny = (app: string) =>
            `{ podSelector: { matchLabels: { app: ${app} } }, policyTypes: [Egress], egress: [{ ports: [{ port: 53 }] }] }`
          const allow = (app: string, peerText: string) =>
            `{ podSelector: { matchLabels: { app: ${app} } }, ingress: [{ from: [${peerText && `{ ${peerText} }`}], ports: [{ port: 8080 }, { port: 53 }] }] }`
          const text = manifests(
            namespace('red', 'env: prod'),
            namespace('green', 'env: prod'),
            namespace('blue'),
            ...names.map((each) => workload('Deployment', 'red', each, ['8080'], '')),
            workload('Deployment', 'green', 'one', [], ''),
            ...deaf.map((each) => policy('red', `deny-${each}`, deny(each))),
            ...peers.map((each, index) => policy('red', `allow-${index}`, allow(names[index] ?? 'c', each))),
            ...more.slice(0, 2).map(([ns, spec], index) => policy(ns, `p${index}`, spec)),
          )
          const prepared = prepareText(text, { implied: false })
          const picture = buildPicture(prepared, { folds: {} })
          excepted += picture.edges.filter(({ except }) => except).length
          expect(flowsOfPicture(prepared, picture)).toEqual(flowsOfEngine(prepared))
        },
      ),
      { numRuns: 80 },
    )
    expect(excepted).toBeGreaterThan(20)
  })

  it('draws an edge of a frame, a group or any pod only when it holds for all cards in it', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const prepared = prepareText(text, { implied: false })
        const picture = buildPicture(prepared, { folds: {} })
        const admissions = admissionsOf(prepared)
        const nodes = nodeEndpoints(admissions, picture)
        const kinds = new Map(picture.nodes.map((node) => [node.id, node]))
        const isPodsOnly = (id: string) => {
          const node = kinds.get(id)
          return node?.kind !== 'outside' || node.role === 'any-pod'
        }
        for (const edge of picture.edges) {
          if (edge.half || !isPodsOnly(edge.from) || !isPodsOnly(edge.to)) continue
          const ports = new Set<string>()
          for (const source of nodes.numbersOf(edge.from)) {
            for (const target of nodes.numbersOf(edge.to)) {
              const pair = [prepared.endpoints[source], prepared.endpoints[target]]
              if (pair.some((end) => end && edge.except?.endpoints.includes(end.id))) continue
              if (isOneCard(pair) || pair.some((end) => end?.kind === 'pods' && end.hostNetwork)) continue
              const only = { ...picture, edges: [edge] }
              ports.add(
                flowsOfPicture(prepared, only)
                  .filter((line) => line.startsWith(`${pair[0]?.id} -> ${pair[1]?.id}:`))
                  .map((line) => line.split(': ')[1])
                  .join(),
              )
            }
          }
          expect(ports.size, edge.id).toBeLessThanOrEqual(1)
          expect(ports.has(''), edge.id).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is the same whatever stands in unrelated namespaces', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const more = manifests(text, namespace('other'), deployment('other', 'stranger', ['80']))
        const before = buildPicture(prepareText(text, { implied: false }), { folds: {} })
        const after = buildPicture(prepareText(more, { implied: false }), { folds: {} })
        const ids = new Set(after.nodes.map(({ id }) => id))
        for (const node of before.nodes) if (node.kind === 'workload') expect(ids.has(node.id)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})
