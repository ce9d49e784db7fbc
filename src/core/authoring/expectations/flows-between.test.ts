import { describe, expect, it } from 'vitest'
import { sayFlow } from '../../model/expectation-words.ts'
import { afterEdits, blockFile, contextOf, deployment, policy } from '../plan.testing.ts'
import { planChange } from '../plan-change.ts'
import { expandFlows, type FlowsBetween } from './flows-between.ts'

const context = contextOf([
  blockFile(
    'all.yaml',
    deployment('shop', 'web'),
    deployment('shop', 'job', { app: 'job' }, []),
    deployment('shop', 'api', { app: 'api' }, [{ containerPort: 8080 }, { containerPort: 9090, protocol: 'UDP' }]),
    policy('shop', 'api', {
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ port: 8080 }, { port: 9000, endPort: 9010 }],
        },
        { from: [{ ipBlock: { cidr: '198.51.100.7/32' } }, { podSelector: { matchLabels: { app: 'ghost' } } }] },
      ],
    }),
  ),
])

const [web, job, api] = ['shop/deployment/web', 'shop/deployment/job', 'shop/deployment/api']
const expand = (asked: Omit<FlowsBetween, 'kind'>) =>
  expandFlows(context.prepared, { kind: 'between', ...asked }).map((flow) => `${flow.expected} ${sayFlow(flow)}`)
const outside = context.prepared.endpoints.find(({ id }) => id.startsWith('outside/198.51.100.7'))?.id ?? ''

describe('flows between endpoints', () => {
  it('are expected as they are now', () => {
    expect(expand({ from: [web], to: [api] })).toEqual(['allowed shop/web → shop/api on TCP 8080, 9000-9010'])
    expect(expand({ from: [job], to: [api] })).toEqual([
      'denied shop/job → shop/api on TCP 8080',
      'denied shop/job → shop/api on UDP 9090',
    ])
    expect(expand({ from: [web, job], to: [api] })).toEqual(['allowed shop/web → shop/api on TCP 8080, 9000-9010'])
  })

  it('are on declared ports where every port is open, else on all', () => {
    expect(expand({ from: [api], to: [web] })).toEqual(['allowed shop/api → shop/web on TCP 8080'])
    expect(expand({ from: [web], to: [job] })).toEqual(['allowed shop/web → shop/job on TCP 1-65535'])
  })

  it('are on the ports that are given, and as it is said', () => {
    const ports = { TCP: [{ first: 5432, last: 5432 }] }
    expect(expand({ from: [web], to: [api], ports, expected: 'denied' })).toEqual([
      'denied shop/web → shop/api on TCP 5432',
    ])
  })

  it('are from addresses as well', () => {
    expect(expand({ from: [outside], to: [api] })).toEqual([
      'allowed 198.51.100.7 → shop/api on TCP 8080',
      'allowed 198.51.100.7 → shop/api on UDP 9090',
    ])
  })

  it('are refused where nobody is declared, and where there are very many', () => {
    const ghost = context.prepared.endpoints.find((end) => end.kind === 'pods' && end.implied)?.id ?? ''
    const between = (to: readonly string[]) => ({ kind: 'between' as const, from: [ghost], to })
    expect(planChange(context, { kind: 'expect', flows: [between([api])] }).obstacles[0]?.words).toContain(
      'declared workloads',
    )
    const many = Array.from({ length: 51 }, (_, index) => ({
      ...({
        expected: 'allowed',
        protocol: 'TCP',
        ports: [{ kind: 'range', first: index + 1, last: index + 1 }],
      } as const),
      from: { kind: 'workload', workload: 'deployment', namespace: 'shop', name: 'web' } as const,
      to: { kind: 'workload', workload: 'deployment', namespace: 'shop', name: 'api' } as const,
    }))
    expect(planChange(context, { kind: 'expect', flows: many }).obstacles[0]?.words).toContain('51 flows')
  })
})

describe('the last expectation of a file', () => {
  const END = '{k8sResource: {kind: deployment, name: web, namespace: shop}}'
  const LIST = `# flows\n- {name: x, type: k8s, targetPort: 80, src: ${END}, dst: ${END}}\n`

  it.each([
    ['an empty list', 'expectations.yaml', '# flows\n[]\n'],
    ['nothing, where a list is taken for a manifest', 'flows.yaml', '# flows\n\n'],
  ])('leaves %s', (_, name, text) => {
    const before = contextOf([{ name, text: LIST }])
    const { edits } = planChange(before, { kind: 'remove-expectation', path: `${name}#0/0` })
    const { document, reading } = afterEdits(before, edits)
    expect(document.files[0]?.text).toBe(text)
    expect(reading.files.flatMap(({ items }) => items.flatMap(({ diagnostics }) => diagnostics))).toEqual([])
  })
})
