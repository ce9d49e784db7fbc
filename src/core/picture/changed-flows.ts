import { remember } from '../engine/remember.ts'
import type { Flow } from '../model/verdict.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { bundleChanges, type ChangedPair } from './bundle-changes.ts'
import { createNodeFinder, type NodeFinder } from './node-finder.ts'
import type { Picture, PictureEdge } from './picture.ts'
import { createPortSets, NO_PORTS, type PortSets, type PortsId } from './port-sets.ts'

/** What a planned text opens and closes, as edges of the picture it is shown on. */
export interface ChangedEdges {
  /** Those that open come first; each has its `change`. */
  readonly edges: readonly PictureEdge[]
  /** Flows that no edge stands for: an end is not drawn, or there are too many. */
  readonly flowsNotDrawn: number
}

/** Gathers flows, one at a time, because there may be millions. */
export interface ChangeCollector {
  add(flow: Flow, change: 'opens' | 'closes'): void
  edges(): ChangedEdges
}

/** With more pairs of nodes than this, flows are gathered by frames: nobody could follow the lines. */
const MOST_PAIRS = 6000

/** So many edges are drawn at most. */
const MOST_EDGES = 60

/** The flows are by endpoints of the picture's text or of the planned one. */
export function createChangeCollector(picture: Picture): ChangeCollector {
  const finder = createNodeFinder(picture)
  const ports = createPortSets()
  const endOf = createEnds(finder)
  const [close, coarse] = [createTally(ports), createTally(ports)]
  const known = new WeakMap<PortsByProtocol, PortsId>()
  let isCrowded = false
  let flowsNotDrawn = 0

  const idOf = (some: PortsByProtocol): PortsId => {
    const id = known.get(some) ?? (isEmptyPorts(some) ? NO_PORTS : ports.of(some))
    known.set(some, id)
    return id
  }

  return {
    add({ from, to, allowed, depends }, change) {
      const [source, target] = [endOf(from), endOf(to)]
      if (!source || !target) {
        flowsNotDrawn += 1
        return
      }
      const sure = idOf(allowed)
      const part = { change, ports: ports.union(sure, idOf(depends)), isSure: sure !== NO_PORTS }
      coarse.add(source.frame, target.frame, part)
      isCrowded ||= close.size() > MOST_PAIRS
      if (!isCrowded) close.add(source.node, target.node, part)
    },
    edges() {
      const pairs = isCrowded ? coarse.pairs() : bundleChanges(close.pairs(), finder)
      const drawable = pairs.filter(({ from, to }) => from !== to).sort(openedFirst)
      const drawn = drawable.slice(0, MOST_EDGES)
      const total = pairs.reduce((sum, { flows }) => sum + flows, 0)
      const shown = drawn.reduce((sum, { flows }) => sum + flows, 0)
      const titles = new Map(picture.nodes.map(({ id, title }) => [id, title]))
      return {
        edges: drawn.map((pair) => toEdge(pair, isCrowded ? countFlows(pair) : ports.label(pair.ports), titles)),
        flowsNotDrawn: flowsNotDrawn + total - shown,
      }
    },
  }
}

/** Where an endpoint is drawn. */
interface DrawnEnd {
  readonly node: string
  readonly frame: string
}

function createEnds(finder: NodeFinder): (endpoint: string) => DrawnEnd | undefined {
  return remember((endpoint) => {
    const node = finder.nodeOf(endpoint)
    return node === undefined ? undefined : { node, frame: finder.frameOf(node) }
  })
}

type Part = Pick<ChangedPair, 'change' | 'ports' | 'isSure'>
type Tallied = { -readonly [Key in keyof ChangedPair]: ChangedPair[Key] }

/** What changes between the same two nodes, added up in place: there may be millions. */
function createTally(ports: PortSets) {
  const all: Tallied[] = []
  const bySource = {
    opens: remember(() => new Map<string, Tallied>()),
    closes: remember(() => new Map<string, Tallied>()),
  }
  return {
    size: () => all.length,
    pairs: (): readonly ChangedPair[] => all,
    add(from: string, to: string, part: Part) {
      const byTarget = bySource[part.change](from)
      const pair = byTarget.get(to)
      if (pair) {
        pair.ports = ports.union(pair.ports, part.ports)
        pair.flows += 1
        pair.isSure ||= part.isSure
        return
      }
      const fresh = { from, to, ...part, flows: 1 }
      byTarget.set(to, fresh)
      all.push(fresh)
    },
  }
}

function openedFirst(a: ChangedPair, b: ChangedPair): number {
  if (a.change !== b.change) return a.change === 'opens' ? -1 : 1
  return b.flows - a.flows
}

/** Between crowded frames not every pod has the same ports: only how many flows there are is said. */
function countFlows({ flows }: ChangedPair): string {
  return flows === 1 ? '1 flow' : `${flows.toLocaleString('en')} flows`
}

function toEdge(pair: ChangedPair, label: string, titles: ReadonlyMap<string, string>): PictureEdge {
  const { change, from, to, flows, isSure } = pair
  const maybe = isSure ? '' : 'perhaps '
  return {
    id: `${change} ${from} -> ${to}`,
    from,
    to,
    answer: isSure ? (change === 'opens' ? 'allowed' : 'denied') : 'depends',
    change,
    label,
    rules: [],
    pairs: flows,
    stale: false,
    accessibleName: `${maybe}${change} ${titles.get(from) ?? from} to ${titles.get(to) ?? to} on ${label}`,
  }
}
