import { assertNever } from '../model/assert-never.ts'
import type { JsonObject, JsonValue } from '../model/json.ts'

/*
 * What can be made of a text while it is being typed: nothing is refused, and what is not understood is left out. The
 * parts are filled in while the text is read, and not touched afterwards.
 */

export type LooseNode = LooseMap | LooseList | LooseScalar

/** A place where a value may stand, once there is one. */
export interface LooseSlot {
  value?: LooseNode
}

export interface LooseEntry extends LooseSlot {
  readonly key: string
}

export interface LooseMap {
  readonly kind: 'map'
  /** Where its keys begin, -1 in brackets. */
  readonly column: number
  readonly entries: LooseEntry[]
}

export interface LooseList {
  readonly kind: 'list'
  /** Where its dashes stand, -1 in brackets. */
  readonly column: number
  readonly items: LooseSlot[]
}

export interface LooseScalar {
  readonly kind: 'scalar'
  /** Without quotes. */
  readonly text: string
}

/** Keys, and indices of list items. */
export type Steps = readonly (string | number)[]

/** The value at `steps`, or undefined where nothing is written. */
export function looseAt(node: LooseNode | undefined, steps: Steps): LooseNode | undefined {
  let at = node
  for (const step of steps) at = childOf(at, step)
  return at
}

/** The text of the scalar at `steps`. */
export function looseText(node: LooseNode | undefined, ...steps: Steps): string | undefined {
  const found = looseAt(node, steps)
  return found?.kind === 'scalar' ? found.text : undefined
}

/** The value as plain data, every scalar as a string. */
export function toLooseJson(node: LooseNode | undefined): JsonValue | undefined {
  switch (node?.kind) {
    case undefined:
      return undefined
    case 'scalar':
      return node.text
    case 'list':
      return node.items.map(({ value }) => toLooseJson(value) ?? null)
    case 'map':
      return toObject(node)
    default:
      return assertNever(node)
  }
}

function toObject({ entries }: LooseMap): JsonObject {
  return Object.fromEntries(entries.map(({ key, value }) => [key, toLooseJson(value) ?? null]))
}

/** Of several entries with one key the last counts. */
function childOf(node: LooseNode | undefined, step: string | number): LooseNode | undefined {
  if (node?.kind === 'map') return node.entries.findLast(({ key }) => key === step)?.value
  if (node?.kind === 'list' && typeof step === 'number') return node.items[step]?.value
  return undefined
}
