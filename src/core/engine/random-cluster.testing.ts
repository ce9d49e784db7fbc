import fc from 'fast-check'
import { CNI_PROFILES } from '../model/cni-profiles.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { AddressSet, Family } from '../net/address.ts'
import { toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import type { ClusterNote, LabelsNote, PodNote, PolicyNote, WorkloadNote } from './cluster.testing.ts'
import { IPV4, IPV6, labels, NAMESPACES, podSelector, rule } from './random-rules.testing.ts'

const PORTS = ['http:80', 'http:8080', 'alt:80', 'dns:53/UDP', 'dns:5353', 'http:80/UDP', ':9090', 'sig:3868/SCTP']

/** A policy in which everything that may be absent is absent, empty or given. */
export const randomPolicy: fc.Arbitrary<Omit<PolicyNote, 'name'>> = fc.record(
  {
    namespace: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...NAMESPACES) },
      { weight: 1, arbitrary: fc.constant('d') },
    ),
    podSelector,
    policyTypes: fc.constantFrom<readonly ('Ingress' | 'Egress')[]>([], ['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: fc.array(rule('from'), { maxLength: 3 }),
    egress: fc.array(rule('to'), { maxLength: 3 }),
    stale: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  },
  { requiredKeys: ['namespace'] },
)

export const randomPod: fc.Arbitrary<PodNote> = fc.record(
  {
    labels,
    unknown: fc.constantFrom([], [], [], ['hash'], ['hash', 'uid']),
    ports: fc.subarray(PORTS, { maxLength: 3 }),
    ips: fc.oneof(
      fc.constant([]),
      fc.constantFrom(...IPV4).map((ip) => [ip]),
      fc.constantFrom(...IPV6).map((ip) => [ip]),
      fc.tuple(fc.constantFrom(...IPV4), fc.constantFrom(...IPV6)).map((both) => [...both]),
    ),
    host: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    node: fc.constantFrom('n1', 'n2'),
  },
  { requiredKeys: [] },
)

/** A workload that has no name yet. */
export type NamelessWorkload = Omit<WorkloadNote, 'id'> & { readonly namespace: string }

export const randomWorkload: fc.Arbitrary<NamelessWorkload> = fc.oneof(
  fc.tuple(fc.constantFrom(...NAMESPACES), randomPod).map(([namespace, one]) => ({ namespace, ...one })),
  fc
    .tuple(fc.constantFrom(...NAMESPACES), fc.array(randomPod, { minLength: 1, maxLength: 3 }))
    .map(([namespace, pods]) => ({ namespace, pods })),
)

/** A workload with a name, by its number. */
export function nameWorkload({ namespace, ...note }: NamelessWorkload, index: number): WorkloadNote {
  return { ...note, id: note.pods ? `${namespace}/Deployment/w${index}` : `${namespace}/w${index}` }
}

const families = fc.constantFrom<readonly Family[] | undefined>(undefined, undefined, undefined, [4, 6])

/** Nodes whose podCIDRs hold some of the known addresses, or all, or none. */
const nodes = fc.constantFrom<ClusterNote['nodes']>(
  undefined,
  undefined,
  undefined,
  { n1: ['10.0.0.0/9'], n2: ['10.128.0.0/9'] },
  { n1: ['10.0.0.0/30', 'fd00::/64'] },
  { n1: ['100.64.0.0/10'] },
)

/** Small clusters in which every feature of policies meets every other. */
export const randomCluster: fc.Arbitrary<ClusterNote> = fc
  .record({
    namespaces: fc.record(
      {
        a: fc.constantFrom<LabelsNote>({}, { team: 'red' }, { team: 'blue', env: 'prod' }),
        b: fc.constantFrom<LabelsNote>({}, { team: 'red' }),
      },
      { requiredKeys: [] },
    ),
    workloads: fc.array(randomWorkload, { minLength: 1, maxLength: 4 }),
    policies: fc.array(randomPolicy, { maxLength: 4 }),
    families,
    nodes,
  })
  .map(({ namespaces, workloads, policies, families: known, nodes: machines }) => ({
    namespaces,
    workloads: workloads.map(nameWorkload),
    policies: policies.map((note, index) => ({ ...note, name: `p${index}` })),
    ...(known ? { families: known } : {}),
    ...(machines ? { nodes: machines } : {}),
  }))

const ranges = fc.constantFrom<AddressSet | 'any' | undefined>(
  undefined,
  undefined,
  'any',
  rangesOf('10.0.0.0/9'),
  rangesOf('10.0.0.0/30', 'fd00::/120'),
  rangesOf('fd00::/120'),
)

const cni = fc.oneof({ weight: 2, arbitrary: fc.constant('upstream' as const) }, fc.constantFrom(...CNI_PROFILES))

export const randomSettings: fc.Arbitrary<EngineSettings> = fc
  .tuple(cni, ranges, fc.boolean())
  .map(([profile, podRanges, implied]) => ({
    cni: profile,
    implied,
    ...(podRanges === undefined ? {} : { podRanges }),
  }))

function rangesOf(...cidrs: readonly string[]): AddressSet {
  return toAddressSet(cidrs.map(readCidr).flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : [])))
}
