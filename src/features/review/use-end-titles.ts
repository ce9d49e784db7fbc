import { useCallback, useMemo } from 'react'
import { useApp } from '../../store/context.tsx'

/** What people call an end of a comparison; one that only the other side tells apart is called by its id. */
export function useEndTitles(): (id: string) => string {
  const endpoints = useApp((state) => state.snapshot?.endpoints)
  const labels = useMemo(() => new Map(endpoints?.map(({ id, label }) => [id, label])), [endpoints])
  return useCallback((id) => labels.get(id) ?? titleOf(id), [labels])
}

/** `shop/deployment/web#web-1` is `shop / web (web-1)`; of addresses only they are left. */
function titleOf(id: string): string {
  if (id.startsWith('outside/')) return id.slice('outside/'.length)
  const [whole = id, pod] = id.split('#')
  const [namespace, , ...name] = whole.split('/')
  if (name.length === 0) return id
  return `${namespace} / ${name.join('/')}${pod === undefined ? '' : ` (${pod})`}`
}
