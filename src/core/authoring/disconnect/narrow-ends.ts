import { DIRECTIONS, type Direction, type Rule } from '../../model/policy.ts'
import type { Work } from '../../model/work.ts'
import { isEmptyPorts, type PortsByProtocol } from '../../net/ports.ts'
import { formatTraffic, intersectTraffic, subtractTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'
import { type Draft, startDraft } from '../draft.ts'
import { type NewPolicy, writePolicies } from '../write-policies.ts'
import type { Proposal, Proposed, Share } from './disconnect-proposal.ts'
import type { Search } from './disconnect-search.ts'
import { findContributions, portsOfRule } from './find-contributions.ts'
import { narrowPolicy } from './narrow-policy.ts'
import type { CutManner } from './narrow-rule.ts'
import { runSteps } from './policy-steps.ts'

/** A manner with what tells its proposals from others. */
type NamedManner = CutManner & { readonly id: string }

const MANNERS: readonly NamedManner[] = [
  { id: 'leave-out', lists: false, exceptsPods: false, portsFirst: false },
  { id: 'leave-out-by-port', lists: false, exceptsPods: false, portsFirst: true },
  { id: 'leave-out-addresses', lists: false, exceptsPods: true, portsFirst: false },
  { id: 'leave-out-addresses-by-port', lists: false, exceptsPods: true, portsFirst: true },
  { id: 'list-others', lists: true, exceptsPods: false, portsFirst: false },
]

/** The ways to stop the flow by the rules of one end. */
export function* narrowing(search: Search, direction: Direction): Work<Proposed> {
  const isForAnyone = search.parts.some(({ rule }) => rule.direction === direction && rule.peers === 'any')
  const proposals: Proposal[] = []
  const refusals: string[] = []
  for (const manner of MANNERS) {
    if (manner.exceptsPods && !isForAnyone) continue
    const end = narrowEnd(startDraft(search.context), search, direction, manner)
    const way = typeof end === 'string' ? end : toProposal(`narrow/${direction}/${manner.id}`, [end], manner)
    yield
    if (typeof way !== 'string') proposals.push({ ...way, share: { direction, left: {} } })
    // That the others cannot be listed is no reason against leaving somebody out.
    else if (!manner.lists) refusals.push(way)
  }
  return { proposals, refusals }
}

/** What each end would leave to the other: the ports of rules that cannot be narrowed there. */
export function* findingShares(search: Search): Work<readonly Share[]> {
  const shares: Share[] = []
  for (const direction of DIRECTIONS)
    for (const manner of MANNERS) {
      yield
      const left = stuckPorts(search, direction, manner)
      if (!isEmptyPorts(left)) shares.push({ direction, left })
    }
  return shares
}

function stuckPorts(search: Search, direction: Direction, manner: NamedManner): PortsByProtocol {
  const { context, sides, passing, parts } = search
  return rulesOf(search, direction)
    .filter((rule) => {
      const alone = { ...search, parts: parts.filter((part) => part.rule === rule) }
      return typeof narrowEnd(startDraft(context), alone, direction, manner) === 'string'
    })
    .map((rule) => intersectTraffic(portsOfRule(context.prepared, sides, rule), passing))
    .reduce<PortsByProtocol>(unionTraffic, {})
}

/** The ways in which one end stops what it can, and the other what is left. */
export function* sharing(search: Search, share: Share): Work<Proposed> {
  const { direction, left } = share
  const [here, there] = [portion(search, subtractTraffic(search.passing, left)), portion(search, left)]
  if (isEmptyPorts(here.passing)) return { proposals: [], refusals: [] }
  const opposite = direction === 'ingress' ? 'egress' : 'ingress'
  const proposals: Proposal[] = []
  for (const manner of MANNERS) {
    yield
    const near = narrowEnd(startDraft(search.context), here, direction, manner)
    if (typeof near === 'string') continue
    const far = narrowEnd(near.inside, there, opposite, manner)
    if (typeof far === 'string') continue
    const way = toProposal(`narrow/${direction}/${formatTraffic(left)}/${manner.id}`, [near, far], manner)
    if (typeof way !== 'string') proposals.push({ ...way, share })
  }
  return { proposals, refusals: [] }
}

/** The same search for some of the ports. */
function portion({ context, sides }: Search, ports: PortsByProtocol): Search {
  return { context, sides, passing: ports, asked: ports, parts: findContributions(context.prepared, sides, ports) }
}

/** Rules of one end, narrowed. */
interface NarrowedEnd {
  readonly inside: Draft
  readonly words: readonly string[]
  readonly added: readonly NewPolicy[]
}

function rulesOf({ parts }: Search, direction: Direction): readonly Rule[] {
  return [...new Set(parts.flatMap(({ rule }) => (rule.direction === direction ? rule : [])))]
}

/** Narrows every rule that admits the flow at one end. */
function narrowEnd(start: Draft, search: Search, direction: Direction, manner: NamedManner): NarrowedEnd | string {
  const { parts } = search
  const rules = rulesOf(search, direction)
  const policies = [...new Set(parts.map(({ policy }) => policy))]
  const words: string[] = []
  let inside = start
  const added: NewPolicy[] = []
  for (const policy of policies) {
    const own = rules.filter((rule) => policy.rules[direction].includes(rule))
    if (own.length === 0) continue
    const narrowed = narrowPolicy(search, policy, own, manner)
    if (typeof narrowed === 'string') return narrowed
    const next = runSteps(inside, policy, narrowed.steps)
    if (!next) return `the text of ${policy.name} cannot be edited there without changing other places`
    inside = next
    words.push(...narrowed.words)
    added.push(...narrowed.added)
  }
  return { inside, words, added }
}

/** The way that narrows these ends, each on the text of the one before it; in words why its policies cannot be written. */
function toProposal(
  id: string,
  ends: readonly [NarrowedEnd, ...NarrowedEnd[]],
  manner: NamedManner,
): Proposal | string {
  const { inside } = ends.at(-1) ?? ends[0]
  const written = writePolicies(
    inside,
    ends.flatMap(({ added }) => added),
  )
  if (written.kind === 'refused') return written.obstacle.words
  return {
    id,
    kind: 'narrow',
    words: ends.flatMap(({ words }) => words).join('; '),
    draft: written.draft,
    inside,
    added: written.manifests,
    unseen: manner.lists ? ['pods that are added later'] : [],
  }
}
