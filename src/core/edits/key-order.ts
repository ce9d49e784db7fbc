import type { OutlineEntry } from './outline.ts'

/** Keys as the Kubernetes documentation lists them, each list for one kind of mapping. */
const KEY_ORDERS: readonly (readonly string[])[] = [
  ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
  ['name', 'generateName', 'namespace', 'labels', 'annotations'],
  ['podSelector', 'policyTypes', 'ingress', 'egress'],
  ['from', 'to', 'ports'],
  ['ipBlock', 'namespaceSelector', 'podSelector'],
  ['cidr', 'except'],
  ['protocol', 'port', 'endPort'],
  ['matchLabels', 'matchExpressions'],
  ['key', 'operator', 'values'],
]

/**
 * The entry behind which `key` belongs: the last one that the documentation puts before it, the last of all for a key
 * it does not order among these; undefined when `key` comes first.
 */
export function neighbourOf(entries: readonly OutlineEntry[], key: string, isSorted = false): OutlineEntry | undefined {
  if (isSorted) return entries.findLast((entry) => (entry.key ?? '') < key)
  const order = KEY_ORDERS.find((keys) => keys.includes(key) && entries.some((entry) => keys.includes(entry.key ?? '')))
  if (!order) return entries.at(-1)
  const isEarlier = (entry: OutlineEntry) => {
    const place = order.indexOf(entry.key ?? '')
    return place >= 0 && place < order.indexOf(key)
  }
  return entries.findLast(isEarlier)
}

/** Whether keys follow the alphabet where the documentation does not. */
export function isAlphabetical(keys: readonly string[]): boolean {
  if (keys.join() !== keys.toSorted().join()) return false
  return KEY_ORDERS.some((order) => {
    const places = keys.map((key) => order.indexOf(key)).filter((place) => place >= 0)
    return places.some((place, index) => place < (places[index - 1] ?? 0))
  })
}
