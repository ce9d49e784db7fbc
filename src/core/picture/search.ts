import type { Prepared } from '../engine/prepare.ts'
import type { ResourcePath } from '../model/path.ts'
import { finish, type Work } from '../model/work.ts'
import { type Address, containsAddress, formatAddress, parseAddress } from '../net/address.ts'
import { gatheringAdmissions } from './admissions.ts'
import { counted, servicesByLeaf } from './card-nodes.ts'
import type { GroupNode, OutsideNode, Picture } from './picture.ts'
import {
  type Facet,
  type Found,
  facetsOfLeaf,
  findWords,
  labelFacets,
  nameFacet,
  toSearchWords,
} from './search-facets.ts'
import { frameId, type Leaf, type Leaves, leavesOf } from './workload-leaves.ts'

/** What a search finds: by kind, and where it is on the picture. */
export interface SearchAnswer {
  /** Only those in which something was found. */
  readonly groups: readonly SearchGroup[]
  /** Nodes drawn for what was found, or for what it is folded into; each once. */
  readonly nodes: readonly string[]
}

export type SearchKind = 'namespaces' | 'workloads' | 'outside' | 'policies'

export interface SearchGroup {
  readonly kind: SearchKind
  readonly total: number
  /** The best of them. */
  readonly hits: readonly SearchHit[]
}

export interface SearchHit {
  readonly kind: SearchKind
  /** Of its node, drawn or not; of a policy its path. */
  readonly id: string
  readonly title: string
  /** "payments · Deployment". */
  readonly where: string
  /** What was found besides its name: "label app=web"; empty for the name alone. */
  readonly why: string
  /** The namespace of a workload. */
  readonly namespace?: string
  /** It is drawn once its namespace is opened. */
  readonly isFolded: boolean
  /** The filter leaves it out of the picture. */
  readonly isHidden: boolean
}

/** Hits of one kind that are listed; the others are counted. */
const MOST_HITS = 12

/** Things looked at between two steps. */
const STEP = 200

interface Candidate {
  readonly hit: Omit<SearchHit, 'why'>
  readonly facets: readonly Facet[]
  /** The node drawn for it. */
  readonly node?: string
}

/** What people type to find something: names, labels, ports, addresses, Services, policies; every word must be found. */
export function searchPicture(prepared: Prepared, picture: Picture, text: string): SearchAnswer {
  return finish(searching(prepared, picture, text))
}

/** {@link searchPicture} in steps. */
export function* searching(prepared: Prepared, picture: Picture, text: string): Work<SearchAnswer> {
  const words = toSearchWords(text)
  if (words.length === 0) return { groups: [], nodes: [] }
  const leaves = leavesOf(yield* gatheringAdmissions(prepared))
  const nodes = new Set<string>()
  const found = new Map<SearchKind, { hit: SearchHit; rank: number }[]>()
  let looked = 0
  for (const { hit, facets, node } of candidates(prepared, picture, leaves, text.trim())) {
    looked += 1
    if (looked % STEP === 0) yield undefined
    const fit: Found | undefined = findWords(words, facets)
    if (!fit) continue
    if (node !== undefined) nodes.add(node)
    const list = found.get(hit.kind) ?? []
    list.push({ hit: { ...hit, why: fit.why }, rank: fit.rank })
    found.set(hit.kind, list)
  }
  return { groups: [...found].map(([kind, hits]) => toGroup(kind, hits)), nodes: [...nodes] }
}

function toGroup(kind: SearchKind, hits: { hit: SearchHit; rank: number }[]): SearchGroup {
  const best = hits.sort((a, b) => a.rank - b.rank).slice(0, MOST_HITS)
  return { kind, total: hits.length, hits: best.map(({ hit }) => hit) }
}

