import { useMemo } from 'react'
import type { PictureNode } from '../../core/picture/picture.ts'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'
import { toGatheredEnd } from '../../store/gather.ts'
import { type TargetOption, toTargetOptions } from './target-options.ts'

const NONE: { readonly nodes: readonly PictureNode[]; readonly endpoints: readonly EndpointSummary[] } = {
  nodes: [],
  endpoints: [],
}

/** What an edge can lead to or come from in the document as it is, narrowed by a search. */
export function useTargetOptions(search: string): readonly TargetOption[] {
  const nodes = useApp((state) => state.snapshot?.picture.nodes) ?? NONE.nodes
  const endpoints = useApp((state) => state.snapshot?.endpoints) ?? NONE.endpoints
  const gathered = useApp((state) => state.gathered)
  return useMemo(
    () => toTargetOptions(endpoints, nodes, search, toGatheredEnd(nodes, gathered)),
    [endpoints, nodes, search, gathered],
  )
}
