import type { Context, Example } from './manner.ts'
import type { Outline, OutlineEntry } from './outline.ts'

/** Where something is put: the deepest part that exists on the way, and the steps that do not. */
export interface Place {
  readonly text: string
  /** From the root to `target`. */
  readonly path: readonly Outline[]
  /** Of the outlines of `path`. */
  readonly contexts: readonly Context[]
  readonly target: Outline
  /** The entry that holds `target`; absent at the root. */
  readonly entry: OutlineEntry | undefined
  readonly rest: readonly string[]
  readonly after: string | undefined
}

/** The context of the part that something is put into. */
export function contextOf({ contexts }: Pick<Place, 'contexts'>): Context {
  return contexts.at(-1) ?? ''
}

/** What shows how the author writes, nearest first: the neighbours, last first, then what holds them. */
export function examplesAround({
  path,
  contexts,
  target,
}: Pick<Place, 'path' | 'contexts' | 'target'>): readonly Example[] {
  const context = contextOf({ contexts })
  const neighbours = target.entries.map(({ key, value }) => ({ context: key ?? `${context}[]`, outline: value }))
  const around = path.map((outline, index) => ({ context: contexts[index] ?? '', outline }))
  return [...neighbours.toReversed(), ...around.toReversed()]
}
