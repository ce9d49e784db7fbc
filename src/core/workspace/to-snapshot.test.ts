import { describe, expect, it } from 'vitest'
import { finish } from '../model/work.ts'
import type { Picture } from '../picture/picture.ts'
import { analyse } from './analyse.ts'
import { makingSnapshot } from './to-snapshot.ts'

const EMPTY: Picture = { nodes: [], edges: [], edgesNotDrawn: 0, folded: new Set() }

const node = (name: string, cidr: string) =>
  `apiVersion: v1\nkind: Node\nmetadata: { name: ${name} }\nspec: { podCIDR: ${cidr}, podCIDRs: [${cidr}] }\n---\n`
const pod = (name: string, ip: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop }\nspec: {}\nstatus: { podIP: ${ip} }\n---\n`

function snapshotOf(...documents: readonly string[]) {
  const analysis = analyse([{ name: 'dump.yaml', text: documents.join('') }], { cni: 'upstream', implied: true })
  return finish(makingSnapshot(1, analysis, EMPTY))
}

describe('makingSnapshot', () => {
  it("[IPB-4a] offers the Nodes' podCIDRs when all known pod addresses lie in them", () => {
    const nodes = [node('n1', '10.244.0.0/24'), node('n2', '10.244.1.0/24'), node('n3', '10.244.4.0/24')]
    const inside = snapshotOf(...nodes, pod('a', '10.244.0.7'), pod('b', '10.244.4.8'))
    expect(inside.podRangeSuggestion).toEqual({ cidrs: ['10.244.0.0/23', '10.244.4.0/24'], addresses: 2 })
    expect(snapshotOf(...nodes, pod('a', '10.0.3.7'))).not.toHaveProperty('podRangeSuggestion')
    expect(snapshotOf(...nodes)).not.toHaveProperty('podRangeSuggestion')
  })

  it('leaves out of its problems, and of all counts, what an ignore comment silences', () => {
    const policy = (comment: string) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  ingress:\n    - {} # ${comment}\n`
    const said = ({ problems, problemCount, files }: ReturnType<typeof snapshotOf>) => ({
      codes: problems.map(({ diagnostic }) => diagnostic.code),
      problemCount,
      warnings: files[0]?.warnings,
    })
    const loud = said(snapshotOf(policy('later')))
    expect(loud).toEqual({ codes: ['ISO-3'], problemCount: 1, warnings: 1 })
    const quiet = said(snapshotOf(policy('bulkhead-ignore: NP014 kept for later')))
    expect(quiet).toEqual({ codes: [], problemCount: 0, warnings: 0 })
  })
})
