import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CNI_FEATURES, type CniCell, type CniFeature, type CniRow } from '../model/cni-cell.ts'
import type { Answer, Cause, Dependency, EndVerdict } from '../model/verdict.ts'
import type { Protocol } from '../net/ports.ts'
import { type ClusterNote, makeCluster, type PolicyNote, type RuleNote } from './cluster.testing.ts'
import { evaluate } from './evaluate.ts'
import { prepare } from './prepare.ts'

// One row of the table, kindnet's, is a made-up plugin here, for no real plugin lacks every feature.
const made = vi.hoisted(() => ({ row: {} as Record<CniFeature, CniCell> }))
vi.mock('../model/cni-rows.ts', async (load) => ({ ...(await load<{ KINDNET: CniRow }>()), KINDNET: made.row }))

const YES: CniCell = { support: 'yes', source: 'here' }
beforeEach(() => {
  for (const feature of CNI_FEATURES) made.row[feature] = YES
})

const api = { id: 'a/api', labels: { app: 'api' }, ips: ['10.0.0.1'], ports: ['metrics:9090'] }
const peer = { id: 'a/peer', labels: { app: 'peer' }, ips: ['10.1.2.3'] }
const near = { id: 'a/near', ips: ['10.2.0.1'] }
const api6 = { id: 'a/api6', labels: { app: 'api' }, ips: ['fd00::1'] }
const peer6 = { id: 'a/peer6', ips: ['fd00::2'] }
const cluster: ClusterNote = { workloads: [api, peer, near, api6, peer6] }

const onApi = (...ingress: RuleNote[]): PolicyNote => ({
  name: 'p',
  namespace: 'a',
  podSelector: { matchLabels: { app: 'api' } },
  policyTypes: ['Ingress'],
  ingress,
})
const byPeer: PolicyNote = {
  name: 'out',
  namespace: 'a',
  podSelector: { matchLabels: { app: 'peer' } },
  policyTypes: ['Egress'],
}

/** A flow, what its end answers with a feature and without it, and where the policies stand. */
interface Scene {
  readonly policy: PolicyNote
  readonly from?: string
  readonly to?: string
  readonly port?: number
  readonly protocol?: Protocol
  readonly having: Answer
  readonly lacking: Answer
}

const block = (cidr: string, ...except: string[]) => ({ from: [{ ipBlock: { cidr, except } }] })
const range = onApi({ ports: [{ port: 80, endPort: 90 }] })
const named = onApi({ ports: [{ port: 'metrics' }] })
const excepting = onApi(block('10.0.0.0/8', '10.1.0.0/16'))

const SCENES: readonly (readonly [CniFeature, string, Scene])[] = [
  ['ingress', '[CNI-2a] policies isolate nobody', { policy: onApi(), having: 'denied', lacking: 'allowed' }],
  ['egress', '[CNI-2a] policies isolate nobody', { policy: byPeer, having: 'denied', lacking: 'allowed' }],
  ['endPort', '[CNI-2b] the first port only', { policy: range, port: 85, having: 'allowed', lacking: 'denied' }],
  ['named-ports', '[CNI-2c] names admit nothing', { policy: named, port: 9090, having: 'allowed', lacking: 'denied' }],
  ['except', '[CNI-2d] exceptions are admitted', { policy: excepting, having: 'denied', lacking: 'allowed' }],
  [
    'blocks-match-pods',
    '[CNI-2e] blocks match no pods',
    { policy: onApi(block('10.0.0.0/8')), having: 'allowed', lacking: 'denied' },
  ],
]

