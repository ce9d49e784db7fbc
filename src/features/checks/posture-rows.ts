import { isExposed } from '../../core/checks/posture/describe-posture.ts'
import type { NamespacePosture, PodPosture } from '../../core/checks/posture/posture.ts'

export const COLUMNS = ['name', 'ingress', 'egress', 'exposed'] as const
export type Column = (typeof COLUMNS)[number]

export interface Sorting {
  readonly column: Column
  readonly isDown: boolean
}

export type PostureRow =
  | { readonly kind: 'namespace'; readonly namespace: NamespacePosture; readonly isOpen: boolean }
  | { readonly kind: 'pods'; readonly pods: PodPosture }

/** The rows that are shown: namespaces, and those in the open ones; both in the chosen order. */
export function listRows(
  namespaces: readonly NamespacePosture[],
  opened: ReadonlySet<string>,
  { column, isDown }: Sorting,
): readonly PostureRow[] {
  const turn = isDown ? -1 : 1
  return sortBy(namespaces, (one) => spaceValue(one, column), turn).flatMap((namespace): readonly PostureRow[] => {
    const isOpen = opened.has(namespace.name)
    const pods = isOpen ? sortBy(namespace.pods, (one) => podValue(one, column), turn) : []
    return [{ kind: 'namespace', namespace, isOpen }, ...pods.map((one) => ({ kind: 'pods' as const, pods: one }))]
  })
}

/** What is least safe comes first when the order goes up. */
function spaceValue({ name, tally }: NamespacePosture, column: Column): string | number {
  if (column === 'name') return name
  if (column === 'exposed') return -tally.exposed
  return tally.isolated[column] / Math.max(1, tally.all - tally.onHost)
}

function podValue(one: PodPosture, column: Column): string | number {
  if (column === 'name') return one.name
  if (column === 'exposed') return isExposed(one) ? 0 : 1
  return { open: 0, isolated: 1, 'admits-nothing': 2 }[one[column].isolation]
}

/** Equal ones stay in the order they came in. */
function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | number, turn: number): readonly Item[] {
  return [...items].sort((a, b) => turn * compare(keyOf(a), keyOf(b)))
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en')
}
