import type { ObjectShape, Shape } from '../manifest/policy-shape.ts'
import { fieldWords } from './field-words.ts'
import { type LooseNode, looseText } from './loose-tree.ts'
import type { Position } from './position.ts'
import type { Suggestion, Writer } from './suggestion.ts'

/** The fields that still have a place in an object, in the order in which people write them. */
export function completeFields(position: Position, shape: ObjectShape, writer: Writer): readonly Suggestion[] {
  const { slot, manner, hasColon } = writer.place
  const written = new Set(slot.value?.kind === 'map' ? slot.value.entries.map(({ key }) => key) : [])
  const fields = Object.entries(shape.fields).filter(
    ([name, field]) => field.kind !== 'ignored' && !written.has(name) && fits(name, written, slot.value),
  )
  return fields.flatMap(([name, field]) => {
    const suggestion = suggestField(position, name, field, writer)
    return isSelector(field) && manner === 'block' && !hasColon
      ? [suggestion, suggestAll(position, name, writer)]
      : [suggestion]
  })
}

function suggestField({ steps, kind }: Position, name: string, shape: Shape, writer: Writer): Suggestion {
  const known = kind === 'NetworkPolicy' || kind === '' ? fieldWords([...steps, name]) : undefined
  return {
    kind: 'field',
    label: name,
    detail: '',
    ...writer.key(name, shape),
    ...(known ? { note: known.words } : {}),
    goesOn: !writer.place.hasColon,
  }
}

/** What an empty value says, where it says something. */
export function completeEmpty({ steps, namespace }: Position, writer: Writer): readonly Suggestion[] {
  const name = String(steps.at(-1))
  const detail = { ingress: 'admits nothing', egress: 'admits nothing', from: 'anybody', to: 'anywhere' }[name]
  if (detail !== undefined) return [{ kind: 'word', label: '[]', detail, ...writer.raw('[]'), goesOn: false }]
  if (name !== 'podSelector' && name !== 'namespaceSelector') return []
  return [{ kind: 'word', label: '{}', detail: wordsForAll(name, namespace), ...writer.raw('{}'), goesOn: false }]
}

/** A selector without conditions, which is often what is meant. */
function suggestAll({ namespace }: Position, name: string, writer: Writer): Suggestion {
  const detail = wordsForAll(name, namespace)
  const text = `${name}: {}`
  return { kind: 'field', label: text, detail, ...writer.raw(text), goesOn: false }
}

function wordsForAll(name: string, namespace: string): string {
  return name === 'namespaceSelector' ? 'every namespace' : `every pod of ${namespace}`
}

function isSelector(shape: Shape): boolean {
  return shape.kind === 'object' && Object.hasOwn(shape.fields, 'matchLabels')
}

/** Whether a field goes with those that are written (VAL-1, VAL-3, VAL-5, VAL-9). */
function fits(name: string, written: ReadonlySet<string>, object: LooseNode | undefined): boolean {
  switch (name) {
    case 'ipBlock':
      return !written.has('podSelector') && !written.has('namespaceSelector')
    case 'podSelector':
    case 'namespaceSelector':
      return !written.has('ipBlock')
    case 'endPort':
      return /^\d+$/.test(looseText(object, 'port') ?? '')
    case 'values':
      return !['Exists', 'DoesNotExist'].includes(looseText(object, 'operator') ?? '')
    case 'generateName':
      return !written.has('name')
    case 'name':
      return !written.has('generateName')
    default:
      return true
  }
}
