import { describe, expect, it } from 'vitest'
import { evaluate } from '../../engine/evaluate.ts'
import type { Question } from '../../model/verdict.ts'
import { afterEdits, contextOf, deployment, pod, policy, SETTINGS, yamlFile } from '../plan.testing.ts'
import { planChange } from '../plan-change.ts'
import type { PlanContext } from '../plan-context.ts'
import { offerFlowFixes } from './fix-flows.ts'

const WEB_TO_DB: Question = { from: 'shop/deployment/web', to: 'data/deployment/db', protocol: 'TCP', port: 5432 }

function clusterWith(...policies: readonly object[]): PlanContext {
  return contextOf([yamlFile('all.yaml', deployment('shop', 'web'), deployment('data', 'db'), ...policies)])
}

const toDb = (from: readonly object[]) =>
  policy('data', 'to-db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from }] })

const titlesOf = (context: PlanContext, question = WEB_TO_DB) =>
  offerFlowFixes(context.prepared, question).map(({ title }) => title)

/** Every change that is offered, made; the answer afterwards. */
function answersAfter(context: PlanContext, question = WEB_TO_DB) {
  return offerFlowFixes(context.prepared, question).flatMap((fix) => {
    if (fix.kind === 'setting') return []
    const plan = planChange(context, JSON.parse(JSON.stringify(fix.intention)))
    expect(plan.obstacles).toEqual([])
    return [evaluate(afterEdits(context, plan.edits).prepared, question).answer]
  })
}

describe('fixes of a flow', () => {
  it('[VER-2] opens a blocked flow at the ends that deny it', () => {
    const isolated = policy('shop', 'closed', { podSelector: {}, policyTypes: ['Egress'] })
    const context = clusterWith(toDb([{ podSelector: {} }]), isolated)
    expect(titlesOf(context)).toEqual(['Allow web → db on 5432'])
    expect(answersAfter(context)).toEqual(['allowed'])
  })

  it('[PEE-2] writes kubernetes.io/metadata.name where a namespace is looked for by its name', () => {
    for (const namespaceSelector of [
      { matchLabels: { name: 'shop' } },
      { matchExpressions: [{ key: 'name', operator: 'In', values: ['shop'] }] },
    ]) {
      const context = clusterWith(toDb([{ namespaceSelector }]))
      expect(titlesOf(context)).toEqual([
        'Rename name to kubernetes.io/metadata.name',
        'Give namespace shop the label name=shop',
        'Allow web → db on 5432',
      ])
      expect(answersAfter(context)).toEqual(['allowed', 'allowed', 'allowed'])
    }
  })

  it('[END-3] gives a namespace the label that a rule asks for', () => {
    const context = clusterWith(toDb([{ namespaceSelector: { matchLabels: { team: 'red' } } }]))
    expect(titlesOf(context)).toEqual(['Give namespace shop the label team=red', 'Allow web → db on 5432'])
    expect(answersAfter(context)).toEqual(['allowed', 'allowed'])
  })

  it('[IPB-4] asks where pods lie when that decides', () => {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' }, spec: { podCIDRs: ['10.244.0.0/16'] } }
    const known = { ...pod('shop', 'known'), status: { podIP: '10.244.0.9' } }
    const context = clusterWith(toDb([{ ipBlock: { cidr: '10.244.0.0/24' } }]), node, known)
    const fixes = offerFlowFixes(context.prepared, WEB_TO_DB)
    expect(fixes.at(-1)).toEqual({
      kind: 'setting',
      title: 'Say where pods lie',
      setting: 'pod-ranges',
      cidrs: ['10.244.0.0/16'],
    })
  })

  it('[CNI-2] asks for the plugin when that decides', () => {
    const ports = [{ protocol: 'TCP', port: 5000, endPort: 6000 }]
    const spec = { podSelector: {}, ingress: [{ ports }] }
    const files = [yamlFile('all.yaml', deployment('shop', 'web'), deployment('data', 'db'), policy('data', 'p', spec))]
    const { prepared } = contextOf(files, { ...SETTINGS, cni: 'azure-npm' })
    expect(offerFlowFixes(prepared, WEB_TO_DB).at(-1)).toEqual({
      kind: 'setting',
      title: 'Choose the network plugin',
      setting: 'network-plugin',
    })
  })

  it('[VER-1] offers nothing for what is allowed, and asks which addresses are meant', () => {
    expect(titlesOf(clusterWith())).toEqual([])
    const context = clusterWith(toDb([{ podSelector: {} }]))
    const [outside] = context.prepared.endpoints.filter(({ kind }) => kind === 'outside')
    const question = { ...WEB_TO_DB, from: outside?.id ?? '' }
    const [fix] = offerFlowFixes(context.prepared, question)
    expect(fix?.kind === 'change' && fix.intention).toMatchObject({ kind: 'connect', from: { kind: 'block' } })
  })
})
