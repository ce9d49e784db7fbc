import { isLasting } from '../authoring/connect/choose-labels.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { Workload } from '../model/cluster.ts'
import type { LabelSelector, Labels } from '../model/selector.ts'
import { type LooseNode, looseAt, type Steps } from './loose-tree.ts'
import type { Position } from './position.ts'
import { looseSelector, namespacesWithin, podsWithin } from './scope.ts'
import type { Suggestion, Writer } from './suggestion.ts'

/** Labels that are being chosen: whose they are, and what is decided about them already. */
export interface LabelPlace {
  readonly owners: 'pods' | 'namespaces'
  /** Where the pods are. */
  readonly within: string | LabelSelector | 'all'
  /** The other conditions beside the one at the caret. */
  readonly others: LabelSelector
  /** The selector, or the labels, as written. */
  readonly written: LooseNode | undefined
  /** From there to the caret. */
  readonly below: Steps
}

/** The place of labels that a position is in; undefined where none are written. */
export function labelPlaceOf({ object, kind, namespace, steps }: Position): LabelPlace | undefined {
  const at = steps.findLastIndex((step) => step === 'podSelector' || step === 'namespaceSelector')
  if (at < 0) return ownLabels({ object, kind, namespace, steps })
  const selector = looseAt(object, steps.slice(0, at + 1))
  const below = steps.slice(at + 1)
  const others = looseSelector(selector, below)
  if (steps[at] === 'namespaceSelector')
    return { owners: 'namespaces', within: 'all', others, written: selector, below }
  const beside = looseAt(object, [...steps.slice(0, at), 'namespaceSelector'])
  return { owners: 'pods', within: beside ? looseSelector(beside) : namespace, others, written: selector, below }
}

/** Where objects carry labels themselves, or select pods by labels alone. */
const LABEL_FIELDS =
  /^(?:metadata\/labels|spec\/selector|spec\/selector\/matchLabels|spec\/template\/metadata\/labels)$/

function ownLabels({ object, kind, namespace, steps }: Pick<Position, 'object' | 'kind' | 'namespace' | 'steps'>) {
  const depth = [2, 3, 4].find((length) => LABEL_FIELDS.test(steps.slice(0, length).join('/')))
  const isSelf = depth === 2 && steps[0] === 'metadata'
  if (depth === undefined || kind === '' || (isSelf && kind === 'NetworkPolicy')) return undefined
  if (steps[1] === 'selector' && depth === 2 && kind !== 'Service' && kind !== 'ReplicationController') return undefined
  return {
    owners: isSelf && kind === 'Namespace' ? ('namespaces' as const) : ('pods' as const),
    within: namespace,
    others: looseSelector(undefined),
    written: {
      kind: 'map' as const,
      column: -1,
      entries: [{ key: 'matchLabels', ...slotOf(looseAt(object, steps.slice(0, depth))) }],
    },
    below: ['matchLabels', ...steps.slice(depth)],
  }
}

function slotOf(value: LooseNode | undefined) {
  return value ? { value } : {}
}

/** Label keys that those in question have, lasting ones first, then the most frequent. */
export function completeLabelKeys(prepared: Prepared, place: LabelPlace): readonly CountedLabel[] {
  const labels = looseAt(place.written, ['matchLabels'])
  const written = new Set(labels?.kind === 'map' ? labels.entries.map(({ key }) => key) : [])
  const { owned, scope } = ownersOf(prepared, place)
  const counted = count(owned, scope, (one) => [...one.labels.keys()].filter((key) => !written.has(key)))
  return [
    ...counted.filter(({ isLasting: lasting }) => lasting),
    ...counted.filter(({ isLasting: lasting }) => !lasting),
  ]
}

/** The values of a label key among those in question. */
export function completeLabelValues(prepared: Prepared, place: LabelPlace, key: string): readonly CountedLabel[] {
  const { owned, scope } = ownersOf(prepared, place)
  return count(owned, scope, (one) => [one.labels.get(key) ?? []].flat())
}

/** The suggestions of label keys, or words, as the writer writes them. */
export function suggestLabels(
  counted: readonly CountedLabel[],
  write: (text: string) => Pick<Suggestion, 'text' | 'caret' | 'filter'>,
  goesOn: boolean,
): readonly Suggestion[] {
  return counted.map(({ text, detail }) => {
    return { kind: 'label', label: text === '' ? '""' : text, detail, ...write(text), goesOn }
  })
}

/** The writer's ways in the form {@link suggestLabels} takes. */
export function keyWriter(writer: Writer): (text: string) => Pick<Suggestion, 'text' | 'caret' | 'filter'> {
  return (text) => writer.key(text, { kind: 'string' })
}

export interface CountedLabel {
  readonly text: string
  /** "on 3 of 12 pods". */
  readonly detail: string
  readonly isLasting: boolean
}

interface Owner {
  readonly labels: Labels
  readonly weight: number
  readonly workload?: Workload
}

/** Those that satisfy the other conditions; where nobody does, all of the place, and where nobody is, everybody. */
function ownersOf(prepared: Prepared, { owners, within, others }: LabelPlace) {
  if (owners === 'namespaces') {
    const fitting = namespacesWithin(prepared, others)
    const names = fitting.length > 0 ? fitting : [...prepared.cluster.namespaces.keys()]
    const owned = names.map((name): Owner => ({ labels: prepared.namespaceLabels(name), weight: 1 }))
    return { owned, scope: 'namespaces' }
  }
  const fitting = podsWithin(prepared, within, others)
  const near = fitting.length > 0 ? fitting : podsWithin(prepared, within)
  const pods = near.length > 0 ? near : podsWithin(prepared, 'all')
  const owned = pods.map(({ pod, workload, weight }): Owner => ({ labels: pod.labels, weight, workload }))
  return { owned, scope: near.length > 0 ? 'pods' : 'pods elsewhere' }
}

function count(
  owners: readonly Owner[],
  scope: string,
  textsOf: (owner: Owner) => readonly string[],
): readonly CountedLabel[] {
  const counts = new Map<string, { amount: number; isLasting: boolean }>()
  for (const owner of owners) {
    for (const text of textsOf(owner)) {
      const known = counts.get(text) ?? { amount: 0, isLasting: false }
      known.amount += owner.weight
      known.isLasting ||= owner.workload === undefined || isLasting(owner.workload, text)
      counts.set(text, known)
    }
  }
  const all = owners.reduce((sum, { weight }) => sum + weight, 0)
  return [...counts]
    .sort(([a, { amount: x }], [b, { amount: y }]) => y - x || (a < b ? -1 : 1))
    .map(([text, { amount, isLasting: lasting }]) => {
      return { text, detail: `on ${amount} of ${all} ${scope}`, isLasting: lasting }
    })
}
