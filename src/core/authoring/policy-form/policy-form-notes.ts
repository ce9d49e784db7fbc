import { DIRECTIONS, type Direction, type NetworkPolicy } from '../../model/policy.ts'
import type { LabelSelector } from '../../model/selector.ts'

/** What a change of a policy means where its text does not show it: who is isolated now, what has no effect, what is all. */
export function noteDifferences(before: NetworkPolicy, after: NetworkPolicy): readonly string[] {
  return [...DIRECTIONS.flatMap((direction) => noteIsolation(before, after, direction)), ...noteEmptied(before, after)]
}

function noteIsolation(before: NetworkPolicy, after: NetworkPolicy, direction: Direction): readonly string[] {
  const count = after.rules[direction].length
  if (before.isolates[direction] === after.isolates[direction]) return []
  if (after.isolates[direction])
    return [`isolates its pods for ${direction} now${count === 0 ? ', and admits nothing there (RUL-4)' : ''}`]
  const inert =
    count === 0
      ? ''
      : `: its ${count === 1 ? `${direction} rule has` : `${count} ${direction} rules have`} no effect (ISO-3)`
  return [`no longer isolates its pods for ${direction}${inert}`]
}

/** Selectors that asked for something and now select everything in their scope (SEL-1). */
function noteEmptied(before: NetworkPolicy, after: NetworkPolicy): readonly string[] {
  const placeIn = (policy: NetworkPolicy, { path }: LabelSelector) => path.slice(policy.path.length)
  const earlier = new Map(selectorsIn(before).map(({ selector }) => [placeIn(before, selector), selector]))
  return selectorsIn(after).flatMap(({ selector, all }) => {
    const asked = earlier.get(placeIn(after, selector))?.requirements.length ?? 0
    return asked > 0 && selector.requirements.length === 0 ? [`the selector selects ${all} now (SEL-1)`] : []
  })
}

interface Scoped {
  readonly selector: LabelSelector
  /** Everything in its scope, in words. */
  readonly all: string
}

function selectorsIn({ podSelector, namespace, rules }: NetworkPolicy): readonly Scoped[] {
  const peers = DIRECTIONS.flatMap((direction) => rules[direction]).flatMap((rule) =>
    rule.peers === 'any' ? [] : rule.peers,
  )
  return [
    { selector: podSelector, all: `every pod of ${namespace}` },
    ...peers.flatMap((peer) => {
      if (peer.kind === 'block') return []
      const scope = peer.namespaceSelector ? 'its namespaces' : namespace
      return [
        ...(peer.podSelector ? [{ selector: peer.podSelector, all: `every pod of ${scope}` }] : []),
        ...(peer.namespaceSelector ? [{ selector: peer.namespaceSelector, all: 'every namespace' }] : []),
      ]
    }),
  ]
}
