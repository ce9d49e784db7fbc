import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../model/endpoint.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Flow } from '../model/verdict.ts'
import { intersectAddresses } from '../net/address.ts'
import { type ClusterNote, makeCluster, mapPolicies, type PolicyNote, type RuleNote } from './cluster.testing.ts'
import { compareFlows } from './compare.ts'
import { type Prepared, prepare } from './prepare.ts'
import { randomCluster, randomSettings } from './random-cluster.testing.ts'
import { eachFlow, flowBetween } from './reachability.ts'

/** All flows by their ends, so that the order of endpoints does not count. */
function flowsOf(note: ClusterNote, settings: EngineSettings): ReadonlyMap<string, Pick<Flow, 'allowed' | 'depends'>> {
  const flows = [...eachFlow(prepare(makeCluster(note), settings))]
  return new Map(
    flows.map(({ from, to, allowed, depends }) => [`${from} → ${to}`, { allowed, depends }] as const).sort(),
  )
}

function reverseRule({ from, to, ports }: RuleNote): RuleNote {
  return {
    ...(from ? { from: [...from].reverse() } : {}),
    ...(to ? { to: [...to].reverse() } : {}),
    ...(ports ? { ports: [...ports].reverse() } : {}),
  }
}

/** The same policies with every rule replaced by several. */
function mapRules(note: ClusterNote, change: (rule: RuleNote) => readonly RuleNote[]): ClusterNote {
  return mapPolicies(note, ({ ingress, egress, ...policy }) => ({
    ...policy,
    ...(ingress ? { ingress: ingress.flatMap(change) } : {}),
    ...(egress ? { egress: egress.flatMap(change) } : {}),
  }))
}

const declaredOnly = randomSettings.map((settings) => ({ ...settings, implied: false }))

function keepsFlows(change: (note: ClusterNote) => ClusterNote): void {
  fc.assert(
    fc.property(randomCluster, declaredOnly, (note, settings) => {
      expect(flowsOf(change(note), settings)).toEqual(flowsOf(note, settings))
    }),
    { numRuns: 40 },
  )
}

