import type { Fix } from '../model/diagnostic.ts'
import type { JsonValue } from '../model/json.ts'
import { joinPath, type Path } from '../model/path.ts'
import { type Findings, report, reportUndecoded } from './findings.ts'
import { type Ancestor, suggestField } from './nearest-name.ts'
import { type LeafShape, type ListShape, NETWORK_POLICY, type ObjectShape, type Shape } from './policy-shape.ts'
import { isPlainDecimal } from './scalars.ts'
import { type Entry, type MapTree, type ScalarTree, setOwn, type Tree } from './tree.ts'

/** Turns a place of the tree into an edit of the file. */
export interface Fixer {
  readonly quote: (tree: ScalarTree) => Fix
  readonly rename: (entry: Entry, to: string) => Fix
  readonly replace: (tree: ScalarTree, by: string) => Fix
}

interface Decoding {
  readonly findings: Findings
  readonly fixer: Fixer
}

const NULL_ITEM_WORDS: Readonly<Record<string, string>> = {
  ingress: 'a null rule is an empty rule: it admits everything',
  egress: 'a null rule is an empty rule: it admits everything',
  ports: 'a null port entry is an empty one: it admits every TCP port',
  from: 'a null peer is an empty peer',
  to: 'a null peer is an empty peer',
}

/**
 * Decodes a NetworkPolicy as strictly as the API server (YML-4, YML-8): unknown fields and wrong types are errors,
 * nulls are the zero values they stand for, under a warning. The result holds known fields of the right types only.
 */
export function decodePolicy(tree: MapTree, findings: Findings, fixer: Fixer): JsonValue {
  const decoding = { findings, fixer }
  const decoded = decodeObject(decoding, tree, findings.resource, NETWORK_POLICY, [])
  const spec = tree.entries.get('spec')?.tree
  if (spec === undefined || isNull(spec)) {
    const message = 'spec is missing: this policy selects every pod of its namespace and isolates it for ingress'
    report(findings, joinPath(findings.resource, 'spec'), { code: 'YML-8', severity: 'warning', message, at: 'key' })
  }
  return decoded
}

function decode(decoding: Decoding, tree: Tree, path: Path, shape: Shape, trail: Trail): JsonValue | undefined {
  switch (shape.kind) {
    case 'object':
      return tree.kind === 'map'
        ? decodeObject(decoding, tree, path, shape, trail.ancestors, trail.name)
        : refuse(decoding, tree, path, 'a mapping')
    case 'list':
      return decodeList(decoding, tree, path, shape, trail)
    case 'labels':
      return decodeLabels(decoding, tree, path)
    case 'ignored':
      return tree.value
    default:
      return decodeLeaf(decoding, tree, path, shape)
  }
}

/** How an object was reached, for suggestions. */
interface Trail {
  readonly ancestors: readonly Ancestor[]
  readonly name: string
}

function decodeObject(
  decoding: Decoding,
  tree: MapTree,
  path: Path,
  shape: ObjectShape,
  above: readonly Ancestor[],
  name = '',
): JsonValue {
  const ancestors = [...above, { shape, name }]
  const decoded: Record<string, JsonValue> = {}
  for (const [key, entry] of tree.entries) {
    const child = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined
    const childPath = joinPath(path, key)
    if (child === undefined) reportUnknown(decoding, childPath, key, entry, tree, ancestors)
    else if (isNull(entry.tree)) reportNullField(decoding, childPath, key, child)
    else {
      const value = decode(decoding, entry.tree, childPath, child, { ancestors, name: key })
      if (value !== undefined) setOwn(decoded, key, value)
    }
  }
  return decoded
}

function decodeList(decoding: Decoding, tree: Tree, path: Path, shape: ListShape, trail: Trail): JsonValue | undefined {
  if (tree.kind !== 'seq') return refuse(decoding, tree, path, 'a list: put "- " before each item')
  return tree.items.map((item, index) => {
    const itemPath = joinPath(path, index)
    if (!isNull(item)) return decode(decoding, item, itemPath, shape.of, { ...trail, name: `${trail.name}[]` }) ?? null
    const words = NULL_ITEM_WORDS[trail.name] ?? 'a null item is the empty string'
    report(decoding.findings, itemPath, { code: 'YML-8', severity: 'warning', message: words })
    return shape.of.kind === 'object' ? {} : ''
  })
}

function decodeLabels(decoding: Decoding, tree: Tree, path: Path): JsonValue | undefined {
  if (tree.kind !== 'map') return refuse(decoding, tree, path, 'a mapping of labels')
  const decoded: Record<string, JsonValue> = {}
  for (const [key, entry] of tree.entries) {
    const valuePath = joinPath(path, key)
    if (isNull(entry.tree)) {
      setOwn(decoded, key, '')
      const message = 'a null label value is the empty string'
      report(decoding.findings, valuePath, { code: 'YML-8', severity: 'warning', message, at: 'key' })
    } else {
      const value = decodeLeaf(decoding, entry.tree, valuePath, { kind: 'string' }, path)
      if (value !== undefined) setOwn(decoded, key, value)
    }
  }
  return decoded
}

