import type { LabelChange } from '../../core/authoring/structure/structure-labels.ts'

/** One label as a person edits it. */
export interface LabelRow {
  /** Stays the same while the row is edited. */
  readonly id: string
  /** The label as it is written; absent for a new one. */
  readonly was?: readonly [key: string, value: string]
  readonly key: string
  readonly value: string
  readonly removed: boolean
}

type Pairs = readonly (readonly [key: string, value: string])[]

/** The rows of labels that nobody changed yet. */
export function toRows(labels: Pairs): readonly LabelRow[] {
  return labels.map((was) => ({ id: `was ${was[0]}`, was, key: was[0], value: was[1], removed: false }))
}

/** Rows on labels that changed in the text: what was edited stays, where its label does. */
export function rebaseRows(rows: readonly LabelRow[], labels: Pairs): readonly LabelRow[] {
  const edited = new Map(rows.filter(isEdited).map((row) => [row.id, row]))
  const kept = toRows(labels).map((row) => {
    const own = edited.get(row.id)
    return own && row.was ? { ...own, was: row.was } : row
  })
  return [...kept, ...rows.filter(({ was }) => was === undefined)]
}

/** What the rows change: a key that was typed over is renamed, so that its place and comments stay. */
export function toChanges(rows: readonly LabelRow[]): readonly LabelChange[] {
  return rows.flatMap(({ was, key, value, removed }): readonly LabelChange[] => {
    if (!was) return removed ? [] : [{ kind: 'set', key, value }]
    if (removed) return [{ kind: 'remove', key: was[0] }]
    return [
      ...(key === was[0] ? [] : [{ kind: 'rename', key: was[0], to: key } as const]),
      ...(value === was[1] ? [] : [{ kind: 'set', key, value } as const]),
    ]
  })
}

/** A key that two rows give, or undefined. */
export function findDoubled(rows: readonly LabelRow[]): string | undefined {
  const keys = rows.filter(({ removed }) => !removed).map(({ key }) => key)
  return keys.find((key, index) => key !== '' && keys.indexOf(key) !== index)
}

function isEdited({ was, key, value, removed }: LabelRow): boolean {
  return was !== undefined && (removed || key !== was[0] || value !== was[1])
}
