/**
 * Other dialects as tiers, compiled by hand: what Calico, the ClusterNetworkPolicy of policy.networking.k8s.io and Cilium
 * say of a few situations. Calico tries policies by order and the first match decides; ClusterNetworkPolicy has a tier
 * before NetworkPolicy and one after; in Cilium all policies are one pool in which deny wins.
 */
import { describe, expect, it } from 'vitest'
import type { Protocol } from '../net/ports.ts'
import { createAsk, setScene, type TierNote, type TierPolicyNote, type TierRuleNote } from './tiers.testing.ts'

const scene = setScene(
  {
    workloads: [
      { id: 'shop/web', ips: ['10.1.0.10'], ports: ['http:8080'] },
      { id: 'shop/api', ips: ['10.1.0.11'], ports: ['http:9090'] },
      { id: 'shop/bare', ips: ['10.1.0.12'] },
      { id: 'pay/db', ips: ['10.1.1.20'], ports: ['pg:5432'] },
      { id: 'pay/job', ips: ['10.1.1.21'] },
    ],
  },
  ['203.0.113.0/24', '198.51.100.0/24'],
  '10.0.0.0/8',
)

const OFFICE = '203.0.113.0/24'
const BRANCH = '198.51.100.0/24'
const SHOP = ['web', 'api', 'bare']
const PAY = ['db', 'job']
const PODS = [...SHOP, ...PAY]

interface Vector {
  readonly id: string
  readonly words: string
  readonly tiers: readonly TierNote[]
  /** `api→web TCP 8080`, with the answer. */
  readonly answers: Readonly<Record<string, 'allowed' | 'denied'>>
}

const tier = (end: TierNote['end'], ...policies: readonly TierPolicyNote[]): TierNote => ({ end, policies })

/** A policy that speaks of what reaches its subjects; in Calico and NetworkPolicy it isolates them there. */
const onIngress = (subjects: readonly string[], ...ingress: readonly TierRuleNote[]): TierPolicyNote => ({
  subjects,
  isolates: ['ingress'],
  ingress,
})

const allow = (rank: number, ...peers: readonly string[]): TierRuleNote => ({ action: 'allow', rank, peers })
const deny = (rank: number, ...peers: readonly string[]): TierRuleNote => ({ action: 'deny', rank, peers })
const pass = (rank: number, ...peers: readonly string[]): TierRuleNote => ({ action: 'pass', rank, peers })

/** A rule that isolates nobody: policies of the tiers around NetworkPolicy only speak of what they match. */
const speaksTo = (subjects: readonly string[], ...ingress: readonly TierRuleNote[]): TierPolicyNote => ({
  subjects,
  ingress,
})

/** In Calico a NetworkPolicy has order 1000, in the default tier. */
const K8S = 1000

const CALICO: readonly Vector[] = [
  {
    id: 'K6',
    words: 'a policy without order comes after NetworkPolicies',
    tiers: [tier('deny', onIngress(['web'], allow(K8S, 'api')), onIngress(['web'], { action: 'deny', rank: 9999 }))],
    answers: { 'api→web TCP 8080': 'allowed', 'db→web TCP 8080': 'denied' },
  },
  {
    id: 'K7',
    words: 'a smaller order comes before them',
    tiers: [tier('deny', onIngress(['web'], allow(500, ...PAY)), onIngress(['web'], allow(K8S, 'api')))],
    answers: { 'db→web TCP 8080': 'allowed', [`${OFFICE}→web TCP 8080`]: 'denied' },
  },
  {
    id: 'K8',
    words: 'pass leaves the tier, and the NetworkPolicies in it',
    tiers: [tier('deny', onIngress(['web'], pass(500, ...PAY)), onIngress(['web'], allow(K8S, 'api')))],
    answers: {
      'db→web TCP 8080': 'allowed',
      'api→web TCP 8080': 'allowed',
      [`${OFFICE}→web TCP 8080`]: 'denied',
    },
  },
  {
    id: 'K9',
    words: 'what no rule of a tier matches is denied at its end',
    tiers: [tier('deny', onIngress(['web'], pass(0, 'api'))), tier('deny')],
    answers: { 'api→web TCP 8080': 'allowed', 'db→web TCP 8080': 'denied', 'db→api TCP 9090': 'allowed' },
  },
  {
    id: 'K10',
    words: 'unless its default action is pass',
    tiers: [tier('pass', onIngress(['web'], pass(0, 'api'))), tier('deny')],
    answers: { 'db→web TCP 8080': 'allowed' },
  },
  {
    id: 'K11',
    words: 'a tier without policies in force decides nothing',
    tiers: [tier('deny'), tier('deny')],
    answers: { 'db→web TCP 8080': 'allowed', [`web→${OFFICE} TCP 443`]: 'allowed' },
  },
  {
    id: 'K12',
    words: 'a policy of one direction says nothing of the other',
    tiers: [tier('deny', onIngress(['web'], { action: 'deny' })), tier('deny')],
    answers: { 'web→db TCP 5432': 'allowed', 'db→web TCP 8080': 'denied' },
  },
  {
    id: 'K29',
    words: 'of equal orders the name decides, and then the first match',
    tiers: [
      tier('deny', onIngress(['web'], { action: 'deny', rank: 5 }), onIngress(['web'], { action: 'allow', rank: 6 })),
    ],
    answers: { 'api→web TCP 8080': 'denied' },
  },
]

