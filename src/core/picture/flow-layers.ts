/** Directed pairs among things told apart by id. */
export type Links = ReadonlyMap<string, ReadonlySet<string>>

/**
 * How far to the right each thing belongs when flow reads left to right: 0 for sources, else one more than the
 * farthest thing that flows into it. Flows that would close a circle are left out of account; which ones depends on
 * the order of `ids` only.
 */
export function flowLayers(ids: readonly string[], links: Links): ReadonlyMap<string, number> {
  const forward = withoutCircles(ids, links)
  const incoming = new Map(ids.map((id) => [id, 0]))
  for (const targets of forward.values())
    for (const target of targets) incoming.set(target, (incoming.get(target) ?? 0) + 1)
  const layers = new Map(ids.map((id) => [id, 0]))
  const queue = ids.filter((id) => incoming.get(id) === 0)
  for (const id of queue) {
    for (const target of forward.get(id) ?? []) {
      layers.set(target, Math.max(layers.get(target) ?? 0, (layers.get(id) ?? 0) + 1))
      const left = (incoming.get(target) ?? 0) - 1
      incoming.set(target, left)
      if (left === 0) queue.push(target)
    }
  }
  return layers
}

/** Links among `ids` without those that lead back to something still on the way (depth first, without recursion). */
function withoutCircles(ids: readonly string[], links: Links): Map<string, string[]> {
  const known = new Set(ids)
  const forward = new Map<string, string[]>()
  const state = new Map<string, 'open' | 'done'>()
  const incoming = incomingCounts(links, known)
  const sources = [...ids].sort((a, b) => (incoming.get(a) ?? 0) - (incoming.get(b) ?? 0))
  for (const start of sources) {
    const stack = state.has(start) ? [] : [{ id: start, rest: targetsOf(start, links, known) }]
    if (stack.length > 0) state.set(start, 'open')
    while (stack.length > 0) {
      const top = stack.at(-1)
      const next = top?.rest.shift()
      if (!top) break
      if (next === undefined) {
        state.set(top.id, 'done')
        stack.pop()
      } else if (state.get(next) !== 'open') {
        const kept = forward.get(top.id)
        if (kept) kept.push(next)
        else forward.set(top.id, [next])
        if (!state.has(next)) {
          state.set(next, 'open')
          stack.push({ id: next, rest: targetsOf(next, links, known) })
        }
      }
    }
  }
  return forward
}

function targetsOf(id: string, links: Links, known: ReadonlySet<string>): string[] {
  return [...(links.get(id) ?? [])].filter((target) => target !== id && known.has(target))
}

function incomingCounts(links: Links, known: ReadonlySet<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [from, targets] of links) {
    if (!known.has(from)) continue
    for (const target of targets) if (target !== from) counts.set(target, (counts.get(target) ?? 0) + 1)
  }
  return counts
}
