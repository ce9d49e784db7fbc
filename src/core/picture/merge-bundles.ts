import type { Path } from '../model/path.ts'
import type { Admissions } from './admissions.ts'
import type { Bundle, Exception } from './bundle.ts'
import { counted } from './card-nodes.ts'
import type { Share } from './known-counts.ts'
import type { EdgeException, HalfEdge, PictureEdge } from './picture.ts'
import type { RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import type { Leaf } from './workload-leaves.ts'

/** Exceptions are named one by one while their names are no longer than this together. */
const MOST_NAMED = 24

/** An edge before it is put into words: one for each pair of nodes and answer. */
export interface MergedEdge {
  /** The first of its bundles. */
  readonly bundle: Bundle
  /** Of all its bundles. */
  readonly ports: PortsId
  /** In document order; one that comes in several parts may be there several times. */
  readonly rules: readonly Path[]
}

interface Merged extends MergedEdge {
  /** Finds it among the others. */
  readonly key: string | number
  ports: PortsId
  pairs: number
  stale: boolean
  readonly rules: Path[]
  blockedAt?: Set<Leaf>
}

/** Gathers bundles into edges: one for each pair of nodes and answer, with ports and rules of both ends joined. */
export interface EdgeCollector {
  add(bundle: Bundle): void
  /** What was counted instead: several of a key are one edge. */
  addShare(share: Share, rule: RuleTable): void
  readonly size: number
  /** Leaves out what a filter does not want; says how many edges that were. */
  sift(keeps: (edge: MergedEdge) => boolean): number
  /** Draws at least so many edges that say the same of as many nodes as one of a node that stands for them. */
  join(least: number, stand: StandFor): void
  /** Ids of the nodes that edges lead from or to. */
  ends(): ReadonlySet<string>
  /** In the order of `nodeIds`. */
  edges(nodeIds: readonly string[], titles: ReadonlyMap<string, string>): readonly PictureEdge[]
}

/** A node that stands for some of several others, and which; undefined where there is none. */
export type StandFor = (
  nodes: ReadonlySet<string>,
) => { readonly node: string; readonly covers: ReadonlySet<string> } | undefined

export function createEdgeCollector(admissions: Admissions): EdgeCollector {
  const portSets = admissions.ports
  const merged = new Map<string | number, Merged>()
  const find = (key: string | number, bundle: () => Bundle): Merged => {
    const known = merged.get(key)
    if (known) return known
    const made: Merged = { key, bundle: bundle(), ports: NO_PORTS, pairs: 0, stale: false, rules: [] }
    merged.set(key, made)
    return made
  }
  const widen = (edge: Merged, { ports, pairs }: Pick<Share, 'ports' | 'pairs'>, { policy, rule }: RuleTable) => {
    edge.ports = portSets.union(edge.ports, ports)
    edge.pairs = Math.max(edge.pairs, pairs)
    edge.stale ||= policy.stale
    if (edge.rules.at(-1) !== rule.path) edge.rules.push(rule.path)
  }
  return {
    add(bundle) {
      const edge = find(edgeId(bundle), () => bundle)
      widen(edge, bundle, bundle.rule)
      if (bundle.blockedAt) edge.blockedAt = new Set([...(edge.blockedAt ?? []), ...bundle.blockedAt])
    },
    addShare(share, rule) {
      widen(
        find(share.key, () => toBundle(share, rule)),
        share,
        rule,
      )
    },
    get size() {
      return merged.size
    },
    sift(keeps) {
      const before = merged.size
      for (const edge of merged.values()) if (!keeps(edge)) merged.delete(edge.key)
      return before - merged.size
    },
    join(least, stand) {
      for (const end of ['from', 'to'] as const)
        for (const edges of alikeAt(end, merged.values())) {
          const standing = edges.length < least ? undefined : stand(new Set(edges.map(({ bundle }) => bundle[end])))
          if (!standing) continue
          const covered = edges.filter(({ bundle }) => standing.covers.has(bundle[end]))
          joinMerged(merged, covered, end, standing.node)
        }
    },
    ends: () => new Set([...merged.values()].flatMap(({ bundle }) => [bundle.from, bundle.to])),
    edges(nodeIds, titles) {
      const order = new Map(nodeIds.map((id, index) => [id, index]))
      const rank = (id: string) => order.get(id) ?? nodeIds.length
      return [...merged.values()]
        .sort(
          (a, b) =>
            rank(a.bundle.from) - rank(b.bundle.from) ||
            rank(a.bundle.to) - rank(b.bundle.to) ||
            (edgeId(a.bundle) < edgeId(b.bundle) ? -1 : 1),
        )
        .map((edge) => toEdge(edge, admissions, titles))
    },
  }
}

function toBundle({ from, to, ports, pairs }: Share, rule: RuleTable): Bundle {
  return { rule, from, to, answer: 'allowed', ports, pairs }
}

/** Whole edges that admit the same ports and differ at one end only, in the order of the first of them. */
function alikeAt(end: 'from' | 'to', edges: Iterable<Merged>): readonly (readonly Merged[])[] {
  const all: Merged[][] = []
  const alike = new Map<string, Map<number, Merged[]>>()
  for (const edge of edges) {
    const { bundle, ports, stale } = edge
    if (bundle.answer !== 'allowed' || bundle.blockedAt || bundle.except || bundle.from === bundle.to) continue
    const other = bundle[end === 'from' ? 'to' : 'from']
    const byPorts = alike.get(other) ?? new Map<number, Merged[]>()
    alike.set(other, byPorts)
    const key = ports * 2 + Number(stale)
    const known = byPorts.get(key)
    if (known) known.push(edge)
    else {
      const list = [edge]
      byPorts.set(key, list)
      all.push(list)
    }
  }
  return all
}

function joinMerged(
  merged: Map<string | number, Merged>,
  edges: readonly Merged[],
  end: 'from' | 'to',
  node: string,
): void {
  const [first] = edges
  if (!first) return
  for (const { key } of edges) merged.delete(key)
  const bundle = { ...first.bundle, [end]: node }
  const key = edgeId(bundle)
  const rules = [...new Set(edges.flatMap((edge) => edge.rules))]
  const pairs = edges.reduce((sum, edge) => sum + edge.pairs, 0)
  merged.set(key, { ...first, key, bundle, rules, pairs })
}

/** Tells edges apart by their ends and their answer, so that other edits leave it as it is. */
function edgeId({ from, to, answer, blockedAt, except, rule }: Bundle): string {
  const half = blockedAt ? ` blocked for ${rule.direction}` : ''
  const but = except ? ` ${rule.direction} except ${except.leaves.map(({ id }) => id).join()}` : ''
  return `${from} -> ${to} ${answer}${half}${but}`
}

function toEdge(edge: Merged, admissions: Admissions, titles: ReadonlyMap<string, string>): PictureEdge {
  const { bundle } = edge
  const label = admissions.ports.label(edge.ports)
  const rules = [...new Set(edge.rules)]
  const half = bundle.blockedAt ? { half: describeHalf(bundle, [...(edge.blockedAt ?? [])]) } : {}
  const except = bundle.except ? { except: describeException(bundle, bundle.except, admissions) } : {}
  const ends = `${titles.get(bundle.from) ?? bundle.from} to ${titles.get(bundle.to) ?? bundle.to}`
  return {
    id: edgeId(bundle),
    from: bundle.from,
    to: bundle.to,
    answer: bundle.answer,
    label,
    ...half,
    ...except,
    rules,
    pairs: edge.pairs,
    stale: edge.stale,
    accessibleName: half.half
      ? `${half.half.words}: ${ends} on ${label}${edge.stale ? `, ${STALE_WORDS}` : ''}`
      : edgeName(bundle.answer, ends, label, { rules: rules.length, stale: edge.stale, ...except }),
  }
}

/** "from all but api, web", "to 12 of 20". */
function describeException({ rule }: Bundle, { leaves, among }: Exception, { endpoints }: Admissions): EdgeException {
  const titles = leaves.map(({ first }) => first.workload?.name ?? first.name).join(', ')
  const who = titles.length <= MOST_NAMED ? `all but ${titles}` : `${among - leaves.length} of ${among}`
  return {
    endpoints: leaves.flatMap(({ parts }) => parts.flatMap((part) => endpoints[part]?.id ?? [])),
    words: `${rule.direction === 'ingress' ? 'from' : 'to'} ${who}`,
  }
}

/** "allowed: frontend to api-server on 8080, 2 rules", "denied: rogue to api on 80, blocked at api (ingress)". */
export function edgeName(answer: PictureEdge['answer'], ends: string, label: string, details: EdgeDetails): string {
  const { rules = 0, stale = false, except, blocked } = details
  return [
    `${answer}: ${ends} on ${label}`,
    ...(except ? [except.words] : []),
    ...(blocked === undefined ? [] : [`blocked at ${blocked}`]),
    ...(rules > 1 ? [counted(rules, 'rule')] : []),
    ...(stale ? [STALE_WORDS] : []),
  ].join(', ')
}

/** What the name of an edge says besides its ends and ports. */
interface EdgeDetails {
  readonly rules?: number
  readonly stale?: boolean
  readonly except?: EdgeException
  /** "api-server (ingress)". */
  readonly blocked?: string
}

/** Said of what a text that cannot be read at present has left behind. */
export const STALE_WORDS = 'stale, not in force'

/** "admitted here, blocked at postgres (egress)", "admitted here, blocked at 812 others". */
function describeHalf(bundle: Bundle, blockedAt: readonly Leaf[]): HalfEdge {
  const isIngress = bundle.rule.direction === 'ingress'
  const [only] = blockedAt
  const title = only ? (only.first.workload?.name ?? only.first.name) : ''
  const where =
    blockedAt.length === 1 ? `${title} (${isIngress ? 'egress' : 'ingress'})` : counted(blockedAt.length, 'other')
  return { admittedBy: isIngress ? 'target' : 'source', at: where, words: `admitted here, blocked at ${where}` }
}