const UNTOUCHED: readonly (readonly [CniFeature, string, Scene])[] = [
  ['ingress', '[CNI-2a] no policy isolates', { policy: byPeer, having: 'allowed', lacking: 'allowed' }],
  ['endPort', '[CNI-2b] the first port', { policy: range, port: 80, having: 'allowed', lacking: 'allowed' }],
  ['endPort', '[CNI-2b] a port beyond', { policy: range, port: 91, having: 'denied', lacking: 'denied' }],
  ['named-ports', '[CNI-2c] another port', { policy: named, port: 80, having: 'denied', lacking: 'denied' }],
  [
    'except',
    '[CNI-2d] an address that is not excepted',
    { policy: excepting, from: 'near', having: 'allowed', lacking: 'allowed' },
  ],
  [
    'blocks-match-pods',
    '[CNI-2e] a block elsewhere',
    { policy: onApi(block('172.16.0.0/12')), having: 'denied', lacking: 'denied' },
  ],
  [
    'blocks-match-pods',
    '[CNI-2e] a selector admits as well',
    { policy: onApi({ from: [{ podSelector: {} }] }, block('10.0.0.0/8')), having: 'allowed', lacking: 'allowed' },
  ],
  ['SCTP', '[CNI-2f] TCP', { policy: onApi({}), having: 'allowed', lacking: 'allowed' }],
  [
    'SCTP',
    '[CNI-2f] an end that is not isolated',
    { policy: byPeer, protocol: 'SCTP', having: 'allowed', lacking: 'allowed' },
  ],
  ['IPv6', '[CNI-2g] IPv4', { policy: onApi(), having: 'denied', lacking: 'denied' }],
]

function endOf(
  feature: CniFeature,
  { policy, from = 'peer', to = 'api', port = 80, protocol = 'TCP' }: Scene,
): EndVerdict {
  const prepared = prepare(makeCluster({ ...cluster, policies: [policy] }), { cni: 'kindnet', implied: false })
  const verdict = evaluate(prepared, { from: `a/pod/${from}`, to: `a/pod/${to}`, protocol, port })
  return feature === 'egress' ? verdict.egress : verdict.ingress
}

const lack = (feature: CniFeature, support: 'no' | 'unknown', more: Partial<CniCell> = {}) => {
  made.row[feature] = { support, source: 'somewhere', ...more }
}
const pluginCauses = ({ causes }: EndVerdict) =>
  causes.filter((cause): cause is Extract<Cause, { kind: 'plugin' }> => cause.kind === 'plugin')
/** Everything some cause of an end depends on. */
const dependencies = ({ causes }: EndVerdict): readonly Dependency[] =>
  causes.flatMap((cause) => {
    if (cause.kind === 'plugin') return cause.depends ?? []
    return cause.kind === 'policy' ? cause.admissions.flatMap(({ depends }) => depends ?? []) : []
  })

describe('a plugin without a feature', () => {
  it.each(SCENES)('%s: %s', (feature, _, scene) => {
    expect([endOf(feature, scene).answer, pluginCauses(endOf(feature, scene))]).toEqual([scene.having, []])
    lack(feature, 'no')
    const end = endOf(feature, scene)
    expect(end.answer).toBe(scene.lacking)
    expect(pluginCauses(end)).toMatchObject([{ profile: 'kindnet', feature, support: 'no', source: 'somewhere' }])
    expect(dependencies(end)).toEqual([])
  })

  it.each(UNTOUCHED)('%s: is not named where it changes nothing: %s', (feature, _, scene) => {
    lack(feature, 'no')
    const end = endOf(feature, scene)
    expect([end.answer, pluginCauses(end)]).toEqual([scene.lacking, []])
  })
})

