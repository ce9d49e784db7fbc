import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCluster } from '../cluster.testing.ts'
import { randomCluster, randomSettings } from '../random-cluster.testing.ts'
import { compareVerdicts } from './compare.testing.ts'
import { compareCauses } from './compare-causes.testing.ts'
import { tellingPorts } from './ports.testing.ts'

describe('the engine and the naive evaluator', () => {
  it('[VER-1] agree on every flow of random clusters', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, (note, settings) => {
        const cluster = makeCluster(note)
        expect(compareVerdicts(cluster, settings, tellingPorts(cluster)).difference).toBeUndefined()
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('[VER-2] agree on what each policy says, and by which rules', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, fc.nat(200), (note, settings, start) => {
        const cluster = makeCluster(note)
        const ports = tellingPorts(cluster)
        const turned = ports.map((_, index) => ports[(start + index * 7) % ports.length] ?? (['TCP', 80] as const))
        expect(compareCauses(cluster, settings, turned).difference).toBeUndefined()
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})
