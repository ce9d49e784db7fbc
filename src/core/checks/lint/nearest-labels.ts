import type { Member } from '../../engine/member.ts'
import { nearestName } from '../../manifest/nearest-name.ts'
import { matchRequirement } from '../../model/matching.ts'
import type { LabelSelector, Labels, Requirement } from '../../model/selector.ts'

/** A label that one requirement of a selector could ask for instead, so that somebody matches. */
export interface NearLabel {
  readonly requirement: Requirement
  readonly key: string
  readonly value: string
}

/** So many are worth offering. */
const MOST = 3

/**
 * Labels that are there and nearly what a selector asks for, the nearest first: those whose pods match everything else it
 * asks. Only requirements of one value can be mistaken in this way.
 */
export function nearestLabels(selector: LabelSelector, pods: readonly Member[]): readonly NearLabel[] {
  const found = selector.requirements.flatMap((requirement) => {
    const [value, ...more] = requirement.values
    if (requirement.operator !== 'In' || value === undefined || more.length > 0) return []
    const others = selector.requirements.filter((one) => one !== requirement)
    return nearOf(requirement, value, labelsOfMatching(pods, others))
  })
  return found.sort((a, b) => a.distance - b.distance).slice(0, MOST)
}

interface Ranked extends NearLabel {
  readonly distance: number
}

function labelsOfMatching(pods: readonly Member[], others: readonly Requirement[]): readonly Labels[] {
  return pods.flatMap(({ labelled }) => {
    const isMatching = labelled && others.every((one) => matchRequirement(one, labelled.labels) === 'yes')
    return isMatching ? [labelled.labels] : []
  })
}

/** The same value under another key, or nearly the same value under the same key. */
function nearOf(requirement: Requirement, value: string, lists: readonly Labels[]): readonly Ranked[] {
  const { key } = requirement
  const values = [...new Set(lists.flatMap((labels) => labels.get(key) ?? []))]
  const keys = [...new Set(lists.flatMap((labels) => keysWith(labels, value)))]
  const near = nearestName(value, values) ?? values.find((one) => one.includes(value) || value.includes(one))
  return [
    ...(near === undefined ? [] : [{ requirement, key, value: near, distance: 0 }]),
    ...keys.map((other) => ({ requirement, key: other, value, distance: isRelated(key, other) ? 1 : 2 })),
  ]
}

function keysWith(labels: Labels, value: string): readonly string[] {
  return [...labels].flatMap(([key, own]) => (own === value ? [key] : []))
}

/** `app` and `app.kubernetes.io/name`, `name` and `app.kubernetes.io/name`. */
function isRelated(key: string, other: string): boolean {
  const words = (text: string) => text.toLowerCase().split(/[^a-z0-9]+/)
  return words(key).some((word) => words(other).includes(word))
}