function* candidates(prepared: Prepared, picture: Picture, leaves: Leaves, text: string): Generator<Candidate> {
  const drawn = new Set(picture.nodes.map(({ id }) => id))
  yield* workloadCandidates(prepared, picture, leaves, drawn)
  yield* namespaceCandidates(prepared, leaves, drawn)
  const address = parseAddress(text)
  for (const node of picture.nodes)
    if (node.kind === 'outside' || node.kind === 'group') yield outsideCandidate(prepared, node, address)
  for (const { path, namespace, name } of prepared.cluster.policies) yield policyCandidate(path, namespace, name)
}

function* workloadCandidates(
  prepared: Prepared,
  picture: Picture,
  leaves: Leaves,
  drawn: ReadonlySet<string>,
): Generator<Candidate> {
  const services = servicesByLeaf(prepared, leaves.all)
  for (const leaf of leaves.all) {
    const { first, id, namespace } = leaf
    const isFolded = !drawn.has(id) && picture.folded.has(namespace) && drawn.has(frameId(namespace))
    const node = drawn.has(id) ? id : isFolded ? frameId(namespace) : undefined
    yield {
      hit: {
        kind: 'workloads',
        id,
        title: first.workload?.name ?? first.name,
        where: `${namespace} · ${first.implied ? 'implied' : first.kindName}`,
        namespace,
        isFolded,
        isHidden: node === undefined,
      },
      facets: facetsOfLeaf(leaf, partsOf(prepared, leaf), services.get(id) ?? []),
      ...(node === undefined ? {} : { node }),
    }
  }
}

function partsOf({ endpoints }: Prepared, { parts }: Leaf): readonly Leaf['first'][] {
  return parts.flatMap((part) => {
    const endpoint = endpoints[part]
    return endpoint?.kind === 'pods' ? endpoint : []
  })
}

function* namespaceCandidates(prepared: Prepared, leaves: Leaves, drawn: ReadonlySet<string>): Generator<Candidate> {
  const sizes = new Map([...prepared.cluster.namespaces.keys()].map((name) => [name, 0]))
  for (const { namespace } of leaves.all) sizes.set(namespace, (sizes.get(namespace) ?? 0) + 1)
  for (const [name, size] of sizes) {
    const id = frameId(name)
    const labels = prepared.cluster.namespaces.get(name)?.labels
    yield {
      hit: {
        kind: 'namespaces',
        id,
        title: name,
        where: counted(size, 'workload'),
        isFolded: false,
        isHidden: !drawn.has(id),
      },
      facets: [nameFacet(name), ...(labels ? labelFacets(labels) : [])],
      ...(drawn.has(id) ? { node: id } : {}),
    }
  }
}

/** A block is found by its text, and by an address that lies in it. */
function outsideCandidate(
  prepared: Prepared,
  { id, title, detail, endpoints }: OutsideNode | GroupNode,
  address: Address | undefined,
): Candidate {
  const isHolding = address !== undefined && endpoints.some((endpoint) => holds(prepared, endpoint, address))
  const facets: readonly Facet[] = [
    nameFacet(title),
    { kind: 'detail', text: detail.toLowerCase(), words: detail },
    ...(isHolding && address ? [holdingFacet(address)] : []),
  ]
  return {
    hit: { kind: 'outside', id, title, where: detail === title ? '' : detail, isFolded: false, isHidden: false },
    facets,
    node: id,
  }
}

function holdingFacet(address: Address): Facet {
  const text = formatAddress(address)
  return { kind: 'address', text, words: `holds ${text}` }
}

function holds(prepared: Prepared, endpoint: string, address: Address): boolean {
  const found = prepared.endpoint(endpoint)
  return found?.kind === 'outside' && containsAddress(found.addresses, address)
}

function policyCandidate(path: ResourcePath, namespace: string, name: string): Candidate {
  return {
    hit: { kind: 'policies', id: path, title: name, where: namespace, isFolded: false, isHidden: false },
    facets: [nameFacet(name), nameFacet(`${namespace}/${name}`)],
  }
}
