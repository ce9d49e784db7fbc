import { useRef } from 'react'
import type { Picture } from '../../core/picture/picture.ts'

/**
 * The picture with the identity of what did not change: answers of the worker are copies, and without this every
 * keystroke would draw every node again.
 */
export function useStablePicture(picture: Picture): Picture {
  const seen = useRef<{ readonly source: Picture; readonly stable: Picture } | null>(null)
  if (seen.current?.source === picture) return seen.current.stable
  const stable = keepIdentity(seen.current?.stable, picture)
  seen.current = { source: picture, stable }
  return stable
}

/** `next`, with every node and edge that equals one of `previous` replaced by that one. */
export function keepIdentity(previous: Picture | undefined, next: Picture): Picture {
  if (previous === undefined) return next
  const nodes = keepItems(previous.nodes, next.nodes)
  const edges = keepItems(previous.edges, next.edges)
  const isSame =
    nodes === previous.nodes &&
    edges === previous.edges &&
    previous.edgesNotDrawn === next.edgesNotDrawn &&
    isSameSet(previous.folded, next.folded)
  return isSame ? previous : { ...next, nodes, edges }
}

function keepItems<Item extends { readonly id: string }>(previous: readonly Item[], next: readonly Item[]) {
  const known = new Map(previous.map((item) => [item.id, item]))
  const kept = next.map((item) => {
    const old = known.get(item.id)
    return old !== undefined && JSON.stringify(old) === JSON.stringify(item) ? old : item
  })
  const isSame = kept.length === previous.length && kept.every((item, index) => item === previous[index])
  return isSame ? previous : kept
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item))
}
