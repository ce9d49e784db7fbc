import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { CNI_FEATURES, type CniCell, type CniFeature, type CniRow } from '../../model/cni-cell.ts'
import { type ClusterNote, makeCluster } from '../cluster.testing.ts'
import { randomCluster, randomSettings } from '../random-cluster.testing.ts'
import { compareVerdicts } from './compare.testing.ts'
import { compareCauses } from './compare-causes.testing.ts'
import { tellingPorts } from './ports.testing.ts'

// One row of the table, kindnet's, is a made-up plugin here, so that features are lacking and unknown in every mixture.
const made = vi.hoisted(() => ({ row: {} as Record<CniFeature, CniCell> }))
vi.mock('../../model/cni-rows.ts', async (load) => ({ ...(await load<{ KINDNET: CniRow }>()), KINDNET: made.row }))

const cell: fc.Arbitrary<CniCell> = fc.record({
  support: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'unknown' as const),
  source: fc.constant('made up'),
})
const sctp: fc.Arbitrary<CniCell> = fc
  .tuple(cell, fc.boolean())
  .map(([one, isDropped]) => ({ ...one, ...(isDropped ? { otherwise: 'dropped' as const } : {}) }))

const randomRow: fc.Arbitrary<Record<CniFeature, CniCell>> = fc
  .tuple(fc.tuple(...CNI_FEATURES.map(() => cell)), sctp)
  .map(([cells, SCTP]) => {
    const usual = CNI_FEATURES.map((feature, index) => [feature, cells[index]] as const)
    return { ...(Object.fromEntries(usual) as Record<CniFeature, CniCell>), SCTP }
  })

function isOpen({ support }: CniCell): boolean {
  return support === 'unknown'
}

function hasOpenLabels({ workloads = [] }: ClusterNote): boolean {
  return workloads.some((one) => [one, ...(one.pods ?? [])].some(({ unknown = [] }) => unknown.length > 0))
}

const underMadeUp = randomSettings.map((settings) => ({ ...settings, cni: 'kindnet' as const }))

it('[CNI-2] the engine and the naive evaluator agree under plugins that lack, or may lack, anything', () => {
  fc.assert(
    fc.property(randomCluster, underMadeUp, randomRow, (note, settings, row) => {
      // An open direction and an open label are two doubts to the engine, where the worlds know that they are tied.
      fc.pre(!hasOpenLabels(note) || !(isOpen(row.ingress) || isOpen(row.egress)))
      Object.assign(made.row, row)
      const cluster = makeCluster(note)
      const ports = tellingPorts(cluster).filter((_, index) => index % 3 !== 1)
      expect(compareVerdicts(cluster, settings, ports).difference).toBeUndefined()
      expect(compareCauses(cluster, settings, ports).difference).toBeUndefined()
    }),
    { numRuns: 30 },
  )
}, 60_000)
