import { useCallback, useMemo, useRef } from 'react'
import type { Layout, PictureEdge, PictureNode, Routes } from '../../core/picture/picture.ts'
import { type FlowEdge, toFlowEdges } from './flow-edges.ts'
import { type FlowNode, toFlowNodes } from './flow-nodes.ts'

/** The nodes for React Flow; those that did not change keep their identity, and so does the list when none did. */
export function useFlowNodes(nodes: readonly PictureNode[], layout: Layout): FlowNode[] {
  return useKept(
    useCallback((known: ReadonlyMap<string, FlowNode>) => toFlowNodes(nodes, layout, known), [nodes, layout]),
  )
}

/** The edges for React Flow, in the same way. */
export function useFlowEdges(edges: readonly PictureEdge[], routes: Routes): FlowEdge[] {
  return useKept(
    useCallback((known: ReadonlyMap<string, FlowEdge>) => toFlowEdges(edges, routes, known), [edges, routes]),
  )
}

/** What `make` makes of the items that were there before. */
function useKept<Item extends { readonly id: string }>(make: (known: ReadonlyMap<string, Item>) => Item[]): Item[] {
  const previous = useRef<{ items: Item[]; byId: ReadonlyMap<string, Item> }>({ items: [], byId: new Map() })
  return useMemo(() => {
    const { items, byId } = previous.current
    const made = make(byId)
    if (made.length === items.length && made.every((item, index) => item === items[index])) return items
    previous.current = { items: made, byId: new Map(made.map((item) => [item.id, item])) }
    return made
  }, [make])
}
