import { isObject, type JsonValue } from '../model/json.ts'
import { isAlphabetical } from './key-order.ts'
import type { Outline } from './outline.ts'
import type { FlowStyle } from './print-flow.ts'
import { printString } from './print-scalar.ts'
import { flowStyleOf } from './text-style.ts'

/**
 * Where a value stands, as far as manners go: the key it is the value of, `key[]` for an item of the list there,
 * `key{}` for any value of the mapping there.
 */
export type Context = string

/** How an author writes what stands in a context, as the text around shows it. */
export interface Manner {
  /** Whether a filled collection is written in brackets; undefined where nothing shows it. */
  readonly isInBrackets: (context: Context, value: JsonValue) => boolean | undefined
  /** The quotes around strings that need none; undefined for none. */
  readonly quoteOf: (contexts: readonly Context[]) => '"' | "'" | undefined
  /** The keys of the mappings of a context in their order; `[]` where none is shown. */
  readonly orderOf: (context: Context, keys: readonly string[]) => readonly string[]
  /** Whether keys follow the alphabet, as `kubectl get` prints them. */
  readonly isSorted: boolean
  readonly flow: FlowStyle
}

/** A part of the text to take after. */
export interface Example {
  readonly context: Context
  readonly outline: Outline
}

/** The manner of the nearest of `examples` that shows each property; where an example is of two minds, of its last. */
export function mannerOf(text: string, examples: readonly Example[]): Manner {
  const seen = examples.map((example) => sightsOf(text, example))
  const find = (fits: (sight: Sight) => boolean) =>
    seen.map((sights) => sights.filter(fits)).find((all) => all.length > 0)
  const all = seen.at(-1) ?? []
  return {
    isInBrackets: (context, value) => {
      const kind = Array.isArray(value) ? 'seq' : 'map'
      const found = find((sight) => sight.kind === kind && sight.context === context)
      if (found) return found.at(-1)?.isFlow === true
      const lists = all.filter((sight) => sight.kind === 'seq' && sight.isOfMaps)
      return kind === 'seq' && lists.length > 0 ? lists.every(({ isFlow }) => isFlow) || undefined : undefined
    },
    quoteOf: (contexts) => {
      for (const context of contexts) {
        const found = find((sight) => sight.kind === 'string' && sight.contexts.includes(context))
        if (found) return found.at(-1)?.quote
      }
      return undefined
    },
    orderOf: (context, keys) =>
      find((sight) => sight.context === context && sight.keys.filter((key) => keys.includes(key)).length > 1)?.at(-1)
        ?.keys ?? [],
    isSorted: all.some(({ context, keys }) => SORTED.includes(context) && isAlphabetical(keys)),
    flow: flowStyleOf(
      text,
      examples.map(({ outline }) => outline),
    ),
  }
}

/** Mappings of enough keys to show whether they follow the alphabet. */
const SORTED: readonly Context[] = ['metadata', 'spec']

/** The contexts of a path from the root: `steps` lead along it. */
export function contextsOf(path: readonly Outline[], steps: readonly string[]): readonly Context[] {
  const contexts: Context[] = ['']
  for (const [index, step] of steps.slice(0, path.length - 1).entries())
    contexts.push(path[index]?.kind === 'seq' ? `${contexts.at(-1)}[]` : step)
  return contexts
}

/** The same value with the keys of its mappings in the order that their like have. */
export function orderLike(value: JsonValue, manner: Manner, context: Context): JsonValue {
  if (Array.isArray(value)) return value.map((item) => orderLike(item, manner, `${context}[]`))
  if (!isObject(value)) return value
  const keys = Object.keys(value)
  const ordered = manner.isSorted ? keys.toSorted() : orderKeys(keys, manner.orderOf(context, keys))
  return Object.fromEntries(ordered.map((key) => [key, orderLike(value[key] ?? null, manner, key)]))
}

/** Those that their like have in the order they have there, others behind their neighbour. */
function orderKeys(keys: readonly string[], like: readonly string[]): readonly string[] {
  const common = like.filter((key) => keys.includes(key))
  if (common.length < 2) return keys
  const ordered = [...common]
  for (const [index, key] of keys.entries()) {
    if (common.includes(key)) continue
    ordered.splice(ordered.indexOf(keys[index - 1] ?? '') + 1, 0, key)
  }
  return ordered
}

/** What one part of a text shows. */
interface Sight {
  readonly context: Context
  readonly contexts: readonly Context[]
  readonly kind: 'map' | 'seq' | 'string'
  readonly isFlow: boolean
  /** Of a list: its items are mappings. */
  readonly isOfMaps: boolean
  readonly keys: readonly string[]
  readonly quote?: '"' | "'"
}

function sightsOf(text: string, { context, outline }: Example, parent = ''): readonly Sight[] {
  const own = sightOf(text, outline, context, parent)
  const inner = outline.entries.flatMap(({ key, value }) =>
    sightsOf(text, { context: key ?? `${context}[]`, outline: value }, context),
  )
  return own ? [own, ...inner] : inner
}

function sightOf(text: string, outline: Outline, context: Context, parent: Context): Sight | undefined {
  const { kind, flow, start, end, entries } = outline
  const contexts = [context, `${parent}{}`]
  if ((kind === 'map' || kind === 'seq') && entries.length > 0)
    return {
      context,
      contexts,
      kind,
      isFlow: flow,
      isOfMaps: kind === 'seq' && entries.every(({ value }) => value.kind === 'map'),
      keys: entries.flatMap(({ key }) => key ?? []),
    }
  if (kind !== 'scalar') return undefined
  const quote = /^["']/.exec(text.slice(start, end))?.[0] as '"' | "'" | undefined
  const bare = quote === undefined ? text.slice(start, end) : text.slice(start + 1, end - 1)
  if (printString(bare) !== bare) return undefined
  return { context, contexts, kind: 'string', isFlow: false, isOfMaps: false, keys: [], ...(quote ? { quote } : {}) }
}
