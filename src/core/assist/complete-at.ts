import type { Prepared } from '../engine/prepare.ts'
import type { Shape } from '../manifest/policy-shape.ts'
import { completeEmpty, completeFields } from './complete-fields.ts'
import { completeLabelKeys, completeLabelValues, keyWriter, labelPlaceOf, suggestLabels } from './complete-labels.ts'
import { completeValues } from './complete-values.ts'
import { looseText } from './loose-tree.ts'
import { type Position, toPosition } from './position.ts'
import { readLoosely } from './read-loosely.ts'
import { type Completions, createWriter, type Suggestion, type Writer } from './suggestion.ts'

/** More than anyone scrolls through. */
const MOST_SUGGESTED = 200

/**
 * What can be written at an offset of a text that is being typed. The text may be broken, and newer than what was
 * prepared: what stands around the caret is read from it, only what the cluster has is as old as that. Line breaks of
 * `text` are `\n`.
 */
export function completeAt(prepared: Prepared, text: string, offset: number): Completions {
  const reading = readLoosely(text, offset)
  const { place, root } = reading
  if (!place) return { start: offset, end: offset, suggestions: [] }
  const position = toPosition(root, place.steps)
  const writer = createWriter(text, place, reading)
  const suggestions = isForeign(position) ? [] : suggest(prepared, position, writer)
  return { start: place.start, end: place.end, suggestions: suggestions.slice(0, MOST_SUGGESTED) }
}

/** A mapping without kind that has keys no object of Kubernetes has, such as values.yaml. */
function isForeign({ object, kind }: Position): boolean {
  return kind === '' && object?.kind === 'map' && object.entries.some(({ key }) => !ROOT_FIELDS.has(key))
}

const ROOT_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'items', 'data', 'status'])

function suggest(prepared: Prepared, position: Position, writer: Writer): readonly Suggestion[] {
  const { place } = writer
  const labels = suggestLabelsAt(prepared, position, writer)
  if (labels) return labels
  const { shape } = position
  if (shape === undefined || shape.kind === 'ignored') return []
  if (place.role === 'value' && place.manner === 'block' && (shape.kind === 'object' || shape.kind === 'list'))
    return completeEmpty(position, writer)
  if (shape.kind === 'object') return place.role === 'value' ? [] : completeFields(position, shape, writer)
  if (shape.kind === 'list' && place.role === 'open' && !place.needsDash)
    return suggestItems(prepared, position, writer)
  return place.role === 'key' ? [] : completeValues(prepared, position, writer)
}

/** A list begins with its first item. */
function suggestItems(prepared: Prepared, position: Position, writer: Writer): readonly Suggestion[] {
  const item: Position = { ...position, steps: [...position.steps, 0], ...itemShape(position.shape) }
  const place = { ...writer.place, needsDash: true, slot: {} }
  return suggest(prepared, item, writer.at(place))
}

function itemShape(shape: Shape | undefined): { readonly shape: Shape | undefined } {
  return { shape: shape?.kind === 'list' ? shape.of : undefined }
}

/** Label keys and values; undefined where other things stand. */
function suggestLabelsAt(prepared: Prepared, position: Position, writer: Writer): readonly Suggestion[] | undefined {
  const place = labelPlaceOf(position)
  if (!place) return undefined
  const [group, at, field] = place.below
  const isKeyPlace = writer.place.role !== 'value'
  if (group === 'matchLabels' && at === undefined)
    return isKeyPlace
      ? suggestLabels(completeLabelKeys(prepared, place), keyWriter(writer), !writer.place.hasColon)
      : []
  if (group === 'matchLabels')
    return suggestLabels(completeLabelValues(prepared, place, String(at)), (text) => writer.word(text), false)
  if (group !== 'matchExpressions' || field === undefined) return undefined
  if (field === 'key') return suggestLabels(completeLabelKeys(prepared, place), (text) => writer.word(text), false)
  if (field !== 'values' || place.below.length < 4) return undefined
  const key = looseText(place.written, 'matchExpressions', at ?? 0, 'key') ?? ''
  return suggestLabels(completeLabelValues(prepared, place, key), (text) => writer.word(text), false)
}
