/**
 * The list with one item more, which may be another list. Most lists have one item or two, and one that grows has room for
 * many: only longer ones grow.
 */
export function append<Item>(list: Item[] | undefined, item: Item): Item[] {
  if (!list) return [item]
  const [first, second] = list
  if (list.length === 1) return [first as Item, item]
  if (list.length === 2) return [first as Item, second as Item, item]
  list.push(item)
  return list
}
