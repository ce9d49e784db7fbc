/** How a new item stands to the items read before. */
export interface Match<Item> {
  /** The earlier item with the same content. */
  readonly same?: Item
  /** When there is none: what stood at this place before, to fall back on while the text is broken (V14). */
  readonly past: readonly Item[]
}

/**
 * Pairs items with those of the reading before: equal ones from both ends, then equal ones between in order; what is
 * left over between two pairs stands for the earlier items left over there, by position.
 */
export function matchItems<Next, Item>(
  next: readonly Next[],
  earlier: readonly Item[],
  keyOfNext: (item: Next) => string,
  keyOf: (item: Item) => string,
): readonly Match<Item>[] {
  if (earlier.length === 0) return next.map(() => ({ past: [] }))
  const keys = next.map(keyOfNext)
  const earlierKeys = earlier.map(keyOf)
  const pairs = pairEqual(keys, earlierKeys)
  const matches: Match<Item>[] = []
  let gap: number[] = []
  let from = 0
  const closeGap = (to: number) => {
    gap.forEach((_, position) => {
      const last = position === gap.length - 1 ? Math.max(to, from + position + 1) : from + position + 1
      matches.push({ past: earlier.slice(Math.min(from + position, to), Math.min(last, to)) })
    })
    gap = []
  }
  keys.forEach((_, index) => {
    const partner = pairs.get(index)
    const same = partner === undefined ? undefined : earlier[partner]
    if (partner === undefined || same === undefined) gap.push(index)
    else {
      closeGap(partner)
      from = partner + 1
      matches.push({ same, past: [] })
    }
  })
  closeGap(earlier.length)
  return matches
}

/** Indices of `a` to indices of `b` with equal keys, both ascending. */
function pairEqual(a: readonly string[], b: readonly string[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) {
    pairs.set(head, head)
    head += 1
  }
  let tail = 0
  const room = Math.min(a.length, b.length) - head
  while (tail < room && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  pairMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head, pairs)
  for (let back = tail; back >= 1; back -= 1) pairs.set(a.length - back, b.length - back)
  return pairs
}

function pairMiddle(a: readonly string[], b: readonly string[], offset: number, pairs: Map<number, number>): void {
  const places = new Map<string, number[]>()
  b.forEach((key, index) => {
    const known = places.get(key)
    if (known) known.push(index)
    else places.set(key, [index])
  })
  let next = 0
  a.forEach((key, index) => {
    const partner = places.get(key)?.find((place) => place >= next)
    if (partner === undefined) return
    pairs.set(index + offset, partner + offset)
    next = partner + 1
  })
}
