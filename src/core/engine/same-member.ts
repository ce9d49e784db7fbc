import type { Labels } from '../model/selector.ts'
import type { Location, Member } from './member.ts'

/** Whether a member is what another one was: no policy can tell them apart, and people see the same. */
export function isSameMember(a: Member, b: Member | undefined): boolean {
  if (a === b) return true
  if (!b || a.endpoint.id !== b.endpoint.id || !isSameLocation(a.location, b.location) || a.node !== b.node)
    return false
  const [mine, theirs] = [a.endpoint, b.endpoint]
  if (mine.kind === 'outside' || theirs.kind === 'outside') return mine.kind === theirs.kind
  return (
    mine.workload === theirs.workload &&
    mine.implied?.words === theirs.implied?.words &&
    mine.implied?.selectors.join() === theirs.implied?.selectors.join() &&
    mine.pods.length === theirs.pods.length &&
    mine.pods.every((pod, index) => pod === theirs.pods[index]) &&
    isSameLabels(a.labelled?.labels, b.labelled?.labels) &&
    isSameLabels(a.labelled?.namespaceLabels, b.labelled?.namespaceLabels)
  )
}

function isSameLocation(a: Location, b: Location): boolean {
  return a === b || a.key === b.key
}

/** Whether labels are the same, key by key. */
export function isSameLabels(a: Labels | undefined, b: Labels | undefined): boolean {
  if (a === b) return true
  return a !== undefined && b !== undefined && a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}