describe('flows', () => {
  it('[ISO-5] do not change when policies, rules, peers and ports are reordered', () => {
    keepsFlows((note) => {
      const turned = mapPolicies(note, (policy) => ({
        ...policy,
        ...(policy.ingress ? { ingress: [...policy.ingress].reverse().map(reverseRule) } : {}),
        ...(policy.egress ? { egress: [...policy.egress].reverse().map(reverseRule) } : {}),
      }))
      return { ...turned, policies: [...(turned.policies ?? [])].reverse() }
    })
  })

  it('[RUL-3] do not change when port entries become rules of their own', () => {
    keepsFlows((note) =>
      mapRules(note, (rule) => (rule.ports?.length ? rule.ports.map((port) => ({ ...rule, ports: [port] })) : [rule])),
    )
  })

  it('[ISO-5] do not change when a policy is split by its rules', () => {
    keepsFlows((note) => ({
      ...note,
      policies: (note.policies ?? []).flatMap((policy) => {
        const types = policy.policyTypes?.length
          ? policy.policyTypes
          : policy.egress?.length
            ? (['Ingress', 'Egress'] as const)
            : (['Ingress'] as const)
        const bare: PolicyNote = { ...policy, policyTypes: types, ingress: [], egress: [] }
        return [
          bare,
          ...(policy.ingress ?? []).map((rule) => ({ ...bare, ingress: [rule] })),
          ...(policy.egress ?? []).map((rule) => ({ ...bare, egress: [rule] })),
        ]
      }),
    }))
  })

  it('[ISO-6] turn round with the policies when port names are left out', () => {
    const turn = (rule: RuleNote): RuleNote => ({
      ...(rule.to ? { from: rule.to } : {}),
      ...(rule.from ? { to: rule.from } : {}),
      ports: (rule.ports ?? []).filter(({ port }) => typeof port !== 'string'),
    })
    const straight = (rule: RuleNote): RuleNote => ({
      ...rule,
      ports: (rule.ports ?? []).filter(({ port }) => typeof port !== 'string'),
    })
    const explicit = (policy: PolicyNote): PolicyNote => ({
      ...policy,
      policyTypes: policy.policyTypes?.length
        ? policy.policyTypes
        : policy.egress?.length
          ? ['Ingress', 'Egress']
          : ['Ingress'],
    })
    const other = { Ingress: 'Egress', Egress: 'Ingress' } as const
    fc.assert(
      fc.property(randomCluster, declaredOnly, (note, settings) => {
        // Traffic from a node to its own pods has no mirror image.
        const nodeless = {
          ...note,
          workloads: (note.workloads ?? []).map(({ node: _, pods, ...workload }) => ({
            ...workload,
            ...(pods ? { pods: pods.map(({ node: __, ...pod }) => pod) } : {}),
          })),
        }
        const forward = mapPolicies(nodeless, (policy) => {
          const { ingress = [], egress = [], ...rest } = explicit(policy)
          return { ...rest, ingress: ingress.map(straight), egress: egress.map(straight) }
        })
        const backward = mapPolicies(nodeless, (policy) => {
          const { ingress = [], egress = [], policyTypes = [], ...rest } = explicit(policy)
          return {
            ...rest,
            policyTypes: policyTypes.map((type) => other[type]),
            ingress: egress.map(turn),
            egress: ingress.map(turn),
          }
        })
        const turned = [...flowsOf(backward, settings)].map(
          ([pair, ports]) => [pair.split(' → ').reverse().join(' → '), ports] as const,
        )
        expect(new Map(turned)).toEqual(flowsOf(forward, settings))
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('compareFlows', () => {
  it('finds what all pairs before and after say, also where endpoints split differently', () => {
    fc.assert(
      fc.property(randomCluster, declaredOnly, fc.nat(3), (note, settings, index) => {
        const policies = note.policies ?? []
        const changed = {
          ...note,
          policies: policies.filter((_, place) => place !== index % Math.max(policies.length, 1)),
        }
        const [before, after] = [prepare(makeCluster(note), settings), prepare(makeCluster(changed), settings)]
        const { opened, closed } = compareFlows(before, after)
        expect([...opened].map(({ from, to }) => `${from} → ${to}`)).toEqual(findGained(after, before))
        expect([...closed].map(({ from, to }) => `${from} → ${to}`)).toEqual(findGained(before, after))
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

/** Pairs of `now` that pass more than some pair of `then` that stands for the same pods or addresses. */
function findGained(now: Prepared, then: Prepared): readonly string[] {
  const everyone = ({ members }: Prepared) => members.map(({ endpoint }) => endpoint)
  const isHidden = [now, then].every(({ endpoints, members }) => endpoints.length < members.length)
  const compared = isHidden ? now.endpoints : everyone(now)
  const pairs = compared.flatMap((from) => compared.map((to) => ({ from, to })))
  return pairs
    .filter(({ from, to }) => from.kind === 'pods' || to.kind === 'pods')
    .filter(({ from, to }) => !(from === to && from.kind === 'pods' && from.kindName === 'Pod'))
    .filter(({ from, to }) =>
      everyone(then)
        .filter((one) => isShared(from, one))
        .some((earlierFrom) =>
          everyone(then)
            .filter((one) => isShared(to, one))
            .some((earlierTo) =>
              isMore(flowBetween(now, from.id, to.id), flowBetween(then, earlierFrom.id, earlierTo.id)),
            ),
        ),
    )
    .map(({ from, to }) => `${from.id} → ${to.id}`)
}

function isShared(a: Endpoint, b: Endpoint): boolean {
  if (a.kind === 'outside') return b.kind === 'outside' && intersectAddresses(a.addresses, b.addresses).length > 0
  return (
    b.kind === 'pods' &&
    a.workload?.id === b.workload?.id &&
    a.pods.some(({ name }) => b.pods.some((pod) => pod.name === name))
  )
}

/** Whether a flow allows or may allow some port that the other neither allows nor, for the doubtful ones, may allow. */
function isMore(flow: Flow, other: Flow | undefined): boolean {
  const ports = (one: Flow | undefined, kind: 'allowed' | 'depends') =>
    (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
      (one?.[kind][protocol] ?? []).flatMap(({ first, last }) => [
        ...SAMPLES.filter((port) => first <= port && port <= last).map((port) => `${protocol} ${port}`),
      ]),
    )
  const [allowed, possible] = [
    new Set(ports(other, 'allowed')),
    new Set([...ports(other, 'allowed'), ...ports(other, 'depends')]),
  ]
  return (
    ports(flow, 'allowed').some((port) => !allowed.has(port)) ||
    ports(flow, 'depends').some((port) => !possible.has(port))
  )
}

const SAMPLES = [1, 2, 53, 79, 80, 81, 90, 91, 3868, 8080, 9090, 65535]
