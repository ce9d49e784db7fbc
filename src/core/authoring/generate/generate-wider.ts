import { field, fieldAt, isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import type { Grant } from './generate-peers.ts'

/** The grants that hold all that one may match, found without looking at all others. */
export type FindWider = (narrow: Grant) => readonly Grant[]

/** Grants by the namespaces they ask for, and by one label of their pods: what holds another has less to ask for. */
interface Space {
  /** Of all pods. */
  readonly every: Grant[]
  readonly byLabel: Map<string, Grant[]>
  readonly byExpressions: Grant[]
}

/** Gathers grants once, to ask for the wider ones of each. */
export function createFindWider(grants: Iterable<Grant>): FindWider {
  const anyone: Grant[] = []
  const spaces = new Map<string, Space>()
  for (const grant of grants) {
    if (!grant.peer) anyone.push(grant)
    else if (!isBlock(grant.peer)) putInto(spaceAt(spaces, spaceOf(grant.peer)), grant, grant.peer)
  }
  return (narrow) => {
    const { peer } = narrow
    if (!peer) return []
    if (isBlock(peer)) return anyone
    const around = [...new Set([EVERY_NAMESPACE, spaceOf(peer)])].flatMap((key) => spaces.get(key) ?? [])
    return [...anyone, ...around.flatMap((space) => candidatesIn(space, peer))].filter((wide) => isWider(wide, narrow))
  }
}

function candidatesIn({ every, byLabel, byExpressions }: Space, peer: JsonObject): readonly Grant[] {
  return [...every, ...labelsOf(peer).flatMap((label) => byLabel.get(label) ?? []), ...byExpressions]
}

function putInto({ every, byLabel, byExpressions }: Space, grant: Grant, peer: JsonObject): void {
  const selector = field(peer, 'podSelector')
  const [first] = labelsOf(peer)
  if (selector === undefined || isEmptySelector(selector)) every.push(grant)
  else if (first === undefined || fieldAt(selector, 'matchExpressions') !== undefined) byExpressions.push(grant)
  else byLabel.set(first, [...(byLabel.get(first) ?? []), grant])
}

function spaceAt(spaces: Map<string, Space>, key: string): Space {
  const space = spaces.get(key) ?? { every: [], byLabel: new Map<string, Grant[]>(), byExpressions: [] }
  spaces.set(key, space)
  return space
}

const EVERY_NAMESPACE = '{}'

function spaceOf(peer: JsonObject): string {
  return JSON.stringify(field(peer, 'namespaceSelector') ?? null)
}

function labelsOf(peer: JsonObject): readonly string[] {
  const labels = fieldAt(peer, 'podSelector', 'matchLabels')
  return isObject(labels) ? Object.entries(labels).map(([key, value]) => JSON.stringify([key, value])) : []
}

/** Whether a grant's peer holds all that another, different one may match, whatever pods there are. */
function isWider(wide: Grant, narrow: Grant): boolean {
  if (wide.strictness > narrow.strictness || wide.key === narrow.key || !narrow.peer) return false
  if (!wide.peer) return true
  return asksForLess(field(wide.peer, 'podSelector'), field(narrow.peer, 'podSelector'))
}

/** Whether every requirement of one podSelector is among those of another. */
function asksForLess(wide: JsonValue | undefined, narrow: JsonValue | undefined): boolean {
  if (wide === undefined || isEmptySelector(wide)) return true
  if (fieldAt(wide, 'matchExpressions') !== undefined) return JSON.stringify(wide) === JSON.stringify(narrow)
  const labels = field(wide, 'matchLabels')
  return (
    isObject(labels) && Object.entries(labels).every(([key, value]) => fieldAt(narrow, 'matchLabels', key) === value)
  )
}

/** Whether a peer is addresses. */
export function isBlock(peer: JsonObject): boolean {
  return peer.ipBlock !== undefined
}

function isEmptySelector(selector: JsonValue | undefined): boolean {
  return isObject(selector) && Object.keys(selector).length === 0
}