const networkPolicy = (...policies: readonly TierPolicyNote[]): TierNote => tier('deny', ...policies)
const admin = (...policies: readonly TierPolicyNote[]): TierNote => tier('pass', ...policies)
const baseline = admin

const CLUSTER_NETWORK_POLICY: readonly Vector[] = [
  {
    id: 'P1',
    words: 'an admin deny is not taken back by a NetworkPolicy',
    tiers: [
      admin(speaksTo(SHOP, deny(10, ...PAY))),
      networkPolicy(onIngress(['web'], { action: 'allow' })),
      baseline(),
    ],
    answers: { 'db→web TCP 8080': 'denied', 'api→web TCP 8080': 'allowed' },
  },
  {
    id: 'P2',
    words: 'an admin accept needs no NetworkPolicy; the rest is left to it',
    tiers: [
      admin(speaksTo(SHOP, { ...allow(10, ...PAY), ports: ['TCP 8080'] })),
      networkPolicy(onIngress(['web'])),
      baseline(),
    ],
    answers: { 'db→web TCP 8080': 'allowed', 'db→web TCP 8081': 'denied' },
  },
  {
    id: 'P3',
    words: 'pass takes a flow past later rules of the tier',
    tiers: [admin(speaksTo(SHOP, pass(5, 'api')), speaksTo(SHOP, deny(10, ...PODS))), networkPolicy(), baseline()],
    answers: { 'api→web TCP 8080': 'allowed', 'db→web TCP 8080': 'denied' },
  },
  {
    id: 'P4',
    words: 'and hands it to NetworkPolicy',
    tiers: [
      admin(speaksTo(SHOP, pass(5, 'api')), speaksTo(SHOP, deny(10, ...PODS))),
      networkPolicy(onIngress(['web'])),
      baseline(),
    ],
    answers: { 'api→web TCP 8080': 'denied' },
  },
  {
    id: 'P5',
    words: 'the baseline counts only where no NetworkPolicy isolates',
    tiers: [admin(), networkPolicy(onIngress(['web'], allow(0, 'api'))), baseline(speaksTo(SHOP, deny(10, ...PODS)))],
    answers: { 'api→web TCP 8080': 'allowed', 'db→web TCP 8080': 'denied', 'api→bare TCP 80': 'denied' },
  },
  {
    id: 'P6',
    words: 'direction by direction',
    tiers: [
      admin(),
      networkPolicy({ subjects: ['web'], isolates: ['egress'] }),
      baseline(speaksTo(SHOP, deny(10, ...PODS))),
    ],
    answers: { 'db→web TCP 8080': 'denied' },
  },
  {
    id: 'P7',
    words: 'a pass in the baseline allows, for nothing follows',
    tiers: [admin(), networkPolicy(), baseline(speaksTo(SHOP, pass(10, ...PODS)), speaksTo(SHOP, deny(20, ...PODS)))],
    answers: { 'db→web TCP 8080': 'allowed' },
  },
  {
    id: 'P13',
    words: 'rules of one policy in their order',
    tiers: [admin(speaksTo(SHOP, pass(1, 'api'), deny(2, ...PODS))), networkPolicy(), baseline()],
    answers: { 'api→web TCP 8080': 'allowed', 'db→web TCP 8080': 'denied' },
  },
  {
    id: 'P19',
    words: 'an admin allow comes before a baseline deny',
    tiers: [
      admin(speaksTo(SHOP, { action: 'allow', rank: 1 })),
      networkPolicy(),
      baseline(speaksTo(SHOP, { action: 'deny' })),
    ],
    answers: { 'db→web TCP 8080': 'allowed' },
  },
]

