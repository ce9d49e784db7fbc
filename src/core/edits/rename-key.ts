import { entryAt, type ItemSource, isShared, outlinePath, readOutline } from './outline.ts'
import { printLike } from './print-like.ts'
import { leastSplices, type TextSplice } from './splices.ts'
import { flowStyleOf } from './text-style.ts'

/**
 * Gives the key at `steps` the name `to`, in its quote style; its value, place and comments stay. Undefined when it is
 * not there or written twice, when its mapping has a key `to` already, or other places would change (aliases, `<<`).
 */
export function renameKey(source: ItemSource, steps: readonly string[], to: string): readonly TextSplice[] | undefined {
  const root = readOutline(source)
  const path = root && outlinePath(root, steps.slice(0, -1))
  const target = path?.at(-1)
  const key = steps.at(-1) ?? ''
  const entry = target?.kind === 'map' ? entryAt(target, key) : undefined
  if (!root || !path || !target || entry?.keyEnd === undefined || isShared(root, path)) return undefined
  if (to !== key && target.entries.some((other) => other.key === to)) return undefined
  if (target.entries.filter((other) => other.key === key).length > 1) return undefined
  const { start, keyEnd } = entry
  const { json } = flowStyleOf(source.text, path.toReversed())
  const text = printLike(source.text.slice(start, keyEnd), to, target.flow && json)
  return leastSplices(source.text, [{ start, end: keyEnd, text }])
}
