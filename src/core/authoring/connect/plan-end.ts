import { insertItem } from '../../edits/insert-part.ts'
import type { JsonObject } from '../../model/json.ts'
import { joinPath } from '../../model/path.ts'
import type { Direction, NetworkPolicy, Rule } from '../../model/policy.ts'
import { type Draft, editResource, settleDraft } from '../draft.ts'
import { type PolicyGroup, placePolicies } from '../place-resource.ts'
import type { Obstacle, PlannedEnd } from '../plan.ts'
import { findStanding, isBroken } from '../plan-context.ts'
import { requirementsKey } from '../policy-key.ts'
import { namePolicy, PEERS_KEY, toPolicy, toRule } from '../policy-manifest.ts'
import { isWrittenTwice, takenPolicyNames } from '../policy-names.ts'
import { hasSamePorts, type Ports } from '../wanted-ports.ts'
import { partsOf, type ResolvedEnd, type Subject } from './resolved-end.ts'

/** One end that needs an edit: whose policy, which peer, which ports. */
export interface WantedEnd {
  readonly direction: Direction
  readonly subject: Subject
  /** The ends of the connection, `self` the one that the policy selects. */
  readonly self: ResolvedEnd
  readonly other: ResolvedEnd
  readonly from: string
  readonly to: string
  readonly ports: Ports
  /** Rules that a new policy has beside the one for the connection. */
  readonly besides?: readonly JsonObject[]
  /** A policy path or `new`, where the person chose. */
  readonly target: string | undefined
}

export type PlannedDraft = { readonly kind: 'planned'; readonly draft: Draft; readonly end: PlannedEnd } | Refused

export interface Refused {
  readonly kind: 'refused'
  readonly obstacle: Obstacle
}

/**
 * Adds a peer or a rule to the policy that fits; undefined when none does, or its text cannot be edited without changing
 * other places.
 */
export function extendEnd(
  draft: Draft,
  policies: readonly NetworkPolicy[],
  wanted: WantedEnd,
): PlannedDraft | undefined {
  const candidates = candidatesFor(policies, wanted)
  // A change of one of two equal texts of a policy would leave them in conflict (VAL-10).
  const chosen = choosePolicy(candidates, wanted, (policy) => !isWrittenTwice(draft.reading, policy))
  const standing = chosen && findStanding(draft.reading, chosen.path)
  if (!chosen || !standing) return undefined
  if (isBroken(standing.file)) return broken(standing.file.name)
  const extended = extendPolicy(draft, chosen, wanted)
  if (!extended) return undefined
  const words = `adds a ${extended.part} to ${chosen.name}`
  return { kind: 'planned', draft: extended.draft, end: describeEnd(wanted, candidates, chosen, words) }
}

/** Adds policies with the one rule that each end needs; those that belong at one place together. */
export function planNewEnds(
  draft: Draft,
  policies: readonly NetworkPolicy[],
  wanted: readonly WantedEnd[],
): { readonly draft: Draft; readonly ends: readonly PlannedEnd[] } | Refused {
  const settled = settleDraft(draft)
  const ends: PlannedEnd[] = []
  const groups = [...groupByNamespace(wanted)].map(([namespace, group]): PolicyGroup => {
    const taken = takenPolicyNames(settled.reading, namespace)
    const manifests = group.map((end) => {
      const name = namePolicy(end.from, end.to, end.direction, taken)
      taken.add(name)
      ends.push(describeEnd(end, candidatesFor(policies, end), undefined, `new policy ${name} in ${namespace}`))
      return toPolicy(name, end.subject, end.direction, [
        toRule(end.direction, end.other.peersFor(namespace), end.ports),
        ...(end.besides ?? []),
      ])
    })
    return { namespace, policies: manifests, beside: group[0]?.subject.beside }
  })
  const placed = placePolicies(settled, groups)
  return placed.kind === 'broken' ? broken(placed.file) : { draft: placed.draft, ends }
}

function groupByNamespace(wanted: readonly WantedEnd[]): ReadonlyMap<string, readonly WantedEnd[]> {
  const groups = new Map<string, WantedEnd[]>()
  for (const end of wanted) {
    const { namespace } = end.subject
    const group = groups.get(namespace)
    if (group) group.push(end)
    else groups.set(namespace, [end])
  }
  return groups
}

