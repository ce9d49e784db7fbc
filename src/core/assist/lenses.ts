import { matchPods } from '../authoring/policy-form/policy-form-matches.ts'
import { isolatesUnder } from '../engine/effective-rules.ts'
import type { Prepared } from '../engine/prepare.ts'
import { locatePath } from '../manifest/locate.ts'
import type { FileReading, Item, Reading } from '../manifest/reading.ts'
import { findContent } from '../manifest/split-documents.ts'
import { ignoresPolicies } from '../model/cni-profiles.ts'
import type { ResourcePath } from '../model/path.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy } from '../model/policy.ts'
import type { Resource } from '../model/resource.ts'
import type { Work } from '../model/work.ts'
import { ofPods } from './hover-selector.ts'
import { joinWords } from './words.ts'

/** What stands above a policy in the text. */
export interface Lens {
  /** Where the policy's text begins. */
  readonly offset: number
  /** "selects 3 of 12 pods · isolates ingress". */
  readonly words: string
  /** Absent where nothing was ever valid. */
  readonly policy?: ResourcePath
}

/**
 * The lenses of a file, one above each text that says it is a NetworkPolicy, in the order of the text. One stays where it
 * is while its policy is broken or invalid, and says so: the text below must not jump while somebody types.
 */
export function* listingLenses(reading: Reading, prepared: Prepared, name: string): Work<readonly Lens[]> {
  const file = reading.files.find((one) => one.name === name)
  const inForce = new Map(prepared.cluster.policies.map((policy) => [policy.path, policy]))
  const lenses: Lens[] = []
  for (const item of file?.items ?? []) {
    if (!file || !mayHold(file, item)) continue
    const found = item.resources.filter(({ kind }) => kind === 'NetworkPolicy')
    if (found.length === 0 && saysPolicy(file, item)) lenses.push({ offset: startOf(file, item), words: NEVER_VALID })
    for (const resource of found) {
      lenses.push(lensOf(prepared, resource, inForce, offsetOf(reading, file, item, resource)))
      yield undefined
    }
  }
  return lenses
}

const NEVER_VALID = 'not in force: cannot be read yet'

function lensOf(
  prepared: Prepared,
  { path, policy, stale }: Resource,
  inForce: ReadonlyMap<ResourcePath, NetworkPolicy>,
  offset: number,
): Lens {
  if (!policy) return { offset, words: 'not in force: invalid' }
  const own = inForce.get(path)
  if (!own) return { offset, policy: path, words: 'not in force: a later policy of this name takes its place' }
  const words = stale ? `not in force: as it was last, ${describe(prepared, own)}` : describe(prepared, own)
  return { offset, policy: path, words }
}

/** Whom a policy selects and what it isolates, under the network plugin (SEL-5, ISO-4, CNI-1, CNI-2a). */
function describe(prepared: Prepared, policy: NetworkPolicy): string {
  const { cni } = prepared.settings
  const matches = matchPods(prepared, { namespace: policy.namespace, podSelector: policy.podSelector })
  const selects = `selects ${ofPods(matches)}`
  if (ignoresPolicies(cni)) return `${selects} · no effect under ${cni}`
  const asked = DIRECTIONS.filter((direction) => policy.isolates[direction])
  const isolated = asked.filter((direction) => isolatesUnder(policy, direction, cni))
  const lacking = asked.filter((direction) => !isolated.includes(direction))
  const closed = isolated.filter((direction) => policy.rules[direction].length === 0)
  return [
    selects,
    ...(isolated.length > 0 ? [`isolates ${joinWords(isolated)}`] : []),
    ...admitsNothing(isolated, closed),
    ...(lacking.length > 0 ? [`no effect on ${joinWords(lacking)} under ${cni}`] : []),
  ].join(' · ')
}

function admitsNothing(isolated: readonly Direction[], closed: readonly Direction[]): readonly string[] {
  if (closed.length === 0) return []
  return [closed.length === isolated.length ? 'admits nothing' : `admits no ${joinWords(closed)}`]
}

function mayHold({ text }: FileReading, { resources, start, end }: Item): boolean {
  return (
    resources.some(({ kind }) => kind === 'NetworkPolicy') || (resources.length === 0 && end > start && text !== '')
  )
}

/** Whether text that was never read says what it is. */
function saysPolicy({ text }: FileReading, { start, end }: Item): boolean {
  return /^\s*(?:- )?["']?kind["']?\s*:\s*["']?NetworkPolicy["']?\s*(?:#.*|,)?$/m.test(text.slice(start, end))
}

/** The first line that says something, whether the text can be read or not. */
function startOf({ text }: FileReading, item: Item): number {
  return Math.min(findContent(text, item), Math.max(item.start, item.end - 1))
}

function offsetOf(reading: Reading, file: FileReading, item: Item, { path }: Resource): number {
  if (item.resources.length === 1) return startOf(file, item)
  return locatePath(reading, path)?.span.start ?? startOf(file, item)
}