/** One pool of rules of one rank. */
const pool = (...policies: readonly TierPolicyNote[]): readonly TierNote[] => [tier('deny', ...policies)]

const CILIUM: readonly Vector[] = [
  {
    id: 'C17',
    words: 'deny wins over a wider allow',
    tiers: pool({
      subjects: ['web'],
      isolates: ['egress'],
      egress: [{ action: 'allow' }, { action: 'deny', peers: [OFFICE] }],
    }),
    answers: {
      [`web→${OFFICE} TCP 443`]: 'denied',
      [`web→${BRANCH} TCP 443`]: 'allowed',
      'web→db TCP 5432': 'allowed',
    },
  },
  {
    id: 'C18',
    words: 'a policy with deny rules alone isolates',
    tiers: pool({ subjects: ['web'], isolates: ['egress'], egress: [{ action: 'deny', ports: ['TCP 5432'] }] }),
    answers: { 'web→db TCP 5432': 'denied', 'web→db TCP 80': 'denied' },
  },
  {
    id: 'C19',
    words: 'unless its default deny is off',
    tiers: pool({ subjects: ['web'], egress: [{ action: 'deny', ports: ['TCP 5432'] }] }),
    answers: { 'web→db TCP 5432': 'denied', 'web→db TCP 80': 'allowed' },
  },
  {
    id: 'C20',
    words: 'default deny of a direction without entries does nothing',
    tiers: pool({ subjects: ['web'], isolates: ['egress'], egress: [{ action: 'allow' }] }),
    answers: { 'api→web TCP 8080': 'allowed' },
  },
  {
    id: 'C21',
    words: 'what allows without isolating adds to what isolates',
    tiers: pool(
      { subjects: ['web'], egress: [{ action: 'allow', ports: ['TCP 53', 'UDP 53', 'SCTP 53'] }] },
      { subjects: ['web'], isolates: ['egress'], egress: [{ action: 'allow', peers: ['db'], ports: ['TCP 5432'] }] },
    ),
    answers: {
      [`web→${OFFICE} UDP 53`]: 'allowed',
      'web→db TCP 5432': 'allowed',
      [`web→${OFFICE} TCP 443`]: 'denied',
    },
  },
  {
    id: 'C22',
    words: 'deny wins over the allow of another policy',
    tiers: pool(onIngress(['web'], allow(0, 'db')), onIngress(['web'], deny(0, ...PAY))),
    answers: { 'db→web TCP 8080': 'denied' },
  },
]

function answersOf({ tiers, answers }: Vector): Vector['answers'] {
  const ask = createAsk(scene, tiers)
  const given = Object.keys(answers).map((question) => {
    const [, from = '', to = '', protocol, port] = /^(.*)→(\S*) (\w+) (\d+)$/.exec(question) ?? []
    return [question, ask(from, to, protocol as Protocol, Number(port))] as const
  })
  return Object.fromEntries(given) as Vector['answers']
}

describe.each([
  ['Calico', CALICO],
  ['ClusterNetworkPolicy', CLUSTER_NETWORK_POLICY],
  ['Cilium', CILIUM],
] as const)('%s as tiers', (_, vectors) => {
  it.each(vectors)('[$id] $words', (vector) => {
    expect(answersOf(vector)).toEqual(vector.answers)
  })
})
