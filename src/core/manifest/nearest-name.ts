import type { ObjectShape, Shape } from './policy-shape.ts'

/** Where a field that does not belong could have been meant (YML-4). */
export interface Suggestion {
  /** A field of the same object with nearly this name. */
  readonly name?: string
  /** Where a field of exactly this name belongs: "under from[]", "one level up, in spec". */
  readonly place?: string
}

/** A step on the way to an object: its shape and the field (or list item) it was reached by. */
export interface Ancestor {
  readonly shape: ObjectShape
  readonly name: string
}

/** Suggests for `name`, unknown in the last of `ancestors` (outermost first). */
export function suggestField(name: string, ancestors: readonly Ancestor[]): Suggestion {
  const here = ancestors.at(-1)
  if (!here) return {}
  const near = nearestName(name, Object.keys(here.shape.fields))
  const place = placeBelow(here.shape, name) ?? placeAbove(ancestors, name) ?? placeOfLabel(here.shape)
  return { ...(near === undefined ? {} : { name: near }), ...(place === undefined ? {} : { place }) }
}

/** The most similar of `names`, if it is similar enough to be a slip of the keyboard. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(Math.min(name.length, 12) / 3))
  let best: string | undefined
  let least = limit + 1
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

/** What no object has by that name may be a label of a selector. */
function placeOfLabel(shape: ObjectShape): string | undefined {
  return Object.hasOwn(shape.fields, 'matchLabels') ? 'under matchLabels, if it is a label' : undefined
}

function placeBelow(shape: ObjectShape, name: string): string | undefined {
  let level: { shape: Shape; words: string }[] = [{ shape, words: '' }]
  while (level.length > 0) {
    const next = level.flatMap(({ shape: at, words }) => children(at, words))
    const found = next.find((child) => child.shape.kind === 'object' && Object.hasOwn(child.shape.fields, name))
    if (found) return `under ${found.words}`
    level = next
  }
  return undefined
}

function children(shape: Shape, words: string): { shape: Shape; words: string }[] {
  if (shape.kind === 'list') return children(shape.of, words)
  if (shape.kind !== 'object') return []
  return Object.entries(shape.fields).map(([field, child]) => {
    const step = child.kind === 'list' ? `${field}[]` : field
    return { shape: child.kind === 'list' ? child.of : child, words: words === '' ? step : `${words}.${step}` }
  })
}

function placeAbove(ancestors: readonly Ancestor[], name: string): string | undefined {
  for (let index = ancestors.length - 2; index >= 0; index -= 1) {
    const ancestor = ancestors[index]
    if (!ancestor) continue
    if (Object.hasOwn(ancestor.shape.fields, name)) {
      return ancestor.name === '' ? 'at the top level' : `further out, in ${ancestor.name}`
    }
    const below = placeBelow(ancestor.shape, name)
    if (below) return ancestor.name === '' ? below : `${below} of ${ancestor.name}`
  }
  return undefined
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)])
  const cost = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let j = 0; j <= b.length; j += 1) (rows[0] ?? [])[j] = j
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cost(i - 2, j - 2) + 1 : Infinity
      ;(rows[i] ?? [])[j] = Math.min(cost(i - 1, j) + 1, cost(i, j - 1) + 1, cost(i - 1, j - 1) + same, swap)
    }
  }
  return cost(a.length, b.length)
}
