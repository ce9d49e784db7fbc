/** The items of some lists in one. A loop, for `flat` and `flatMap` leave compiled code for each item. */
export function flat<Item>(lists: Iterable<readonly Item[]>): Item[] {
  const items: Item[] = []
  for (const list of lists) for (let at = 0; at < list.length; at += 1) items.push(list[at] as Item)
  return items
}
