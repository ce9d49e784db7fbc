import type { Flow } from '../model/verdict.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { bundleChanges, type ChangedPair } from './bundle-changes.ts'
import { createNodeFinder } from './node-finder.ts'
import type { Picture, PictureEdge } from './picture.ts'
import { createPortSets, NO_PORTS, type PortsId } from './port-sets.ts'

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
  const known = new WeakMap<PortsByProtocol, PortsId>()
  const close = new Map<string, ChangedPair>()
  const coarse = new Map<string, ChangedPair>()
  let isCrowded = false
  let flowsNotDrawn = 0

  const idOf = (some: PortsByProtocol): PortsId => {
    const id = known.get(some) ?? (isEmptyPorts(some) ? NO_PORTS : ports.of(some))
    known.set(some, id)
    return id
  }

  const grow = (pairs: Map<string, ChangedPair>, key: string, part: ChangedPair) => {
    const pair = pairs.get(key)
    if (!pair) return void pairs.set(key, part)
    const joined = { ports: ports.union(pair.ports, part.ports), flows: pair.flows + part.flows }
    pairs.set(key, { ...pair, ...joined, isSure: pair.isSure || part.isSure })
  }

  return {
    add({ from, to, allowed, depends }, change) {
      const [source, target] = [finder.nodeOf(from), finder.nodeOf(to)]
      if (source === undefined || target === undefined) {
        flowsNotDrawn += 1
        return
      }
      const sure = idOf(allowed)
      const pair = { change, ports: ports.union(sure, idOf(depends)), flows: 1, isSure: sure !== NO_PORTS }
      const [sourceFrame, targetFrame] = [finder.frameOf(source), finder.frameOf(target)]
      const frames = { from: sourceFrame, to: targetFrame, ...pair }
      grow(coarse, `${change} ${sourceFrame} ${targetFrame}`, frames)
      isCrowded ||= close.size > MOST_PAIRS
      if (!isCrowded) grow(close, `${change} ${source} ${target}`, { from: source, to: target, ...pair })
    },
    edges() {
      const pairs = isCrowded ? [...coarse.values()] : bundleChanges([...close.values()], finder)
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
