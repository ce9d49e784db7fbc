import type { Diagnostic, Place } from '../model/diagnostic.ts'
import type { Edit } from '../model/edit.ts'
import { isWithin, type Path, type ResourcePath } from '../model/path.ts'
import type { NetworkPolicy, Peer, Rule } from '../model/policy.ts'
import type { Resource } from '../model/resource.ts'
import type { LabelSelector } from '../model/selector.ts'

/** A move of an item in its file: another number, another offset, or both. */
export interface Move {
  readonly from: ResourcePath
  readonly to: ResourcePath
  /** How far the text moved. */
  readonly by: number
}

/** The diagnostic of a moved item; the same object when nothing of it changes. */
export function moveDiagnostic(diagnostic: Diagnostic, move: Move): Diagnostic {
  if (move.by === 0 && move.from === move.to) return diagnostic
  const { fix } = diagnostic
  const moved = { ...diagnostic, place: movePlace(diagnostic.place, move) }
  return fix ? { ...moved, fix: { ...fix, edits: fix.edits.map((edit) => moveEdit(edit, move.by)) } } : moved
}

function movePlace(place: Place, move: Move): Place {
  if (place.kind === 'path') return { ...place, path: movePath(place.path, move) }
  const { start, end } = place.span
  return { ...place, span: { start: start + move.by, end: end + move.by } }
}

function moveEdit(edit: Edit, by: number): Edit {
  return edit.kind === 'splice' ? { ...edit, start: edit.start + by, end: edit.end + by } : edit
}

/** The resource of a moved item: its value is shared, its paths are those of the new place. */
export function moveResource(resource: Resource, move: Move): Resource {
  if (move.from === move.to) return resource
  const { policy } = resource
  return { ...resource, path: movePath(resource.path, move), policy: policy && movePolicy(policy, move) }
}

function movePath(path: Path, { from, to }: Move): Path {
  return isWithin(path, from) ? to + path.slice(from.length) : path
}

function movePolicy(policy: NetworkPolicy, move: Move): NetworkPolicy {
  return {
    ...policy,
    path: movePath(policy.path, move),
    podSelector: moveSelector(policy.podSelector, move),
    rules: {
      ingress: policy.rules.ingress.map((rule) => moveRule(rule, move)),
      egress: policy.rules.egress.map((rule) => moveRule(rule, move)),
    },
  }
}

function moveRule(rule: Rule, move: Move): Rule {
  const { path, peers, ports } = rule
  return {
    ...rule,
    path: movePath(path, move),
    peers: peers === 'any' ? peers : peers.map((peer) => movePeer(peer, move)),
    ports: ports === 'any' ? ports : ports.map((entry) => ({ ...entry, path: movePath(entry.path, move) })),
  }
}

function movePeer(peer: Peer, move: Move): Peer {
  const path = movePath(peer.path, move)
  if (peer.kind === 'block') return { ...peer, path }
  const { podSelector, namespaceSelector } = peer
  return {
    kind: 'pods',
    path,
    podSelector: podSelector && moveSelector(podSelector, move),
    namespaceSelector: namespaceSelector && moveSelector(namespaceSelector, move),
  }
}

function moveSelector(selector: LabelSelector, move: Move): LabelSelector {
  const requirements = selector.requirements.map((one) => ({ ...one, path: movePath(one.path, move) }))
  return { path: movePath(selector.path, move), requirements }
}
