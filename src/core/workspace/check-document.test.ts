import { describe, expect, it } from 'vitest'
import { blockFile, deployment, policy } from '../authoring/plan.testing.ts'
import type { TextFile } from '../model/edit.ts'
import { finish } from '../model/work.ts'
import { analyse } from './analyse.ts'
import { checkingDocument } from './check-document.ts'

const check = (files: readonly TextFile[], level: 'warning' | 'info' = 'warning') =>
  finish(checkingDocument(analyse(files, { cni: 'upstream', implied: true }), { revision: 1, files }, level))

const shop = (spec: object) => [
  blockFile('cluster.yaml', deployment('shop', 'web'), deployment('shop', 'api')),
  blockFile('policy.yaml', policy('shop', 'deny', { podSelector: {}, ...spec })),
]

describe('checking a document', () => {
  it('tells what each rule finds, worst first, with its reasons, repairs and lines', () => {
    const { rules, counts, silenced } = check(shop({ policyTypes: ['Egress'] }))
    expect(rules.map(({ id }) => id)).toEqual(['NP026', 'NP028'])
    expect(rules[1]).toMatchObject({ title: 'No name lookups', severity: 'warning', count: 1 })
    expect(rules[1]?.findings[0]).toMatchObject({
      location: { file: 'policy.yaml', line: 1 },
      fixes: [{ title: 'Allow DNS for namespace shop' }],
    })
    expect({ counts, silenced }).toEqual({ counts: { error: 0, warning: 2, info: 6 }, silenced: 0 })
  })

  it('shows notes to those who ask', () => {
    const ids = check(shop({ policyTypes: ['Egress'] }), 'info').rules.map(({ id }) => id)
    expect(ids).toEqual(['NP026', 'NP028', 'NP024', 'NP041', 'NP045', 'NP046'])
  })

  it('heeds ignore comments', () => {
    const [cluster, deny] = shop({ policyTypes: ['Egress'] })
    const commented = { name: 'policy.yaml', text: `# bulkhead-ignore: NP028 sealed\n${deny?.text ?? ''}` }
    const { rules, counts, silenced } = check([cluster as TextFile, commented])
    expect(rules.map(({ id }) => id)).toEqual(['NP026'])
    expect({ warning: counts.warning, silenced }).toEqual({ warning: 1, silenced: 1 })
  })

  it('lists what comments silence with its reason, and the comments that silence nothing', () => {
    const [cluster, deny] = shop({ policyTypes: ['Egress'] })
    const text = `# bulkhead-ignore: NP028 sealed\n# bulkhead-ignore: NP031 nothing\n${deny?.text ?? ''}`
    const { ignored, idle } = check([cluster as TextFile, { name: 'policy.yaml', text }])
    expect(ignored).toMatchObject([{ rule: 'NP028', reason: 'sealed', location: { line: 3 } }])
    expect(idle).toMatchObject([{ rules: ['NP031'], location: { line: 2 } }])
  })

  it('offers to ignore each finding where it stands', () => {
    const [first] = check(shop({ policyTypes: ['Egress'] })).rules.flatMap(({ findings }) => findings)
    expect(first?.ignore).toMatchObject({ kind: 'ignore', rule: 'NP026', reason: '' })
  })

  it('lists what comments silence of what reading says', () => {
    const [cluster, deny] = shop({ policyTypes: ['Egress'], ingress: [{}] })
    const text = (deny?.text ?? '').replace('ingress:\n', 'ingress:\n# bulkhead-ignore: NP014 kept for later\n')
    const { ignored, silenced, idle } = check([cluster as TextFile, { name: 'policy.yaml', text }])
    expect(ignored).toMatchObject([{ rule: 'NP014', reason: 'kept for later', location: { file: 'policy.yaml' } }])
    expect({ silenced, idle }).toEqual({ silenced: 1, idle: [] })
  })
})