/** The same pods, the same direction in effect, and in force. */
function candidatesFor(
  policies: readonly NetworkPolicy[],
  { subject, direction }: WantedEnd,
): readonly NetworkPolicy[] {
  return policies.filter(
    (policy) =>
      policy.namespace === subject.namespace &&
      policy.isolates[direction] &&
      !policy.stale &&
      requirementsKey(policy.podSelector.requirements) === requirementsKey(subject.requirements),
  )
}

/** The person's choice; else the only candidate that has a rule in this direction, if that may be changed unasked. */
function choosePolicy(
  candidates: readonly NetworkPolicy[],
  { target, direction }: WantedEnd,
  mayChange: (policy: NetworkPolicy) => boolean,
): NetworkPolicy | undefined {
  if (target === 'new') return undefined
  const chosen = candidates.find(({ path }) => path === target)
  if (chosen) return chosen
  const [only, ...more] = candidates.filter(({ rules }) => rules[direction].length > 0)
  return only && more.length === 0 && mayChange(only) ? only : undefined
}

function extendPolicy(
  draft: Draft,
  policy: NetworkPolicy,
  wanted: WantedEnd,
): { readonly draft: Draft; readonly part: 'peer' | 'rule' } | undefined {
  const { direction, other, ports } = wanted
  const peers = other.peersFor(policy.namespace)
  const rule = policy.rules[direction].find((candidate) => candidate.peers !== 'any' && hasSamePorts(candidate, ports))
  if (rule && peers !== 'anyone') {
    const extended = addPeers(draft, policy, rule, peers)
    if (extended) return { draft: extended, part: 'peer' }
  }
  const after = direction === 'egress' ? 'ingress' : 'policyTypes'
  const extended = editResource(draft, policy.path, joinPath(policy.path, 'spec', direction), (source, steps) =>
    insertItem(source, steps, toRule(direction, peers, ports), after),
  )
  return extended && { draft: extended, part: 'rule' }
}

function addPeers(draft: Draft, policy: NetworkPolicy, rule: Rule, peers: readonly JsonObject[]): Draft | undefined {
  const place = joinPath(rule.path, PEERS_KEY[rule.direction])
  return peers.reduce<Draft | undefined>(
    (current, peer) =>
      current && editResource(current, policy.path, place, (source, steps) => insertItem(source, steps, peer)),
    draft,
  )
}

/** The one namespace of pods that are not a whole one. */
function namespaceOfPods(end: ResolvedEnd): string | undefined {
  const subjects = partsOf(end).flatMap(({ subject }) => subject ?? [])
  const [first] = subjects
  if (!first || subjects.some(({ isFrame, namespace }) => isFrame || namespace !== first.namespace)) return undefined
  return first.namespace
}

function describeEnd(
  { direction, self, other }: WantedEnd,
  candidates: readonly NetworkPolicy[],
  chosen: NetworkPolicy | undefined,
  words: string,
): PlannedEnd {
  const elsewhere = namespaceOfPods(other)
  const place = elsewhere === undefined || elsewhere === self.subject?.namespace ? '' : ` in namespace ${elsewhere}`
  const others = other.selectors.map(({ words: said, matches }) => ({ words: said + place, matches }))
  const selectors = new Map([...self.selectors, ...others].map((selector) => [selector.words, selector]))
  const unknown = [...selectors.values()]
    .filter(({ matches }) => matches.length === 0)
    .map((selector) => selector.words)
  return {
    direction,
    words:
      unknown.length === 0
        ? words
        : `${words}; ${unknown.join(' and ')} ${unknown.length > 1 ? 'match' : 'matches'} nothing known yet`,
    choices: [
      ...candidates.map((policy) => ({ id: policy.path, label: policy.name, chosen: policy === chosen })),
      { id: 'new', label: 'a new policy', chosen: chosen === undefined },
    ],
    selectors: [...selectors.values()],
  }
}

function broken(file: string): Refused {
  return {
    kind: 'refused',
    obstacle: { code: 'document-broken', words: `${file} cannot be read now: nothing is written into it until it is` },
  }
}
