import fc from 'fast-check'
import { stringify } from 'yaml'
import { type ClusterNote, makeCluster } from '../src/core/engine/cluster.testing.ts'
import { type Comparison, compareVerdicts } from '../src/core/engine/naive/compare.testing.ts'
import { compareCauses } from '../src/core/engine/naive/compare-causes.testing.ts'
import { type PortSample, tellingPorts } from '../src/core/engine/naive/ports.testing.ts'
import { randomCluster, randomSettings } from '../src/core/engine/random-cluster.testing.ts'
import type { EngineSettings } from '../src/core/model/settings.ts'
import type { Answer } from '../src/core/model/verdict.ts'
import { type AddressSet, formatRange } from '../src/core/net/address.ts'

/** What was compared until now. */
export interface Tally {
  clusters: number
  /** Pair × protocol × port judged by the engine and by the rules. */
  readonly flows: Record<Answer, number>
  /** Flows whose causes were compared as well. */
  explained: number
}

/** The smallest case found in which the engine and the rules disagree, and how to run it again. */
export interface Disagreement {
  readonly seed: number
  readonly path: string
  readonly text: string
}

const CLUSTERS_PER_SEED = 250

/**
 * Random clusters, judged by the engine and by the naive evaluator, until `flows` flows were compared or one differs.
 * Batch after batch has the next seed; with `path` only the case it leads to is run.
 */
export function fuzz(wanted: {
  readonly flows: number
  readonly seed: number
  readonly path?: string
  readonly report: (tally: Tally) => void
}): { readonly tally: Tally; readonly disagreement?: Disagreement } {
  const tally: Tally = { clusters: 0, flows: { allowed: 0, denied: 0, depends: 0 }, explained: 0 }
  for (let seed = wanted.seed; countFlows(tally) < wanted.flows; seed += 1) {
    const disagreement = runBatch(tally, seed, wanted.path)
    wanted.report(tally)
    if (disagreement || wanted.path !== undefined) return { tally, ...(disagreement ? { disagreement } : {}) }
  }
  return { tally }
}

export function countFlows({ flows }: Tally): number {
  return flows.allowed + flows.denied + flows.depends
}

function runBatch(tally: Tally, seed: number, path: string | undefined): Disagreement | undefined {
  const property = fc.property(randomCluster, randomSettings, fc.nat(1000), (note, settings, turn) => {
    const difference = compare(tally, note, settings, turn)
    if (difference) throw new Error(difference)
  })
  const run = fc.check(property, { seed, numRuns: CLUSTERS_PER_SEED, ...(path === undefined ? {} : { path }) })
  if (!run.failed) return undefined
  const [note, settings] = run.counterexample ?? []
  const text = `${note && settings ? describeCase(note, settings) : ''}\n${run.errorInstance}`
  return { seed, path: run.counterexamplePath ?? '', text }
}

function compare(tally: Tally, note: ClusterNote, settings: EngineSettings, turn: number): string | undefined {
  const cluster = makeCluster(note)
  const ports = tellingPorts(cluster)
  const verdicts = compareVerdicts(cluster, settings, ports)
  const causes = compareCauses(cluster, settings, turnBy(ports, turn))
  tally.clusters += 1
  for (const answer of ['allowed', 'denied', 'depends'] as const) {
    tally.flows[answer] += verdicts.answers[answer]
    tally.explained += causes.answers[answer]
  }
  return firstDifference([verdicts, causes])
}

function firstDifference(comparisons: readonly Comparison[]): string | undefined {
  return comparisons.find(({ difference }) => difference !== undefined)?.difference
}

function turnBy(ports: readonly PortSample[], turn: number): readonly PortSample[] {
  const start = turn % ports.length
  return [...ports.slice(start), ...ports.slice(0, start)]
}

function describeCase(note: ClusterNote, { podRanges, ...settings }: EngineSettings): string {
  const ranges = podRanges === undefined || podRanges === 'any' ? podRanges : formatRanges(podRanges)
  return stringify({ settings: { ...settings, ...(ranges ? { podRanges: ranges } : {}) }, ...note })
}

function formatRanges(ranges: AddressSet): readonly string[] {
  return ranges.map(formatRange)
}
