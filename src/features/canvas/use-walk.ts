import { useStoreApi } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import type { Layout, Picture, PictureEdge } from '../../core/picture/picture.ts'
import { useAppStore } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { reachBoxes } from './fit-boxes.ts'
import { freeArea } from './free-area.ts'
import { focusedThing } from './graph-subject.ts'
import { nodeInOrder, nodeThatWay, placesOf, type Way } from './next-node.ts'
import type { View } from './use-view.ts'
import { type WalkDoors, walkCommands } from './walk-commands.ts'

interface Drawn {
  readonly picture: Picture
  readonly layout: Layout
  readonly edges: readonly PictureEdge[]
  readonly view: View
}

/** Leads the focus through the graph: from node to node, and along the edges of one. */
export function useWalk(drawn: Drawn): void {
  const latest = useRef(drawn)
  latest.current = drawn
  const store = useAppStore()
  const flow = useStoreApi()
  const commands = useMemo(() => {
    const focus = (kind: 'node' | 'edge', id: string) => focusIn(flow.getState().domNode, kind, id)
    /** The node that was gone to last: who comes back goes on from there. */
    let last: string | undefined
    const goTo = (id: string | undefined, otherwise: string) => {
      if (id === undefined) return announce(otherwise)
      last = id
      const { layout, view } = latest.current
      const { width, height } = flow.getState()
      const box = layout.get(id)
      if (box) view.moveTo(reachBoxes([box], freeArea(width, height), view.goal()))
      focus('node', id)
    }
    const places = () => placesOf(latest.current.picture.nodes, latest.current.layout)
    const nodeOf = (id: string | undefined) => latest.current.picture.nodes.find((node) => node.id === id)
    const doors: WalkDoors = {
      goThatWay(origin, way) {
        const focused = focusedThing(origin)
        if (focused?.kind === 'edge') return goTo(endOf(latest.current.edges, focused.id, way), 'the edge is gone')
        if (focused) return goTo(nodeThatWay(places(), focused.id, way), 'nothing lies that way')
        const begin = nodeOf(last) ?? nodeOf(selectedNode(store.getState()))
        goTo(begin?.id ?? nodeInOrder(places(), undefined, 1), 'nothing is drawn yet')
      },
      goInOrder: (from, by) => goTo(nodeInOrder(places(), from ?? last, by), 'nothing is drawn yet'),
      goAlongEdges(origin, by) {
        const focused = focusedThing(origin)
        if (focused?.kind === 'node') last = focused.id
        const edges = edgesAt(latest.current, last)
        const at = edges.findIndex(({ id }) => id === focused?.id)
        const next = at < 0 ? edges.at(by === 1 ? 0 : -1) : edges[(at + by + edges.length) % edges.length]
        if (next === undefined)
          return announce(last === undefined ? 'a node has to have the focus' : 'no edge ends here')
        focus('edge', next.id)
        announce(`edge ${edges.indexOf(next) + 1} of ${edges.length}`)
      },
      canFold: (id) => nodeOf(id)?.kind === 'namespace',
      fold(id) {
        const node = nodeOf(id)
        if (node?.kind !== 'namespace') return
        store.getState().foldNamespace(node.namespace, !node.folded)
        announce(`${node.title} ${node.folded ? 'unfolded' : 'folded'}`)
      },
    }
    return walkCommands(doors)
  }, [store, flow])
  useCommands(commands)
}

function selectedNode({ selection }: { selection: { kind: string; id: string } | null }): string | undefined {
  return selection?.kind === 'node' ? selection.id : undefined
}

/** The end of an edge that an arrow leads to: back to where it comes from, or on. */
function endOf(edges: readonly PictureEdge[], id: string, way: Way): string | undefined {
  const edge = edges.find((each) => each.id === id)
  return way === 'left' || way === 'up' ? edge?.from : edge?.to
}

/** Its own edges as they are drawn; after them those of its namespace, which stand for it too. */
function edgesAt({ picture, edges }: Drawn, node: string | undefined): readonly PictureEdge[] {
  const found = picture.nodes.find(({ id }) => id === node)
  const ends = found?.kind === 'workload' ? [found.id, found.parent] : [node]
  return ends.flatMap((end) => edges.filter(({ from, to }) => from === end || to === end))
}

function focusIn(graph: HTMLElement | null, kind: 'node' | 'edge', id: string): void {
  graph
    ?.querySelector<HTMLElement | SVGElement>(`.react-flow__${kind}[data-id="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true })
}
