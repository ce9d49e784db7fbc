import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../model/endpoint.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Flow } from '../model/verdict.ts'
import { formatTraffic, NO_TRAFFIC, subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { type ClusterNote, makeCluster, UPSTREAM } from './cluster.testing.ts'
import { type DirectionExposure, exposureAt, exposureOf } from './exposure.ts'
import { isolationOf } from './isolation.ts'
import { type Prepared, prepare } from './prepare.ts'
import { randomCluster, randomSettings } from './random-cluster.testing.ts'
import { randomCrowd } from './random-crowd.testing.ts'
import { eachFlow } from './reachability.ts'

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } })
const workloads = ['web', 'api', 'db'].map((name) => ({ id: `shop/Deployment/${name}`, labels: { app: name } }))

function expose(note: ClusterNote, id: string, settings: EngineSettings = UPSTREAM) {
  const { ingress, egress } = exposureAt(prepare(makeCluster(note), settings), id)
  return { ingress: tell(ingress), egress: tell(egress) }
}

function tell({ isolation, workloads: { certain, possible }, outside, internet }: DirectionExposure) {
  const words = ({ allowed, depends }: Pick<Flow, 'allowed' | 'depends'>) =>
    [formatTraffic(allowed), formatTraffic(depends)].join('?').replace(/\?$/, '')
  return { isolation, workloads: `${certain} to ${possible}`, outside: words(outside), internet: words(internet) }
}

const ALL = 'TCP 1-65535 UDP 1-65535 SCTP 1-65535'

describe('exposureAt', () => {
  it('[ISO-1] reaches and is reached by everybody without policies', () => {
    const open = { isolation: 'open', workloads: '2 to 2', outside: ALL, internet: ALL }
    expect(expose({ workloads }, 'shop/deployment/web')).toEqual({ ingress: open, egress: open })
  })

  it('[ISO-6] counts what passes both ends', () => {
    const policies = [
      {
        name: 'db',
        namespace: 'shop',
        ...app('db'),
        ingress: [{ from: [app('api'), app('web')], ports: [{ port: 5432 }] }],
      },
      { name: 'web', namespace: 'shop', ...app('web'), policyTypes: ['Egress'] as const },
    ]
    expect(expose({ workloads, policies }, 'shop/deployment/db').ingress).toEqual({
      isolation: 'isolated',
      workloads: '1 to 1',
      outside: '',
      internet: '',
    })
    expect(expose({ workloads, policies }, 'shop/deployment/web').egress).toEqual({
      isolation: 'admits-nothing',
      workloads: '0 to 0',
      outside: '',
      internet: '',
    })
  })

  it('[END-1] tells some addresses outside from the internet', () => {
    const rule = (cidr: string, port: number) => ({ from: [{ ipBlock: { cidr } }], ports: [{ port }] })
    const policies = [{ name: 'p', namespace: 'shop', ingress: [rule('0.0.0.0/0', 443), rule('203.0.113.0/24', 22)] }]
    expect(expose({ workloads, policies }, 'shop/deployment/web').ingress).toMatchObject({
      outside: 'TCP 22,443',
      internet: 'TCP 443',
    })
  })

  it('[END-2c] counts apart what is certain and what may be', () => {
    const maybe = { podSelector: { matchLabels: { hash: '1' } } }
    const policies = [{ name: 'p', namespace: 'shop', ...app('db'), ingress: [{ from: [app('web'), maybe] }] }]
    const unsure = workloads.map((workload) => ({ ...workload, unknown: ['hash'] }))
    expect(expose({ workloads: unsure, policies }, 'shop/deployment/db').ingress.workloads).toBe('1 to 2')
  })

  it('[END-1] counts the parts of a workload once, and its own not at all', () => {
    const pods = [{ labels: { part: 'a' } }, { labels: { part: 'b' } }]
    const policies = [{ name: 'p', namespace: 'shop', podSelector: { matchLabels: { part: 'a' } }, ingress: [{}] }]
    const note = { workloads: [...workloads, { id: 'shop/Deployment/split', pods }], policies }
    expect(expose(note, 'shop/deployment/db').ingress.workloads).toBe('3 to 3')
    expect(expose(note, 'shop/deployment/split#split-0').ingress.workloads).toBe('3 to 3')
  })

  it('[END-8] does not count implied endpoints as workloads', () => {
    const policies = [{ name: 'p', namespace: 'shop', ...app('db'), ingress: [{ from: [app('ghost')] }] }]
    const settings = { ...UPSTREAM, implied: true }
    expect(expose({ workloads, policies }, 'shop/deployment/db', settings).ingress.workloads).toBe('0 to 0')
  })
})

describe('exposureOf', () => {
  it('[VER-4] agrees with all pairs, and with each endpoint asked alone', () => {
    fc.assert(
      fc.property(fc.oneof(randomCluster, randomCrowd), randomSettings, (note, settings) => {
        const prepared = prepare(makeCluster(note), settings)
        const exposures = exposureOf(prepared)
        expect(exposures).toEqual(countFlows(prepared))
        expect(exposures).toEqual(exposures.map(({ endpoint }) => exposureAt(prepared, endpoint)))
        expect(structuredClone(exposures)).toEqual(exposures)
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})

/** Every exposure, counted flow by flow. */
function countFlows(prepared: Prepared) {
  const flows = [...eachFlow(prepared)]
  return prepared.endpoints
    .filter(({ kind }) => kind === 'pods')
    .map((endpoint) => {
      const { ingress, egress } = isolationOf(prepared, endpoint.id)
      const arriving = flows.filter(({ to }) => to === endpoint.id)
      const leaving = flows.filter(({ from }) => from === endpoint.id)
      return {
        endpoint: endpoint.id,
        ingress: { ...ingress, ...countEnds(prepared, endpoint, arriving, ({ from }) => from) },
        egress: { ...egress, ...countEnds(prepared, endpoint, leaving, ({ to }) => to) },
      }
    })
}

function countEnds(prepared: Prepared, self: Endpoint, flows: readonly Flow[], endOf: (flow: Flow) => string) {
  const ends = flows.flatMap((flow) => {
    const end = prepared.endpoint(endOf(flow))
    return end ? [{ ...flow, end }] : []
  })
  const countWorkloads = (some: typeof ends) =>
    new Set(some.map(({ end }) => workloadOf(end)).filter((id) => id && id !== workloadOf(self))).size
  const outside = ends.filter(({ end }) => end.kind === 'outside')
  return {
    workloads: {
      certain: countWorkloads(ends.filter(({ allowed }) => Object.keys(allowed).length > 0)),
      possible: countWorkloads(ends),
    },
    outside: joinPorts(outside),
    internet: joinPorts(outside.filter(({ end }) => end.kind === 'outside' && end.name.startsWith('internet'))),
  }
}

function workloadOf(endpoint: Endpoint): string | undefined {
  return endpoint.kind === 'pods' ? endpoint.workload?.id : undefined
}

function joinPorts(flows: readonly Flow[]) {
  const allowed = flows.map((flow) => flow.allowed).reduce(unionTraffic, NO_TRAFFIC)
  const depends = flows.map((flow) => flow.depends).reduce(unionTraffic, NO_TRAFFIC)
  return { allowed, depends: subtractTraffic(depends, allowed) }
}