describe('a plugin nobody knows a feature of', () => {
  it.each(SCENES)('%s: leaves open %s', (feature, _, scene) => {
    lack(feature, 'unknown')
    const end = endOf(feature, scene)
    expect(end.answer).toBe('depends')
    expect(pluginCauses(end)).toMatchObject([{ feature, support: 'unknown', source: 'somewhere' }])
    const [cause] = pluginCauses(end)
    expect(cause?.depends?.question).toContain('does kindnet support')
    expect(cause?.depends?.on).toContain(`${scene.having} with`)
    expect(cause?.depends?.on).toContain(`${scene.lacking} without`)
  })

  it.each(UNTOUCHED)('%s: is certain where it changes nothing: %s', (feature, _, scene) => {
    lack(feature, 'unknown')
    const end = endOf(feature, scene)
    expect([end.answer, pluginCauses(end)]).toEqual([scene.having, []])
  })

  it('[CNI-2] admissions that rest on the feature say so', () => {
    lack('endPort', 'unknown')
    const scene: Scene = { policy: range, port: 85, having: 'allowed', lacking: 'denied' }
    const on = 'the network plugin: 80-90 TCP admits it if kindnet supports endPort, otherwise not'
    expect(dependencies(endOf('endPort', scene))[0]).toEqual({ question: 'does kindnet support endPort?', on })
    lack('named-ports', 'unknown')
    expect(dependencies(endOf('named-ports', { ...scene, policy: named, port: 9090 }))[0]?.on).toContain(
      'metrics TCP admits',
    )
    lack('except', 'unknown')
    expect(dependencies(endOf('except', { ...scene, policy: excepting }))[0]?.on).toContain(
      'admits its exceptions as well',
    )
    lack('blocks-match-pods', 'unknown')
    const blocks = endOf('blocks-match-pods', { ...scene, policy: onApi(block('10.0.0.0/8')) })
    expect(dependencies(blocks)[0]?.question).toBe('does kindnet support blocks that match pods?')
  })

  it('[CNI-2] two doubts on one way in are both named; a way in without doubt settles both', () => {
    lack('endPort', 'unknown')
    lack('blocks-match-pods', 'unknown')
    const doubtful: RuleNote = { ...block('10.0.0.0/8'), ports: [{ port: 80, endPort: 90 }] }
    const ask = (...rules: RuleNote[]) =>
      endOf('ingress', { policy: onApi(...rules), port: 85, having: 'allowed', lacking: 'denied' })
    expect(ask(doubtful).answer).toBe('depends')
    expect(pluginCauses(ask(doubtful)).map(({ feature }) => feature)).toEqual(['blocks-match-pods', 'endPort'])
    expect([ask(doubtful, {}).answer, pluginCauses(ask(doubtful, {}))]).toEqual(['allowed', []])
  })
})

describe.each(['no', 'unknown'] as const)('what nobody knows the fate of (support %s)', (support) => {
  const admitted: Scene = { policy: onApi({}), protocol: 'SCTP', having: 'allowed', lacking: 'depends' }
  const refused: Scene = { ...admitted, policy: onApi() }

  it('[CNI-2f] SCTP depends at an isolated end, whatever the rules say', () => {
    lack('SCTP', support)
    for (const scene of [admitted, refused]) {
      const end = endOf('SCTP', scene)
      expect(end.answer).toBe('depends')
      expect(pluginCauses(end)).toMatchObject([{ feature: 'SCTP', support, depends: { on: expect.any(String) } }])
    }
  })

  it('[CNI-2f] SCTP that is dropped otherwise stays denied where no rule admits it', () => {
    lack('SCTP', support, { otherwise: 'dropped' })
    expect(endOf('SCTP', admitted).answer).toBe('depends')
    expect(pluginCauses(endOf('SCTP', admitted))).toMatchObject([
      { feature: 'SCTP', depends: { on: 'the network plugin: allowed with SCTP, denied without' } },
    ])
    expect([endOf('SCTP', refused).answer, pluginCauses(endOf('SCTP', refused))]).toEqual(['denied', []])
  })

  it('[CNI-2g] IPv6 depends at an isolated end, whatever the rules say', () => {
    lack('IPv6', support)
    for (const policy of [onApi(), onApi({})]) {
      const end = endOf('IPv6', { policy, from: 'peer6', to: 'api6', having: 'denied', lacking: 'depends' })
      expect(end.answer).toBe('depends')
      expect(pluginCauses(end)).toMatchObject([{ feature: 'IPv6', support, depends: { on: expect.any(String) } }])
    }
  })

  it('[CNI-2g] an end that is not isolated is not touched', () => {
    lack('IPv6', support)
    const end = endOf('IPv6', { policy: byPeer, from: 'peer6', to: 'api6', having: 'allowed', lacking: 'allowed' })
    expect(end).toMatchObject({ answer: 'allowed', causes: [{ kind: 'not-isolated' }] })
  })

  it('[CNI-2] rules are not doubted beside a fate that nobody knows', () => {
    lack('SCTP', support)
    lack('endPort', support)
    const policy = onApi({ ports: [{ protocol: 'SCTP', port: 80, endPort: 90 }] })
    const end = endOf('SCTP', { ...admitted, policy, port: 85 })
    expect(pluginCauses(end).map(({ feature }) => feature)).toEqual(['SCTP'])
  })
})
