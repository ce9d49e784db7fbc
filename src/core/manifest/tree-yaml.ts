import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { JsonValue } from '../model/json.ts'
import { joinFlowLines } from './flow-lines.ts'
import { resolvePlainScalar } from './scalars.ts'
import { syntaxProblem } from './syntax-problem.ts'
import {
  type Entry,
  MAX_DEPTH,
  type MapTree,
  type ScalarTree,
  type SeqTree,
  setOwn,
  type TextProblem,
  type Tree,
  type TreeReading,
} from './tree.ts'
import { resolveAliases } from './tree-aliases.ts'

interface Building {
  readonly targets: ReadonlyMap<Alias, Node>
  readonly problems: TextProblem[]
  /** Where everything under construction stands: set below an alias or a merge. */
  readonly at?: Place
  readonly depth: number
}

type Entries = Map<string, Entry & { readonly isMerged: boolean }>

interface Place {
  readonly start: number
  readonly end: number
}

const OPTIONS = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** Thrown inside this module only, for texts that have a meaning to YAML and none to JSON. */
class Unreadable extends Error {
  readonly place: Place
  constructor(message: string, place: Place) {
    super(message)
    this.place = place
  }
}

/**
 * Reads one YAML document as the parser of kubectl does (YML-1 to YML-3). Never throws: broken text gives no tree and
 * one error at the place where it breaks.
 */
export function readYamlTree(text: string): TreeReading {
  try {
    const document = parse(text)
    if (document.errors.length > 0) return { problems: [syntaxProblem(text, document.errors)] }
    return document.contents === null ? { problems: [] } : readRoot(document.contents)
  } catch (error) {
    // Brackets nested by the thousands overflow the stack of the parser.
    if (!(error instanceof RangeError)) throw error
    return { problems: [tooDeep({ start: 0, end: Math.min(text.length, 1) })] }
  }
}

function parse(text: string) {
  const document = parseDocument(text, OPTIONS)
  if (!document.errors.some(({ code, message }) => code === 'BAD_INDENT' && message.startsWith('Flow'))) return document
  const joined = joinFlowLines(text)
  const again = joined === text ? document : parseDocument(joined, OPTIONS)
  return again.errors.length === 0 ? again : document
}

function readRoot(root: Node): TreeReading {
  const aliases = resolveAliases(root)
  if (aliases.kind === 'refused') return { problems: [aliases.problem] }
  const problems: TextProblem[] = []
  try {
    return { tree: build({ targets: aliases.targets, problems, depth: 0 }, root), problems }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { problems: [{ code: 'YML-1', severity: 'error', message: error.message, ...error.place }] }
  }
}

function tooDeep(place: Place): TextProblem {
  return { code: 'YML-3', severity: 'error', message: `nested more than ${MAX_DEPTH} levels deep`, ...place }
}

function build(building: Building, node: Node): Tree {
  if (building.depth > MAX_DEPTH)
    throw new Unreadable(`nested more than ${MAX_DEPTH} levels deep`, placeOf(building, node))
  if (isAlias(node)) return build(throughAlias(building, node), targetOf(building, node))
  if (isMap(node)) return buildMap(building, node)
  if (isSeq(node)) return buildSeq(building, node)
  return buildScalar(building, node as Scalar)
}

function throughAlias(building: Building, alias: Node): Building {
  return { ...building, at: placeOf(building, alias), depth: building.depth + 1 }
}

function targetOf(building: Building, alias: Alias): Node {
  const target = building.targets.get(alias)
  if (target === undefined) throw new Error('every alias was resolved before building')
  return target
}

function placeOf(building: Building, node: Node): Place {
  if (building.at) return building.at
  const [start, end] = node.range ?? [0, 0]
  return { start, end }
}

const MERGE_TAG = 'tag:yaml.org,2002:merge'
const STRING_TAGS = new Set(['!', 'tag:yaml.org,2002:str', 'tag:yaml.org,2002:binary'])
const PLAIN_TAGS = new Set(['int', 'float', 'bool', 'null', 'timestamp'].map((tag) => `tag:yaml.org,2002:${tag}`))

