import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeCluster } from '../engine/cluster.testing.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import { randomCluster, randomSettings } from '../engine/random-cluster.testing.ts'
import { applyEdit, randomEdit, shareObjects } from '../engine/random-edits.testing.ts'
import type { Path } from '../model/path.ts'
import { finish } from '../model/work.ts'
import { gatheringAdmissions } from './admissions.ts'
import { createLeavesIn } from './bundle.ts'
import { collectingShares } from './collect-bundles.ts'
import type { TakeShare } from './count-flows.ts'
import { createFlowsOfMany } from './endpoint-flows.ts'
import type { Share } from './known-counts.ts'
import { createPeerNodes } from './peer-nodes.ts'
import { leavesOf } from './workload-leaves.ts'

/** What is counted, in order; every `fold`th namespace is folded. */
function count(prepared: Prepared, fold: number, before?: Prepared) {
  const admissions = finish(gatheringAdmissions(prepared, before))
  const leaves = leavesOf(admissions)
  const nodes = createPeerNodes(admissions, leaves, false)
  const bundling = {
    admissions,
    flowsAt: createFlowsOfMany(admissions),
    leaves,
    leavesIn: createLeavesIn(leaves),
    nodes,
  }
  const folded = new Set([...prepared.cluster.namespaces.keys()].filter((_, index) => index % fold === 0))
  const shares: (Pick<Share, 'from' | 'to' | 'pairs'> & { readonly rule: Path; readonly ports: string })[] = []
  const take: TakeShare = ({ from, to, ports, pairs }, { rule }) =>
    shares.push({ from, to, pairs, rule: rule.path, ports: admissions.ports.label(ports) })
  finish(collectingShares({ bundling, folded, joinsBlocks: false, before }, take))
  return shares
}

it('counts with what was counted before as without, after any change', () => {
  let counted = 0
  fc.assert(
    fc.property(
      randomCluster,
      randomSettings,
      fc.array(fc.record({ edit: randomEdit, fold: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 8 }),
      (note, settings, changes) => {
        let situation = { note, settings }
        let prepared = prepare(makeCluster(note), settings)
        counted += count(prepared, 2).length
        for (const { edit, fold } of changes) {
          situation = applyEdit(situation, edit)
          const cluster = shareObjects(makeCluster(situation.note), prepared.cluster)
          const next = prepare(cluster, situation.settings, prepared)
          const anew = prepare(makeCluster(situation.note), situation.settings)
          expect(count(next, fold, prepared), edit.kind).toEqual(count(anew, fold))
          prepared = next
        }
      },
    ),
    { numRuns: 150 },
  )
  expect(counted).toBeGreaterThan(0)
}, 60_000)
