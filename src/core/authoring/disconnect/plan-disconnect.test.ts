import { describe, expect, it } from 'vitest'
import { flowBetween } from '../../engine/reachability.ts'
import { afterEdits, contextOf, deployment, policy, yamlFile } from '../plan.testing.ts'
import type { DisconnectIntention } from '../plan.ts'
import { planDisconnect } from './plan-disconnect.ts'

const WEB = 'shop/deployment/web'
const API = 'shop/deployment/api'
const OBJECTS = [deployment('shop', 'web'), deployment('shop', 'api'), deployment('shop', 'cron')]
const open = (...objects: readonly object[]) => contextOf([yamlFile('all.yaml', ...OBJECTS, ...objects)])
const peer = (app: string) => ({ podSelector: { matchLabels: { app } } })
const forApp = (app: string, name: string, spec: object) =>
  policy('shop', name, { podSelector: { matchLabels: { app } }, ...spec })

const plan = (context: ReturnType<typeof open>, more: Partial<DisconnectIntention> = {}) =>
  planDisconnect(context, { kind: 'disconnect', rules: [], from: [WEB], to: [API], ...more })
const ticks = (planned: ReturnType<typeof plan>) =>
  planned.contributions.map(({ path, ticked, locked }) => [path, locked ?? ticked])

describe('planDisconnect', () => {
  const narrow = forApp('api', 'narrow', { ingress: [{ from: [peer('web')], ports: [{ port: 8080 }] }] })

  it('[RUL-3] ticks the rules of both ends that admit exactly the flow', () => {
    const out = forApp('web', 'out', {
      policyTypes: ['Egress'],
      egress: [{ to: [peer('api')], ports: [{ port: 8080 }] }],
    })
    const planned = plan(open(narrow, out))
    expect(ticks(planned)).toEqual([
      ['all.yaml#3/spec/ingress/0', true],
      ['all.yaml#4/spec/egress/0', true],
    ])
    expect(planned.result).toBe('closed')
  })

  it('[RUL-3] closes the flow by one end alone when the person unticks the other', () => {
    const out = forApp('web', 'out', {
      policyTypes: ['Egress'],
      egress: [{ to: [peer('api')], ports: [{ port: 8080 }] }],
    })
    const context = open(narrow, out)
    const planned = plan(context, { ticked: ['all.yaml#4/spec/egress/0'] })
    expect(planned.result).toBe('closed')
    const after = afterEdits(context, planned.edits)
    expect(flowBetween(after.prepared, WEB, API).allowed).toEqual({})
    expect(after.prepared.cluster.policies.map(({ rules }) => rules.ingress.length)).toEqual([1, 0])
    expect(plan(context, { ticked: [] })).not.toHaveProperty('edits')
  })

  it('[RUL-3] locks wider rules with what else they admit, and says by what the flow is still admitted', () => {
    const wide = forApp('api', 'wide', { ingress: [{ from: [{ podSelector: {} }] }] })
    const planned = plan(open(narrow, wide))
    expect(ticks(planned)).toEqual([
      ['all.yaml#3/spec/ingress/0', true],
      ['all.yaml#4/spec/ingress/0', 'also from api, cron'],
    ])
    expect(planned.edits).toBeUndefined()
    expect(planned.result).toContain('still admitted by wide')
  })

  it('[SEL-5] locks a rule that speaks for other pods too', () => {
    const all = policy('shop', 'all', { podSelector: {}, ingress: [{ from: [peer('web')] }] })
    expect(ticks(plan(open(all)))).toEqual([['all.yaml#3/spec/ingress/0', 'also for web, cron']])
  })

  it('[RUL-1] removes a peer among others, and the rule with its last peer', () => {
    const two = forApp('api', 'two', { ingress: [{ from: [peer('web'), peer('cron')] }] })
    const context = open(two)
    const planned = plan(context)
    expect(ticks(planned)).toEqual([['all.yaml#3/spec/ingress/0/from/0', true]])
    const [left] = afterEdits(context, planned.edits).prepared.cluster.policies
    expect(left?.rules.ingress.map(({ peers }) => peers.length)).toEqual([1])
    const both = plan(context, { from: [WEB, 'shop/deployment/cron'] })
    expect(ticks(both)).toEqual([['all.yaml#3/spec/ingress/0', true]])
    const [emptied] = afterEdits(context, both.edits).prepared.cluster.policies
    expect(emptied).toMatchObject({ rules: { ingress: [] }, isolates: { ingress: true }, policyTypesWritten: true })
  })

  it('[RUL-2] removes the port entries that pass when the rule also lists ports the other end blocks', () => {
    const ports = forApp('api', 'ports', { ingress: [{ from: [peer('web')], ports: [{ port: 80 }, { port: 443 }] }] })
    const out = policy('shop', 'out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 80 }] }] })
    const context = open(ports, out)
    const planned = plan(context)
    expect(ticks(planned)[0]).toEqual(['all.yaml#3/spec/ingress/0/ports/0', true])
    const [left] = afterEdits(context, planned.edits).prepared.cluster.policies
    expect(left?.rules.ingress[0]?.ports).toMatchObject([{ port: { first: 443 } }])
  })

  it('[ISO-2] keeps egress isolated when the rules it was derived from go', () => {
    const derived = forApp('web', 'derived', { egress: [{ to: [peer('api')] }] })
    const context = open(derived)
    const [left] = afterEdits(context, plan(context).edits).prepared.cluster.policies
    expect(left).toMatchObject({ rules: { egress: [] }, isolates: { ingress: true, egress: true } })
  })

  it('[ISO-1] says that no rule is behind a flow that nothing isolates', () => {
    expect(plan(open())).toMatchObject({
      contributions: [],
      result: 'no rule admits this: it passes because nothing isolates the pods',
    })
  })

  it('[ISO-6] removes the admitting rule of a flow that the other end blocks', () => {
    const deny = policy('shop', 'deny', { podSelector: {}, policyTypes: ['Egress'] })
    const planned = plan(open(narrow, deny))
    expect(ticks(planned)).toEqual([['all.yaml#3/spec/ingress/0', true]])
    expect(planned.result).toBe('closed')
  })

  it('[YML-3] keeps what an alias repeats elsewhere', () => {
    const text = [
      '---',
      'apiVersion: networking.k8s.io/v1',
      'kind: NetworkPolicy',
      'metadata: {name: shared, namespace: shop}',
      'spec:',
      '  podSelector: {matchLabels: {app: api}}',
      '  ingress:',
      '    - from: &peers [{podSelector: {matchLabels: {app: web}}}]',
      '  egress:',
      '    - to: *peers',
      '',
    ].join('\n')
    const context = contextOf([yamlFile('all.yaml', ...OBJECTS), { name: 'policies.yaml', text }])
    const planned = plan(context)
    expect(planned.contributions.map(({ locked }) => locked)).toEqual([
      'what is written there is shared with other places (an anchor)',
    ])
    expect(planned.edits).toBeUndefined()
  })
})
