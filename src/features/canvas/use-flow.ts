import { useMemo, useRef } from 'react'
import type { Layout, PictureEdge, PictureNode, Routes } from '../../core/picture/picture.ts'
import { type FlowEdge, toFlowEdges } from './flow-edges.ts'
import { type FlowNode, toFlowNodes } from './flow-nodes.ts'

/** The nodes for React Flow; those that did not change keep their identity. */
export function useFlowNodes(nodes: readonly PictureNode[], layout: Layout): FlowNode[] {
  const previous = useRef<ReadonlyMap<string, FlowNode>>(new Map())
  return useMemo(() => {
    const flowNodes = toFlowNodes(nodes, layout, previous.current)
    previous.current = byId(flowNodes)
    return flowNodes
  }, [nodes, layout])
}

/** The edges for React Flow; those that did not change keep their identity. */
export function useFlowEdges(edges: readonly PictureEdge[], routes: Routes): FlowEdge[] {
  const previous = useRef<ReadonlyMap<string, FlowEdge>>(new Map())
  return useMemo(() => {
    const flowEdges = toFlowEdges(edges, routes, previous.current)
    previous.current = byId(flowEdges)
    return flowEdges
  }, [edges, routes])
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]))
}
