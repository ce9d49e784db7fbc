import type { Path } from '../model/path.ts'
import type { Admissions } from './admissions.ts'
import { type Bundle, type Exception, pushTo } from './bundle.ts'
import { counted } from './card-nodes.ts'
import type { EdgeException, HalfEdge, PictureEdge } from './picture.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import type { Leaf } from './workload-leaves.ts'

/** Exceptions are named one by one while their names are no longer than this together. */
const MOST_NAMED = 24

/** An edge before it is put into words: one for each pair of nodes and answer. */
export interface MergedEdge {
  readonly id: string
  /** The first of its bundles. */
  readonly bundle: Bundle
  /** Of all its bundles. */
  readonly ports: PortsId
  /** In document order; one that comes in several parts may be there several times. */
  readonly rules: readonly Path[]
}

interface Merged extends MergedEdge {
  ports: PortsId
  pairs: number
  stale: boolean
  readonly rules: Path[]
  readonly blockedAt: Set<Leaf>
}

/** Gathers bundles into edges: one for each pair of nodes and answer, with ports and rules of both ends joined. */
export interface EdgeCollector {
  add(bundle: Bundle): void
  readonly size: number
  /** Leaves out what a filter does not want; says how many edges that were. */
  sift(keeps: (edge: MergedEdge) => boolean): number
  /** Draws edges that say the same of many nodes as one of a node that stands for them. */
  join(stand: StandFor): void
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
  const merged = new Map<string, Merged>()
  /** Of a large picture, nearly all bundles: found without a text for each. */
  const plain = new Map<string, Map<string, Merged>>()
  const find = (bundle: Bundle): Merged => {
    const { from, to, answer, blockedAt, except } = bundle
    const isPlain = answer === 'allowed' && !blockedAt && !except
    const known = (isPlain ? plain.get(from)?.get(to) : undefined) ?? merged.get(edgeId(bundle))
    if (known) return known
    const made = newEdge(bundle)
    merged.set(made.id, made)
    if (isPlain) plain.set(from, (plain.get(from) ?? new Map<string, Merged>()).set(to, made))
    return made
  }
  return {
    add(bundle) {
      const edge = find(bundle)
      edge.ports = portSets.union(edge.ports, bundle.ports)
      edge.pairs = Math.max(edge.pairs, bundle.pairs)
      edge.stale ||= bundle.rule.policy.stale
      const { path } = bundle.rule.rule
      if (edge.rules.at(-1) !== path) edge.rules.push(path)
      for (const leaf of bundle.blockedAt ?? []) edge.blockedAt.add(leaf)
    },
    get size() {
      return merged.size
    },
    sift(keeps) {
      plain.clear()
      const before = merged.size
      for (const edge of merged.values()) if (!keeps(edge)) merged.delete(edge.id)
      return before - merged.size
    },
    join(stand) {
      plain.clear()
      for (const end of ['from', 'to'] as const)
        for (const edges of alikeAt(end, merged.values())) {
          const standing = stand(new Set(edges.map(({ bundle }) => bundle[end])))
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
            (a.id < b.id ? -1 : 1),
        )
        .map((edge) => toEdge(edge, admissions, titles))
    },
  }
}

function newEdge(bundle: Bundle): Merged {
  const id = edgeId(bundle)
  return { id, bundle, ports: NO_PORTS, pairs: 0, stale: false, rules: [], blockedAt: new Set() }
}

/** Whole edges that admit the same ports and differ at one end only. */
function alikeAt(end: 'from' | 'to', edges: Iterable<Merged>): Iterable<readonly Merged[]> {
  const alike = new Map<string, Merged[]>()
  for (const edge of edges) {
    const { bundle, ports, stale } = edge
    if (bundle.answer !== 'allowed' || bundle.blockedAt || bundle.except || bundle.from === bundle.to) continue
    pushTo(alike, [bundle[end === 'from' ? 'to' : 'from'], ports, stale].join(' '), edge)
  }
  return alike.values()
}

function joinMerged(merged: Map<string, Merged>, edges: readonly Merged[], end: 'from' | 'to', node: string): void {
  const [first] = edges
  if (!first) return
  for (const { id } of edges) merged.delete(id)
  const bundle = { ...first.bundle, [end]: node }
  const rules = [...new Set(edges.flatMap((edge) => edge.rules))]
  const pairs = edges.reduce((sum, edge) => sum + edge.pairs, 0)
  merged.set(edgeId(bundle), { ...first, id: edgeId(bundle), bundle, rules, pairs })
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
  const half = bundle.blockedAt ? { half: describeHalf(bundle, [...edge.blockedAt]) } : {}
  const except = bundle.except ? { except: describeException(bundle, bundle.except, admissions) } : {}
  const ends = `${titles.get(bundle.from) ?? bundle.from} to ${titles.get(bundle.to) ?? bundle.to}`
  return {
    id: edge.id,
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
