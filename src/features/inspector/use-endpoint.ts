import { useMemo } from 'react'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'

/** The endpoint with an id. It is looked for when the picture changes, not at every change of the store: there may be ten thousand. */
export function useEndpoint(id: string): EndpointSummary | undefined {
  const endpoints = useApp((state) => state.snapshot?.endpoints)
  return useMemo(() => endpoints?.find((endpoint) => endpoint.id === id), [endpoints, id])
}
