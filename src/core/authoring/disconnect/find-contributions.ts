import { memberAt } from '../../engine/judge.ts'
import { isSinglePod } from '../../engine/member.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { flowBetween } from '../../engine/reachability.ts'
import { peerMatches, rulePorts, subjectsOf } from '../../engine/rule-matches.ts'
import type { Path } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy, type Peer, type Rule } from '../../model/policy.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import { formatTraffic, intersectTraffic, subtractTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'
import { describePeer, describePort } from './describe-part.ts'

/** The two sides of an edge: endpoint ids that are in the document. */
export interface Sides {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** A part of a rule that admits something of an edge. */
export interface Part {
  readonly kind: 'rule' | 'peer' | 'port'
  readonly path: Path
  readonly rule: Rule
  readonly policy: NetworkPolicy
  readonly words: string
  /** What else it admits; absent when it admits nothing but (a part of) the edge. */
  readonly alsoAdmits?: string
}

/** What passes between the sides now, allowed or depending; a pod's own traffic to itself always does (END-6). */
export function passingBetween(prepared: Prepared, sides: Sides): PortsByProtocol {
  let passing: PortsByProtocol = {}
  for (const from of sides.from)
    for (const to of sides.to) {
      if (from === to && isSinglePod(memberAt(prepared, prepared.indexOf(from)))) continue
      const { allowed, depends } = flowBetween(prepared, from, to)
      passing = unionTraffic(passing, unionTraffic(allowed, depends))
    }
  return passing
}

/** The parts of rules that admit flows of an edge, at both ends, in the order of the document; of some ports only. */
export function findContributions(prepared: Prepared, sides: Sides, asked?: PortsByProtocol): readonly Part[] {
  const all = passingBetween(prepared, sides)
  const passing = asked ? intersectTraffic(all, asked) : all
  if (asked && formatTraffic(passing) === '') return []
  return prepared.cluster.policies.flatMap((policy) => {
    const subjects = subjectsOf(prepared, policy.path)
    return DIRECTIONS.flatMap((direction) => {
      if (!policy.isolates[direction]) return []
      const near = new Set(direction === 'ingress' ? sides.to : sides.from)
      if (!subjects.some((id) => near.has(id))) return []
      return policy.rules[direction].flatMap((rule) => partsOf({ prepared, sides, passing, policy, subjects }, rule))
    })
  })
}

interface Search {
  readonly prepared: Prepared
  readonly sides: Sides
  readonly passing: PortsByProtocol
  readonly policy: NetworkPolicy
  readonly subjects: readonly string[]
}

function partsOf(search: Search, rule: Rule): readonly Part[] {
  const { prepared, policy, sides } = search
  const far = new Set(rule.direction === 'ingress' ? sides.from : sides.to)
  const peers = peersOf(prepared, rule)
  const admitting = peers.filter(({ reaches }) => reaches.some((id) => far.has(id)))
  if (admitting.length === 0 || !admitsPassing(search, rule)) return []
  const subjectsElse = elsewhere(prepared, search.subjects, rule.direction === 'ingress' ? sides.to : sides.from)
  const peerElse = (peer: ReachingPeer) => elsewhere(prepared, peer.counted(far), [...far])
  const name = `rule ${policy.rules[rule.direction].indexOf(rule) + 1}`
  const portsElse = otherPorts(search, rule)
  const rest = peers.filter((peer) => !admitting.includes(peer) || peerElse(peer) !== undefined)
  const onlyThese = subjectsElse === undefined && rest.length === 0
  if (onlyThese && portsElse !== undefined) {
    const entries = narrowPorts(search, rule)
    if (entries.length > 0)
      return entries.map((entry) => ({
        kind: 'port',
        path: entry.path,
        rule,
        policy,
        words: `${name}, port ${describePort(entry)}`,
      }))
  }
  const whole = peers.length === admitting.length && (peers.length === 1 || rest.length === 0)
  const wideWords = (peerWords: string | undefined) => {
    const words = [
      ...(subjectsElse === undefined ? [] : [`also for ${subjectsElse}`]),
      ...(peerWords === undefined ? [] : [`also ${rule.direction === 'ingress' ? 'from' : 'to'} ${peerWords}`]),
      ...(portsElse === undefined ? [] : [`also port ${portsElse}`]),
    ]
    return words.length === 0 ? {} : { alsoAdmits: words.join(', ') }
  }
  if (whole) {
    const peerWords = admitting.map(peerElse).find((words) => words !== undefined)
    return [{ kind: 'rule', path: rule.path, rule, policy, words: name, ...wideWords(peerWords) }]
  }
  return admitting.map((peer) => ({
    kind: 'peer' as const,
    path: peer.peer?.path ?? rule.path,
    rule,
    policy,
    words: `${name}, ${peer.peer ? describePeer(peer.peer) : 'anyone'}`,
    ...wideWords(peerElse(peer)),
  }))
}

interface ReachingPeer {
  /** Absent for a rule without peers. */
  readonly peer?: Peer
  readonly reaches: readonly string[]
  /** Whom removing it would touch; a block is its addresses, whatever pods it covers, once all of them are asked for. */
  readonly counted: (far: ReadonlySet<string>) => readonly string[]
}

function peersOf(prepared: Prepared, rule: Rule): readonly ReachingPeer[] {
  if (rule.peers === 'any') {
    const everyone = prepared.endpoints.map(({ id }) => id)
    return [{ reaches: everyone, counted: () => everyone }]
  }
  return rule.peers.map((peer) => {
    const reaches = peerMatches(prepared, peer.path).map(({ endpoint }) => endpoint)
    const outside = reaches.filter((id) => prepared.endpoint(id)?.kind === 'outside')
    const isAsked = (far: ReadonlySet<string>) => outside.length > 0 && outside.every((id) => far.has(id))
    return { peer, reaches, counted: (far) => (peer.kind === 'block' && isAsked(far) ? outside : reaches) }
  })
}

/** Whether the rule's ports have anything to do with what passes; where nothing passes, any port does. */
function admitsPassing(search: Search, rule: Rule): boolean {
  const { passing } = search
  return (
    formatTraffic(passing) === '' ||
    formatTraffic(intersectTraffic(portsOfRule(search.prepared, search.sides, rule), passing)) !== ''
  )
}

/** The ports a rule admits at the targets of an edge. */
export function portsOfRule(prepared: Prepared, sides: Sides, rule: Rule): PortsByProtocol {
  return sides.to
    .map((id) => rulePorts(prepared, rule.path, id))
    .map(({ certain, depends }) => unionTraffic(certain, depends))
    .reduce(unionTraffic, {})
}

/** Ports of the rule that do not pass, because the other end blocks them. */
function otherPorts(search: Search, rule: Rule): string | undefined {
  if (formatTraffic(search.passing) === '') return undefined
  const words = formatTraffic(subtractTraffic(portsOfRule(search.prepared, search.sides, rule), search.passing))
  return words === '' ? undefined : words
}

/** The port entries that hold nothing but what passes. */
function narrowPorts(search: Search, rule: Rule) {
  if (rule.ports === 'any') return []
  return rule.ports.filter((entry) => {
    if (entry.port.kind !== 'range') return false
    const { first, last } = entry.port
    return formatTraffic(subtractTraffic({ [entry.protocol]: [{ first, last }] }, search.passing)) === ''
  })
}

const MOST_NAMED = 3

/** Endpoints that are not among `own`, in words. */
function elsewhere(prepared: Prepared, ids: readonly string[], own: readonly string[]): string | undefined {
  const known = new Set(own)
  const others = ids.filter((id) => !known.has(id))
  if (others.length === 0) return undefined
  const names = [...new Set(others.map((id) => prepared.endpoint(id)?.name ?? id))]
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  return names.slice(0, MOST_NAMED).join(', ') + more
}
