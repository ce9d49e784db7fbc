import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIRECTIONS } from '../model/policy.ts'
import type { EngineSettings } from '../model/settings.ts'
import { makeCluster } from './cluster.testing.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import {
  listOpened,
  lossBetween,
  prepareWithoutPolicy,
  prepareWithoutRules,
  tellFlows,
  tellPods,
} from './coverage-laws.testing.ts'
import { prepare } from './prepare.ts'
import { randomCluster, randomSettings } from './random-cluster.testing.ts'
import { randomCrowd, randomTurnout, turnOut } from './random-crowd.testing.ts'

/** Hundreds of random clusters, on a machine that may be busy. */
const LONG = 120_000

/** Any clusters, and those in which policies repeat each other. */
const clusters = fc.oneof(randomCluster, randomCrowd)

const CALM: EngineSettings = { cni: 'upstream', implied: false }

describe('coverage of random clusters', { timeout: LONG }, () => {
  it('[ISO-5] a rule is missed exactly where it is needed', () => {
    fc.assert(
      fc.property(clusters, randomSettings, (note, settings) => {
        const cluster = makeCluster(note)
        const prepared = prepare(cluster, settings)
        const coverage = coverageOf(prepared)
        for (const path of listRules(coverage)) {
          const standing = coverage.ofRule(path)
          const named = standing?.kind === 'needed' ? standing.alone.passing.each() : []
          const without = prepareWithoutRules(cluster, settings, (rule) => rule === path)
          expect(tellFlows(prepared, named), path).toEqual(lossBetween(prepared, without))
        }
      }),
      { numRuns: 100 },
    )
  })

  it('[ISO-5] the rules of a policy are missed exactly where it is needed, and it isolates who would be open', () => {
    fc.assert(
      fc.property(clusters, randomSettings, (note, settings) => {
        const cluster = makeCluster(note)
        const prepared = prepare(cluster, settings)
        const coverage = coverageOf(prepared)
        for (const path of coverage.policies) {
          const standing = coverage.ofPolicy(path)
          const without = prepareWithoutPolicy(cluster, settings, path)
          for (const direction of DIRECTIONS) {
            const lone = standing?.kind === 'needed' ? standing.directions[direction] : undefined
            const mute = prepareWithoutRules(cluster, settings, (rule) => rule.startsWith(`${path}/spec/${direction}/`))
            const named = tellFlows(prepared, lone?.alone.passing.each() ?? [])
            expect(named, path).toEqual(lossBetween(prepared, mute))
            const isolated = tellPods(prepared, lone?.isolates ?? [])
            const { opened, unsure } = listOpened(prepared, without, direction, path)
            expect(isolated, path).toEqual(expect.arrayContaining([...opened]))
            expect([...opened, ...unsure], path).toEqual(expect.arrayContaining([...isolated]))
          }
          if (standing?.kind !== 'needed') expect(lossBetween(prepared, without), path).toEqual(new Map())
        }
      }),
      { numRuns: 100 },
    )
  })

  it('[END-2c] what is said to be covered is covered however things turn out that nobody knows', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(randomCrowd, randomTurnout, (note, turnout) => {
        const coverage = coverageOf(prepare(makeCluster(note), CALM))
        const cluster = makeCluster(turnOut(note, turnout))
        const known = prepare(cluster, CALM)
        for (const path of listRules(coverage)) {
          const kind = coverage.ofRule(path)?.kind ?? 'needed'
          seen.set(kind, (seen.get(kind) ?? 0) + 1)
          if (kind === 'needed' || kind === 'undecided') continue
          const without = prepareWithoutRules(cluster, CALM, (rule) => rule === path)
          expect(lossBetween(known, without), path).toEqual(new Map())
        }
        for (const path of coverage.policies) {
          const kind = coverage.ofPolicy(path)?.kind
          if (kind === 'needed' || kind === 'undecided') continue
          expect(lossBetween(known, prepareWithoutPolicy(cluster, CALM, path)), path).toEqual(new Map())
        }
      }),
      { numRuns: 200 },
    )
    for (const kind of ['vacuous', 'shadowed', 'undecided', 'needed']) expect(seen.get(kind), kind).toBeGreaterThan(0)
  })

  it('[ISO-5] the rules that are named cover without any others', () => {
    fc.assert(
      fc.property(clusters, randomSettings, (note, settings) => {
        const cluster = makeCluster(note)
        const coverage = coverageOf(prepare(cluster, settings))
        for (const path of listRules(coverage)) {
          const standing = coverage.ofRule(path)
          if (standing?.kind !== 'shadowed' && standing?.kind !== 'redundant') continue
          const kept = [path, ...(standing.kind === 'shadowed' ? [standing.by] : standing.by)]
          const few = coverageOf(prepareWithoutRules(cluster, settings, (rule) => !kept.includes(rule)))
          expect(few.ofRule(path)?.kind, path).toMatch(/shadowed|redundant|vacuous/)
        }
      }),
      { numRuns: 100 },
    )
  })
})

function listRules(coverage: Coverage): readonly string[] {
  return coverage.policies.flatMap(coverage.rulesOf)
}