function buildScalar(building: Building, node: Scalar): ScalarTree {
  const { start, end } = placeOf(building, node)
  const source = node.source ?? ''
  const isPlain = node.type === undefined || node.type === 'PLAIN'
  const resolves = node.tag === undefined ? isPlain : PLAIN_TAGS.has(node.tag)
  const value = resolves ? resolvePlainScalar(source) : source
  if (typeof value === 'object' && value !== null) throw new Error('a scalar is never a collection')
  const isBlock = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL'
  const plain = isPlain && !STRING_TAGS.has(node.tag ?? '')
  return { kind: 'scalar', value, source, plain, start, end: isBlock && !building.at ? Math.max(start, end - 1) : end }
}

function buildSeq(building: Building, node: YAMLSeq): SeqTree {
  const inner = { ...building, depth: building.depth + 1 }
  const items = node.items.map((item) => build(inner, item as Node))
  return { kind: 'seq', value: items.map((item) => item.value), items, ...enclose(building, node, items) }
}

function buildMap(building: Building, node: YAMLMap): MapTree {
  const entries: Entries = new Map()
  const inner = { ...building, depth: building.depth + 1 }
  for (const pair of node.items as Pair<Node, Node | null>[]) {
    if (isMergeKey(pair.key)) mergePair(inner, entries, pair.key, pair.value)
    else addPair(inner, entries, pair)
  }
  const value: Record<string, JsonValue> = {}
  const parts: Place[] = []
  for (const [key, { tree, keyStart, keyEnd }] of entries) {
    setOwn(value, key, tree.value)
    parts.push({ start: keyStart, end: keyEnd }, tree)
  }
  return { kind: 'map', value, entries, ...enclose(building, node, parts) }
}

/** Block collections end where their last part ends, not after the blank lines and comments that follow. */
function enclose(building: Building, node: YAMLMap | YAMLSeq, parts: readonly Place[]): Place {
  const place = placeOf(building, node)
  if (building.at || node.flow || parts.length === 0) return place
  return { start: place.start, end: Math.max(place.start, ...parts.map(({ end }) => end)) }
}

function addPair(building: Building, entries: Entries, pair: Pair<Node, Node | null>): void {
  const key = build(building, pair.key)
  const place = placeOf(building, pair.key)
  if (key.kind !== 'scalar') throw new Unreadable('invalid map key: a mapping or list cannot be a key', place)
  if (key.value === null) throw new Unreadable('invalid map key: null', place)
  const name = String(key.value)
  const earlier = entries.get(name)
  if (earlier && !earlier.isMerged && !building.at) building.problems.push(duplicateKey(name, place))
  const tree = pair.value === null ? absentValue(place) : build(building, pair.value)
  entries.set(name, { keyStart: place.start, keyEnd: place.end, keyPlain: key.plain, isMerged: false, tree })
}

function duplicateKey(name: string, place: Place): TextProblem {
  const message = `key "${name}" already set in map: the last value counts`
  return { code: 'YML-3', severity: 'error', message, ...place }
}

function absentValue({ end }: Place): ScalarTree {
  return { kind: 'scalar', value: null, source: '', plain: true, start: end, end }
}

function isMergeKey(key: Node): boolean {
  return isScalar(key) && key.source === '<<' && (key.tag === undefined ? key.type === 'PLAIN' : key.tag === MERGE_TAG)
}

/** Merges in the order of the text, as kubectl does: what stands before `<<` is overwritten, what follows wins. */
function mergePair(building: Building, entries: Entries, key: Node, value: Node | null): void {
  const place = placeOf(building, value ?? key)
  const merged = value === null ? absentValue(place) : build(building, value)
  // Of a list of mappings the earlier ones win.
  const maps = merged.kind === 'seq' ? merged.items.toReversed() : [merged]
  for (const map of maps) {
    if (map.kind !== 'map') throw new Unreadable('map merge requires map or sequence of maps as the value', place)
    for (const [name, entry] of map.entries) mergeEntry(building, entries, name, entry, place)
  }
}

function mergeEntry(building: Building, entries: Entries, name: string, entry: Entry, place: Place): void {
  if (entries.get(name)?.isMerged === false && !building.at) {
    const message = `"<<" stands after "${name}" and overwrites it: put "<<" first`
    building.problems.push({ code: 'YML-3', severity: 'warning', message, ...place })
  }
  entries.set(name, { ...entry, isMerged: true })
}
