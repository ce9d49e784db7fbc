import type { Prepared } from '../engine/prepare.ts'
import { finish, type Work } from '../model/work.ts'
import { type Admissions, gatheringAdmissions } from './admissions.ts'
import { createLeavesIn } from './bundle.ts'
import { cardNodes, namespacesOf } from './cards.ts'
import { chooseFolds, EDGE_BUDGET, MOST_BLOCKS, NODE_BUDGET } from './choose-folds.ts'
import { type Collecting, collectingBundles, collectingShares, isCounted } from './collect-bundles.ts'
import { createFlowsOfMany } from './endpoint-flows.ts'
import { joinHubs, MOST_ALIKE } from './join-hubs.ts'
import { createEdgeCollector, type EdgeCollector } from './merge-bundles.ts'
import { nameNodes } from './name-nodes.ts'
import { ALL_BLOCKS, blockTables, createPeerNodes, GROUP_PREFIX, type PeerNodes } from './peer-nodes.ts'
import type { Picture, PictureNode } from './picture.ts'
import { isSystemNamespace, NO_FILTER, type PictureFilter } from './picture-filter.ts'
import { createSieve, type Sieve } from './sieve.ts'
import { siftPicture } from './sift-picture.ts'
import { createEdgeTally } from './tally-edges.ts'
import { frameId, type Leaves, leavesOf } from './workload-leaves.ts'

export interface PictureOptions {
  /** Namespaces a person folded or opened by hand. */
  readonly folds: Readonly<Record<string, boolean>>
  /** What is wanted of the picture; absent for all of it. */
  readonly filter?: PictureFilter
  /** What was drawn before: what still holds of it is not counted again. */
  readonly before?: Prepared | undefined
}

/**
 * The picture of a cluster: frames, cards and what is outside, with an edge for what policies admit. Flows that are open
 * because nothing isolates are not drawn. The same cluster gives the same picture, and ids say what a thing is, so
 * that other edits leave them as they are.
 */
export function buildPicture(prepared: Prepared, options: PictureOptions): Picture {
  return finish(buildingPicture(prepared, options))
}

/** {@link buildPicture} in steps. */
export function* buildingPicture(prepared: Prepared, options: PictureOptions): Work<Picture> {
  yield { doing: 'drawing' }
  const admissions = yield* gatheringAdmissions(prepared, options.before)
  const leaves = leavesOf(admissions)
  const frame = chooseFrame(admissions, leaves, options)
  const { sieve, namespaces, folded } = frame
  const peers = createPeerNodes(admissions, leaves, frame.joinsBlocks)
  const bundling = {
    admissions,
    flowsAt: createFlowsOfMany(admissions),
    leaves,
    leavesIn: createLeavesIn(leaves),
    nodes: peers,
  }
  const collecting = { bundling, folded, joinsBlocks: frame.joinsBlocks, before: options.before }
  const found = yield* findingEdges(collecting, sieve !== undefined)
  const sifted = sieve && found.collector && siftPicture(sieve, found.collector, peers.made())
  const all = found.collector?.size ?? found.size
  if (found.collector) joinHubs(found.collector, peers, leaves)
  const drawn = found.collector && found.collector.size <= EDGE_BUDGET ? found.collector : undefined
  const cards = cardNodes(prepared, leaves.all, {
    namespaces: namespaces.filter((name) => sifted?.hasFrame(name) ?? true),
    leaves: sifted?.cards ?? leaves.all,
    folded,
  })
  if (cards.length > 0 && !sieve) keepInternet(peers)
  const ends = sifted && found.collector?.ends()
  const others = drawnPeers(peers, folded, !drawn).filter(({ id }) => !ends || ends.has(id))
  const nodes = [...cards, ...others]
  const edges = drawn?.edges(...orderAndTitles(nodes)) ?? []
  return {
    nodes: nameNodes(nodes, edges),
    edges,
    edgesNotDrawn: drawn ? 0 : all,
    folded: sifted ? new Set([...folded].filter(sifted.hasFrame)) : folded,
    ...(sifted ? { filtered: { workloads: leaves.all.length - sifted.cards.length, edges: sifted.edges } } : {}),
  }
}

interface FoundEdges {
  readonly size: number
  /** Absent where more than the budget would be left whatever is joined: then they are only counted. */
  readonly collector?: EdgeCollector
}

function* findingEdges(collecting: Collecting, isSifted: boolean): Work<FoundEdges> {
  const { admissions } = collecting.bundling
  const collector = createEdgeCollector(admissions)
  if (!isCounted(collecting.bundling)) {
    yield* collectingBundles(collecting, (bundle) => collector.add(bundle))
    return { collector, size: collector.size }
  }
  const tally = createEdgeTally(admissions.ports)
  const again = yield* collectingShares(collecting, tally.add)
  if (!isSifted && tally.countLone(MOST_ALIKE) > EDGE_BUDGET) return { size: tally.size }
  again(collector.addShare)
  return { collector, size: tally.size }
}

/** What is settled before any edge is looked at. */
interface Frame {
  readonly sieve: Sieve | undefined
  readonly namespaces: readonly string[]
  readonly folded: ReadonlySet<string>
  /** Address blocks are drawn as one node. */
  readonly joinsBlocks: boolean
}

function chooseFrame(admissions: Admissions, leaves: Leaves, { folds, filter = NO_FILTER }: PictureOptions): Frame {
  const sieve = createSieve(admissions, leaves, filter)
  const cards = sieve?.cards ?? leaves.all
  const isHidden = (name: string) => filter.hidesSystem && isSystemNamespace(name)
  const namespaces = namespacesOf(admissions.prepared, leaves).filter((name) => !isHidden(name))
  const blocks = blockTables(admissions).size
  const isShort = namespaces.length + cards.length + blocks > NODE_BUDGET
  const joinsBlocks = isShort && blocks > MOST_BLOCKS
  const folded = chooseFolds(namespaces, cards, folds, joinsBlocks ? 1 : blocks, sieve?.chosen)
  return { sieve, namespaces, folded, joinsBlocks }
}

function orderAndTitles(nodes: readonly PictureNode[]) {
  return [nodes.map(({ id }) => id), new Map(nodes.map(({ id, title }) => [id, title]))] as const
}

/** The world outside is always there: to draw an edge from or to it, nothing else must lead there first. */
function keepInternet(peers: PeerNodes): void {
  const isThere = peers
    .made((id) => !id.startsWith(GROUP_PREFIX))
    .some((node) => node.kind === 'outside' && (node.role === 'internet' || node.role === 'anyone'))
  if (!isThere) peers.internet()
}

/** Groups in folded frames are not drawn; nor are any groups when there are no edges to need them. */
function drawnPeers(peers: PeerNodes, folded: ReadonlySet<string>, isOverBudget: boolean) {
  if (isOverBudget) return peers.made((id) => id === ALL_BLOCKS || !id.startsWith(GROUP_PREFIX))
  const frames = new Set([...folded].map(frameId))
  return peers
    .made()
    .filter(
      (node) =>
        node.kind === 'outside' || node.id === ALL_BLOCKS || node.parent === undefined || !frames.has(node.parent),
    )
}
