/** Random clusters of few namespaces, selectors and blocks, in which policies speak for the same pods and repeat each other. */
import fc from 'fast-check'
import type {
  ClusterNote,
  LabelsNote,
  PeerNote,
  PodNote,
  PolicyNote,
  PortNote,
  RuleNote,
  SelectorNote,
  WorkloadNote,
} from './cluster.testing.ts'
import { nameWorkload } from './random-cluster.testing.ts'

const hash = (...values: readonly string[]): SelectorNote => ({
  matchExpressions: [{ key: 'hash', operator: 'In', values }],
})

const selector = fc.constantFrom<SelectorNote>({}, {}, { matchLabels: { app: 'x' } }, hash('x'), hash('x', 'y'))

const BLOCKS = ['10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '0.0.0.0/0', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']

const peer = fc.oneof(
  selector.map((podSelector): PeerNote => ({ podSelector })),
  selector.map((podSelector): PeerNote => ({ podSelector, namespaceSelector: {} })),
  fc.constantFrom(...BLOCKS).map((cidr): PeerNote => ({ ipBlock: { cidr } })),
)

const port = fc.constantFrom<PortNote>(
  { port: 80 },
  { port: 1, endPort: 80 },
  { port: 'http' },
  { protocol: 'TCP' },
  { protocol: 'SCTP', port: 80 },
)

const rule = (side: 'from' | 'to'): fc.Arbitrary<RuleNote> =>
  fc
    .tuple(fc.array(peer, { minLength: 1, maxLength: 2 }), fc.array(port, { minLength: 1, maxLength: 2 }))
    .map(([peers, ports]) => ({ [side]: peers, ports }))

const policy: fc.Arbitrary<Omit<PolicyNote, 'name'>> = fc.record({
  namespace: fc.constant('a'),
  podSelector: selector,
  policyTypes: fc.constantFrom<readonly ('Ingress' | 'Egress')[]>(['Ingress'], ['Ingress', 'Egress']),
  ingress: fc.array(rule('from'), { minLength: 1, maxLength: 3 }),
  egress: fc.array(rule('to'), { maxLength: 1 }),
})

const pod: fc.Arbitrary<PodNote> = fc.record({
  labels: fc.constantFrom<LabelsNote>({ app: 'x' }, { app: 'y' }),
  unknown: fc.constantFrom([], ['hash']),
  ports: fc.constantFrom(['http:80'], ['http:8080'], []),
  ips: fc.constantFrom([], [], ['10.0.0.1'], ['10.128.0.1']),
  host: fc.constantFrom(false, false, false, true),
})

const inside = pod.map((one) => ({ ...one, namespace: 'a' }))
const beside = fc.array(pod, { minLength: 1, maxLength: 2 }).map((pods) => ({ pods, namespace: 'b' }))

/** A namespace under several policies, and another one. */
export const randomCrowd: fc.Arbitrary<ClusterNote> = fc
  .tuple(fc.tuple(inside, inside, beside), fc.array(policy, { minLength: 2, maxLength: 4 }))
  .map(([workloads, policies]) => ({
    workloads: workloads.map(nameWorkload),
    policies: policies.map((note, index) => ({ ...note, name: `p${index}` })),
    families: [4],
  }))

/** Label values and addresses for pods that lack them, by the number of the pod: how it may turn out to be. */
export interface Turnout {
  readonly labels: readonly LabelsNote[]
  readonly ips: readonly string[]
}

export const randomTurnout: fc.Arbitrary<Turnout> = fc.record({
  labels: fc.array(fc.record({ hash: fc.constantFrom('x', 'y', 'z'), uid: fc.constantFrom('x', 'y') }), {
    minLength: 3,
    maxLength: 3,
  }),
  ips: fc.array(fc.constantFrom('10.0.0.9', '10.128.0.9', '10.200.0.1', '172.16.0.9', '192.168.1.9'), {
    minLength: 3,
    maxLength: 3,
  }),
})

/** The cluster when everything is known that was not. */
export function turnOut(note: ClusterNote, { labels, ips }: Turnout): ClusterNote {
  let count = 0
  const settle = <Note extends PodNote>(pod: Note): Note => {
    const number = count++
    const known = Object.entries(labels[number % labels.length] ?? {}).filter(([key]) => pod.unknown?.includes(key))
    const address = ips[number % ips.length] ?? '10.0.0.9'
    return {
      ...pod,
      unknown: [],
      labels: { ...pod.labels, ...Object.fromEntries(known) },
      ips: pod.ips && pod.ips.length > 0 ? pod.ips : [address],
    }
  }
  const workloads = (note.workloads ?? []).map(
    (workload): WorkloadNote => (workload.pods ? { ...workload, pods: workload.pods.map(settle) } : settle(workload)),
  )
  return { ...note, workloads }
}