function decodeLeaf(
  decoding: Decoding,
  tree: Tree,
  path: Path,
  shape: LeafShape,
  fieldOf = path,
): JsonValue | undefined {
  if (tree.kind !== 'scalar')
    return refuse(decoding, tree, path, shape.kind === 'string' ? 'a string' : 'a number', fieldOf)
  if (typeof tree.value === 'string' && tree.value.includes('{{')) return refuseTemplate(decoding, path)
  if (shape.kind === 'string') return decodeString(decoding, tree, path, fieldOf)
  if (typeof tree.value === 'number') return decodeNumber(decoding, tree, tree.value, path)
  if (typeof tree.value === 'string' && shape.kind === 'intOrString') return tree.value
  return refuse(decoding, tree, path, shape.kind === 'int32' ? 'a number without quotes' : 'a number or a port name')
}

function decodeString(decoding: Decoding, tree: ScalarTree, path: Path, fieldOf: Path): JsonValue | undefined {
  if (typeof tree.value === 'string' && !isNotANumber(tree)) return tree.value
  reportUndecoded(decoding.findings, path, {
    code: 'YML-2',
    ...stringFinding(tree),
    fix: decoding.fixer.quote(tree),
    fieldOf,
  })
  return undefined
}

/** Whether unquoted text is `.inf` or `.nan`, numbers that JSON cannot hold: kubectl fails on them. */
export function isNotANumber(tree: ScalarTree): boolean {
  return tree.plain && /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(tree.source)
}

/** What to say of an unquoted scalar that is no string where one is required. */
export function stringFinding(tree: ScalarTree): { readonly message: string } {
  const type = typeof tree.value === 'boolean' ? 'bool' : 'number'
  return {
    message: `cannot unmarshal ${type} into a string: ${tree.source} without quotes is a ${type}, put it in quotes`,
  }
}

function decodeNumber(decoding: Decoding, tree: ScalarTree, value: number, path: Path): JsonValue | undefined {
  if (!Number.isInteger(value) || value < -(2 ** 31) || value >= 2 ** 31)
    return refuse(decoding, tree, path, 'a whole number')
  reportOddNumber(decoding.findings, tree, path, decoding.fixer)
  return value
}

/** Warns of a number that is written otherwise than in plain decimal, saying how it is read (YML-2). */
export function reportOddNumber(findings: Findings, tree: ScalarTree, path: Path, fixer: Fixer): void {
  const { value, source } = tree
  if (typeof value !== 'number' || isPlainDecimal(source) || source.startsWith('-')) return
  const message = `${source} is read as ${value}: write ${value}`
  report(findings, path, { code: 'YML-2', severity: 'warning', message, fix: fixer.replace(tree, String(value)) })
}

function refuse(decoding: Decoding, tree: Tree, path: Path, wanted: string, fieldOf = path): undefined {
  const template = tree.kind === 'scalar' && tree.source.includes('{{')
  if (template) return refuseTemplate(decoding, path)
  const message = `cannot unmarshal ${describe(tree)}: it must be ${wanted}`
  reportUndecoded(decoding.findings, path, { code: 'YML-4', message, fieldOf })
  return undefined
}

function refuseTemplate(decoding: Decoding, path: Path): undefined {
  const message = 'this is a template: render it first with `helm template`'
  reportUndecoded(decoding.findings, path, { code: 'YML-7', message })
  return undefined
}

function describe(tree: Tree): string {
  if (tree.kind === 'map') return 'object'
  if (tree.kind === 'seq') return 'array'
  if (typeof tree.value === 'boolean') return `bool ${tree.source}`
  return typeof tree.value === 'number' ? `number ${tree.source}` : `string ${JSON.stringify(tree.value)}`
}

function reportUnknown(
  decoding: Decoding,
  path: Path,
  key: string,
  entry: Entry,
  tree: MapTree,
  ancestors: readonly Ancestor[],
): void {
  const { name, place } = suggestField(key, ancestors)
  const hints = [name === undefined ? [] : `did you mean "${name}"?`, place === undefined ? [] : `it belongs ${place}`]
  const message = ['unknown field', ...hints.flat()].join(': ').replace('?: it', '? Or it')
  const isFree = name !== undefined && !tree.entries.has(name)
  const fix = isFree ? { fix: decoding.fixer.rename(entry, name) } : {}
  reportUndecoded(decoding.findings, path, { code: 'YML-4', message, at: 'key', ...fix })
}

function reportNullField(decoding: Decoding, path: Path, key: string, shape: Shape): void {
  if (shape.kind === 'ignored' || key === 'spec') return
  const message = `${key} without a value is read as absent${key.endsWith('Selector') ? ', not as {}' : ''}`
  report(decoding.findings, path, { code: 'YML-8', severity: 'warning', message, at: 'key' })
}

function isNull(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null
}
