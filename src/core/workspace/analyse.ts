import { type ReadExpectation, readExpectations } from '../checks/expectations/read-expectations.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import { buildCluster } from '../inventory/build-cluster.ts'
import { readingDocument } from '../manifest/read-document.ts'
import type { Reading } from '../manifest/reading.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { TextFile } from '../model/edit.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Resource } from '../model/resource.ts'
import { type EngineSettings, isSameSettings } from '../model/settings.ts'
import { finish, type Work } from '../model/work.ts'
import { findBlockedIngresses } from '../questions/find-blocked-ingresses.ts'
import { findServiceBlocks } from '../questions/find-service-blocks.ts'

/** A document understood: what was read, what it declares, and the engine made ready for questions. */
export interface Analysis {
  readonly reading: Reading
  readonly cluster: Cluster
  readonly prepared: Prepared
  /** What is written of flows that must be allowed or denied, valid or not (EXP-1). */
  readonly expectations: readonly ReadExpectation[]
  /** Of reading, validating and grouping, in the order of the files and items they belong to; then what policies do. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads `files` and prepares the engine for them. With `previous`, unchanged items are not read again, and texts that
 * are broken now keep their last good form, marked stale (V14); without it nothing is ever stale.
 */
export function analyse(files: readonly TextFile[], settings: EngineSettings, previous?: Analysis): Analysis {
  return finish(analysing(files, settings, previous))
}

/** {@link analyse} in steps. Where nothing that was read says anything else than before, the engine stays as it is. */
export function* analysing(files: readonly TextFile[], settings: EngineSettings, previous?: Analysis): Work<Analysis> {
  const reading = yield* readingDocument(files, previous?.reading)
  const known = previous && isSameMeaning(reading, previous, settings) ? understood.get(previous) : undefined
  const meaning = known ?? (yield* understanding(reading, settings, previous))
  const { cluster, prepared } = meaning
  const expected = readExpectations(reading)
  const analysis = {
    reading,
    cluster,
    prepared,
    expectations: expected.entries,
    diagnostics: [...readingDiagnostics(reading), ...expected.diagnostics, ...meaning.diagnostics],
  }
  understood.set(analysis, meaning)
  return analysis
}

/** What follows from the resources, wherever they stand in the text. */
type Meaning = Pick<Analysis, 'cluster' | 'prepared' | 'diagnostics'>

const understood = new WeakMap<Analysis, Meaning>()

function isSameMeaning(reading: Reading, previous: Analysis, settings: EngineSettings): boolean {
  const [now, before] = [resourcesOf(reading), resourcesOf(previous.reading)]
  return (
    isSameSettings(settings, previous.prepared.settings) &&
    now.length === before.length &&
    now.every((resource, index) => resource === before[index])
  )
}

function* understanding(reading: Reading, settings: EngineSettings, previous: Analysis | undefined): Work<Meaning> {
  yield { doing: 'grouping pods' }
  const { cluster, diagnostics } = buildCluster(resourcesOf(reading))
  yield { doing: 'compiling policies' }
  const prepared = prepare(cluster, settings, previous?.prepared)
  yield undefined
  const findings = [...findServiceBlocks(cluster), ...findBlockedIngresses(prepared)]
  return { cluster, prepared, diagnostics: [...diagnostics, ...findings] }
}

const listed = new WeakMap<Reading, readonly Resource[]>()

/** Every resource of the document, in order; listed once. */
export function resourcesOf(reading: Reading): readonly Resource[] {
  const resources = listed.get(reading) ?? reading.files.flatMap(({ items }) => items.flatMap((item) => item.resources))
  listed.set(reading, resources)
  return resources
}

/** NetworkPolicies that are written but not valid, those of a wrong API group included: not in force (VAL, YML-6). */
export function invalidPolicies({ reading, cluster }: Analysis): readonly Resource[] {
  const others = new Set(cluster.notEvaluated.map(({ path }) => path))
  return resourcesOf(reading).filter(
    ({ path, kind, policy, stale }) => kind === 'NetworkPolicy' && !others.has(path) && (policy === undefined || stale),
  )
}

/** The policy at a resource path, if it is in the cluster. */
export function policyAt(analysis: Analysis, path: string): NetworkPolicy | undefined {
  return analysis.cluster.policies.find((policy) => policy.path === path)
}

function readingDiagnostics(reading: Reading): Diagnostic[] {
  return reading.files.flatMap((file) => [...file.diagnostics, ...file.items.flatMap((item) => item.diagnostics)])
}
