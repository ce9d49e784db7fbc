import { describe, expect, it } from 'vitest'
import type { EngineSettings } from '../model/settings.ts'
import { type Family, formatRange, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { type ClusterNote, makeCluster, type PolicyNote, UPSTREAM } from './cluster.testing.ts'
import { compareFlows } from './compare.ts'
import { evaluate } from './evaluate.ts'
import { findWhereabouts, locatePod } from './location.ts'
import type { Location } from './member.ts'
import { prepare } from './prepare.ts'

const KNOWN = { id: 'a/known', ips: ['10.244.0.7'] }
const UNKNOWN = { id: 'a/unknown' }
const WEB = { id: 'a/web', labels: { app: 'web' }, ips: ['10.244.1.8'] }
const NODES = { n1: ['10.244.0.0/24'], n2: ['10.244.1.0/24'] }

function within(...cidrs: readonly string[]): EngineSettings {
  const ranges = cidrs.map(readCidr).flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : []))
  return { ...UPSTREAM, podRanges: toAddressSet(ranges) }
}

function places({ possible, certainty }: Location): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...possible].map(([family, ranges]) => [`IPv${family} ${certainty.get(family)}`, ranges.map(formatRange)]),
  )
}

const podNetwork = (note: ClusterNote, settings = UPSTREAM) =>
  places(findWhereabouts(makeCluster(note), settings).podNetwork)

const PRESUMED = {
  'IPv4 presumed': ['10.0.0.0-10.255.255.255', '172.16.0.0-172.31.255.255', '192.168.0.0-192.168.255.255'],
}

describe('pods of unknown address', () => {
  it('[IPB-4a] lie in the podCIDRs of the Nodes when all known pod addresses do', () => {
    expect(podNetwork({ workloads: [KNOWN], nodes: NODES })).toEqual({ 'IPv4 nodes': ['10.244.0.0-10.244.1.255'] })
    expect(podNetwork({ workloads: [UNKNOWN], nodes: NODES })).toEqual(PRESUMED)
    expect(podNetwork({ workloads: [KNOWN, { id: 'a/far', ips: ['10.0.0.1'] }], nodes: NODES })).toEqual(PRESUMED)
    expect(podNetwork({ workloads: [KNOWN] })).toEqual(PRESUMED)
  })

  it('[IPB-4a] lie where the person says, whatever the Nodes say', () => {
    const note = { workloads: [KNOWN], nodes: NODES }
    expect(podNetwork(note, within('10.9.0.0/16'))).toEqual({ 'IPv4 given': ['10.9.0.0-10.9.255.255'] })
    expect(podNetwork(note, { ...UPSTREAM, podRanges: 'any' })).toEqual({ 'IPv4 any': ['0.0.0.0-255.255.255.255'] })
    expect(podNetwork(note, within())).toEqual(PRESUMED)
  })

  it('[IPB-4] are presumed in a family that nothing is said of, and only in families in use', () => {
    const families: readonly Family[] = [4, 6]
    const six = { 'IPv6 presumed': ['fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'] }
    expect(podNetwork({ workloads: [KNOWN], nodes: NODES, families })).toEqual({
      'IPv4 nodes': ['10.244.0.0-10.244.1.255'],
      ...six,
    })
    expect(podNetwork({ families }, within('10.9.0.0/16'))).toEqual({
      'IPv4 given': ['10.9.0.0-10.9.255.255'],
      ...six,
    })
    const both = { n1: ['10.244.0.0/24', 'fd00::/64'] }
    expect(podNetwork({ workloads: [KNOWN], nodes: both })).toEqual({ 'IPv4 nodes': ['10.244.0.0-10.244.0.255'] })
  })

  it('[IPB-4a] are told apart by who says where they are', () => {
    const keyOf = (settings: EngineSettings, nodes = {}) =>
      findWhereabouts(makeCluster({ workloads: [KNOWN], nodes }), settings).podNetwork.key
    const ranges = within('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16')
    expect(keyOf(ranges)).toBe(keyOf({ ...ranges }))
    expect(keyOf(ranges)).not.toBe(keyOf(UPSTREAM))
    expect(keyOf(within('10.244.0.0/23'))).not.toBe(keyOf(UPSTREAM, NODES))
  })

  it('[END-5] on the host network are nowhere that ranges of pods tell', () => {
    const cluster = makeCluster({ workloads: [KNOWN, { id: 'a/agent', host: true }], nodes: NODES })
    const [known, agent] = cluster.workloads.map(({ pods }) => pods[0] ?? expect.fail())
    const whereabouts = findWhereabouts(cluster, UPSTREAM)
    expect(places(locatePod(known ?? expect.fail(), whereabouts))).toEqual({ 'IPv4 known': ['10.244.0.7-10.244.0.7'] })
    expect(places(locatePod(agent ?? expect.fail(), whereabouts))).toEqual(PRESUMED)
  })
})

describe('verdicts', () => {
  const toBlock = (cidr: string): PolicyNote => ({
    name: 'web',
    namespace: 'a',
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr } }] }],
  })
  const ask = (cidr: string, note: ClusterNote = { nodes: NODES }) => {
    const cluster = makeCluster({ workloads: [WEB, KNOWN, UNKNOWN], policies: [toBlock(cidr)], ...note })
    const { answer, assumptions } = evaluate(prepare(cluster, UPSTREAM), {
      from: 'a/pod/web',
      to: 'a/pod/unknown',
      protocol: 'TCP',
      port: 80,
    })
    return [answer, ...assumptions.map(({ code }) => code)]
  }

  it("[IPB-4a] rest on the Nodes' podCIDRs and say so where that decides", () => {
    expect(ask('10.244.0.0/16')).toEqual(['allowed', 'IPB-4a'])
    expect(ask('10.244.0.0/24')).toEqual(['depends', 'IPB-4a'])
    expect(ask('192.168.0.0/16')).toEqual(['denied', 'IPB-4a'])
    expect(ask('0.0.0.0/0')).toEqual(['allowed'])
    expect(ask('10.244.0.0/16', {})).toEqual(['depends', 'IPB-4'])
  })

  it('[IPB-4a] change when podCIDRs do', () => {
    const [before, after] = [{ n1: ['10.244.0.0/16'] }, { n1: ['10.244.0.0/15'] }].map((nodes) =>
      prepare(makeCluster({ workloads: [WEB, KNOWN, UNKNOWN], policies: [toBlock('10.244.0.0/16')], nodes }), UPSTREAM),
    )
    const { opened, closed } = compareFlows(before ?? expect.fail(), after ?? expect.fail())
    expect([...opened]).toEqual([])
    expect([...closed]).toMatchObject([{ from: 'a/pod/web', to: 'a/pod/unknown' }])
  })
})
