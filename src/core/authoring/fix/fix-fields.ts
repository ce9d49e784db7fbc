import { NETWORK_POLICY, type ObjectShape, type Shape } from '../../manifest/policy-shape.ts'
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { isNetworkPolicy } from '../plan-context.ts'
import type { Repair, RepairStep } from './fix-repair.ts'
import { fieldOf, pathIn, type Site, writtenIn } from './fix-site.ts'

/** YML-4: a field that belongs elsewhere is moved there, a value of the wrong type is written as the right one. */
export function repairField(site: Site): readonly Repair[] {
  if (site.value === undefined || !isNetworkPolicy(site.resource)) return []
  return /unknown field/.test(site.message) ? moveField(site) : retype(site)
}

function moveField(site: Site): readonly Repair[] {
  const { steps, value } = site
  const name = steps.at(-1)
  const parent = steps.slice(0, -1)
  if (name === undefined || value === undefined) return []
  return findTargets(site, parent, name).flatMap((target) => {
    const removal = removalOf(site, parent, target)
    const shown = target.map((step) => (step === NEW_ITEM ? '0' : step))
    return removal
      ? [{ title: `Move to ${fieldOf(site, shown)}`, steps: [addition(site, target, value), removal] }]
      : []
  })
}

/** A step into the first item of a list that is not there yet. */
const NEW_ITEM = '+'

function addition(site: Site, target: readonly string[], value: JsonValue): RepairStep {
  const at = target.indexOf(NEW_ITEM)
  if (at < 0) return { kind: 'set', path: pathIn(site, target), value }
  const item = target.slice(at + 1).reduceRight<JsonValue>((inner, step) => ({ [step]: inner }), value)
  return { kind: 'set', path: pathIn(site, target.slice(0, at)), value: [item] }
}

/** An item that held nothing else goes, unless its list would be empty then, which means everyone (RUL-1). */
function removalOf(site: Site, parent: readonly string[], target: readonly string[]): RepairStep | undefined {
  const holder = writtenIn(site, parent)
  const list = writtenIn(site, parent.slice(0, -1))
  const isFilled = parent.every((step, index) => step === target[index])
  const isAlone = isObject(holder) && Object.keys(holder).length === 1 && !isFilled
  if (!isAlone || !Array.isArray(list)) return { kind: 'remove-key', path: site.path }
  if (list.length === 1) return undefined
  return { kind: 'remove-item', list: pathIn(site, parent.slice(0, -1)), index: Number(parent.at(-1)) }
}

/** Below the object it stands in, in one around that, or among the labels of a selector; only where nothing stands. */
function findTargets(site: Site, parent: readonly string[], name: string): readonly (readonly string[])[] {
  const ancestors = objectsAlong(parent)
  const isFree = (steps: readonly string[]) => writtenIn(site, steps) === undefined && isListFree(site, steps)
  for (const { steps, shape } of ancestors.toReversed()) {
    const isAround = steps.length < parent.length && Object.hasOwn(shape.fields, name)
    const ways = isAround ? [[name]] : waysBelow(shape, name)
    if (ways.length > 0) return ways.map((way) => [...steps, ...way]).filter(isFree)
  }
  const here = ancestors.at(-1)
  const label = [...parent, 'matchLabels', name]
  const isLabel = here?.steps.length === parent.length && Object.hasOwn(here.shape.fields, 'matchLabels')
  return isLabel && typeof site.value === 'string' && isFree(label) ? [label] : []
}

/** A list is begun, never added to: whether two items or one were meant cannot be seen. */
function isListFree(site: Site, target: readonly string[]): boolean {
  const at = target.indexOf(NEW_ITEM)
  return at < 0 || writtenIn(site, target.slice(0, at)) === undefined
}

interface ObjectStep {
  readonly steps: readonly string[]
  readonly shape: ObjectShape
}

/** The objects of a policy on the way to a place, outermost first. */
function objectsAlong(steps: readonly string[]): readonly ObjectStep[] {
  const objects: ObjectStep[] = [{ steps: [], shape: NETWORK_POLICY }]
  let shape: Shape | undefined = NETWORK_POLICY
  for (const [index, step] of steps.entries()) {
    shape = shape?.kind === 'object' ? shape.fields[step] : shape?.kind === 'list' ? shape.of : undefined
    if (shape?.kind === 'object') objects.push({ steps: steps.slice(0, index + 1), shape })
  }
  return objects
}

/** The shortest ways down to a field of that name; {@link NEW_ITEM} stands for items of lists. */
function waysBelow(shape: ObjectShape, name: string): readonly (readonly string[])[] {
  let level: readonly { readonly way: readonly string[]; readonly shape: ObjectShape }[] = [{ way: [], shape }]
  while (level.length > 0) {
    const next = level.flatMap(({ way, shape: at }) =>
      Object.entries(at.fields).flatMap(([field, child]) => {
        if (child.kind === 'object') return [{ way: [...way, field], shape: child }]
        return child.kind === 'list' && child.of.kind === 'object'
          ? [{ way: [...way, field, NEW_ITEM], shape: child.of }]
          : []
      }),
    )
    const found = next.filter((one) => Object.hasOwn(one.shape.fields, name))
    if (found.length > 0) return found.map(({ way }) => [...way, name])
    level = next
  }
  return []
}

function retype(site: Site): readonly Repair[] {
  const { value, path, message } = site
  const set = (title: string, to: JsonValue): readonly Repair[] => [
    { title, steps: [{ kind: 'set', path, value: to }] },
  ]
  if (value === undefined || value === null) return []
  if (/must be a list/.test(message)) return set('Make it a list', [value])
  if (/must be a mapping of labels/.test(message)) {
    const joined = joinMappings(value)
    return joined ? set('Make it a mapping', joined) : []
  }
  if (/must be a mapping/.test(message)) {
    const only = Array.isArray(value) && value.length === 1 ? value[0] : undefined
    return isObject(only) ? set('Make it a mapping', only) : []
  }
  if (!/must be a (?:whole )?number/.test(message) || typeof value !== 'string') return []
  return /^\d{1,5}$/.test(value) ? set(`Write ${Number(value)}`, Number(value)) : []
}

/** `- app: web` and `- tier: front` as one mapping. */
function joinMappings(value: JsonValue): JsonObject | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return undefined
  const entries = value.flatMap((item: JsonObject) => Object.entries(item))
  return new Set(entries.map(([key]) => key)).size === entries.length ? Object.fromEntries(entries) : undefined
}
