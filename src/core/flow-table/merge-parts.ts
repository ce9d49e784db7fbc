/** Parts of a source and parts of a destination between which the same passes, for each of the one and each of the other. */
export interface Block {
  readonly from: readonly number[]
  readonly to: readonly number[]
}

/**
 * Joins the pairs of parts of two workloads as far as they are alike (END-1): sources to which all destinations look the
 * same, and of these the destinations with one key. Every pair that has a key is in one block; blocks are rectangles.
 */
export function mergeParts(
  from: readonly number[],
  to: readonly number[],
  keyOf: (from: number, to: number) => string | undefined,
): readonly Block[] {
  const rows = from.map((source) => to.map((target) => keyOf(source, target)))
  const sources = groupBy(from, (_, index) => (rows[index] ?? []).map((key) => key ?? '').join('\n'))
  return sources.flatMap((alike) => {
    const row = rows[from.indexOf(alike[0] ?? -1)] ?? []
    const targets = to.filter((_, index) => row[index] !== undefined)
    return groupBy(targets, (target) => row[to.indexOf(target)] ?? '').map((group) => ({ from: alike, to: group }))
  })
}

function groupBy(numbers: readonly number[], keyOf: (number: number, index: number) => string): readonly number[][] {
  const groups = new Map<string, number[]>()
  for (const [index, number] of numbers.entries()) {
    const key = keyOf(number, index)
    const group = groups.get(key)
    if (group) group.push(number)
    else groups.set(key, [number])
  }
  return [...groups.values()]
}
