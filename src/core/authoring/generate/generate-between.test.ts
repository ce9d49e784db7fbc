import { describe, expect, it } from 'vitest'
import { flowBetween } from '../../engine/reachability.ts'
import { formatTraffic } from '../../net/ports-by-protocol.ts'
import { afterEdits, contextOf, deployment, policy, yamlFile } from '../plan.testing.ts'
import { flowsBetween } from './generate-between.ts'
import { planGenerate } from './plan-generate.ts'

const [WEB, API, JOB, DB] = [
  'shop/deployment/web',
  'shop/deployment/api',
  'shop/deployment/job',
  'data/deployment/db',
] as const

/** All of shop reaches db on 5432, web reaches api on 8080 and 9090, anyone reaches web. */
const CONTEXT = contextOf([
  yamlFile(
    'all.yaml',
    ...['web', 'api', 'job'].map((name) => deployment('shop', name)),
    deployment('data', 'db'),
    policy('data', 'db', {
      podSelector: {},
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
          ports: [{ port: 5432 }],
        },
      ],
    }),
    policy('shop', 'api', {
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [
        { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }, { port: 9090 }] },
        { from: [{ podSelector: { matchLabels: { app: 'job' } } }] },
      ],
    }),
  ),
])

const some = (...endpoints: readonly string[]) => ({ endpoints, isWhole: false })
const whole = (...endpoints: readonly string[]) => ({ endpoints, isWhole: true })
const tcp = (first: number) => ({ kind: 'range', protocol: 'TCP', first, last: first }) as const
const workload = (id: string) => ({ kind: 'workload', id }) as const

describe('flows of chosen edges', () => {
  it('[ISO-5] are what passes between their ends, on all ports that it passes on', () => {
    expect(flowsBetween(CONTEXT.prepared, [{ from: some(WEB), to: some(API) }])).toEqual([
      { from: workload(WEB), to: workload(API), ports: [tcp(8080), tcp(9090)] },
    ])
    expect(flowsBetween(CONTEXT.prepared, [{ from: some(API), to: some('gone') }])).toEqual([])
  })

  it('[PEE-2] name a namespace as a whole only where the edge stands for it', () => {
    const pods = [WEB, API, JOB]
    const ends = (from: ReturnType<typeof some>) =>
      flowsBetween(CONTEXT.prepared, [{ from, to: some(DB) }]).map((flow) => flow.from)
    expect(ends(whole(...pods))).toEqual([{ kind: 'namespace', namespace: 'shop' }])
    expect(ends(some(...pods))).toEqual(pods.map(workload))
  })

  it('[IPB-1] are blocks where they go outside', () => {
    const outside = CONTEXT.prepared.endpoints.filter(({ kind }) => kind === 'outside').map(({ id }) => id)
    const [flow] = flowsBetween(CONTEXT.prepared, [{ from: some(WEB), to: whole(...outside) }])
    expect(flow).toEqual({
      from: workload(WEB),
      to: { kind: 'block', cidr: '0.0.0.0/0', except: [] },
      ports: 'every',
    })
  })

  it('[ISO-4] pass alone once policies are generated from them', () => {
    const edges = [{ from: some(WEB), to: some(API) }]
    const plan = planGenerate(CONTEXT, { kind: 'generate', flows: { edges }, replace: true })
    expect(plan.obstacles).toEqual([])
    const { prepared } = afterEdits(CONTEXT, plan.edits)
    const passing = (from: string, to: string) => formatTraffic(flowBetween(prepared, from, to).allowed)
    expect([passing(WEB, API), passing(API, WEB), passing(WEB, DB)]).toEqual(['TCP 8080,9090', '', ''])
  })
})
