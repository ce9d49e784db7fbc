import { findProfile } from '../../model/cni-profiles.ts'
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import type { EngineSettings } from '../../model/settings.ts'
import type { Question } from '../../model/verdict.ts'
import { type AddressSet, toAddressSet } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import { PROTOCOLS } from '../../net/ports.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import type { Positions } from '../../picture/picture.ts'
import { NO_FILTER, type PictureFilter } from '../../picture/picture-filter.ts'

/** How a person looks at a document: what is shared and packed beside its texts. */
export interface SharedView {
  readonly positions: Positions
  readonly folds: Readonly<Record<string, boolean>>
  readonly filter: PictureFilter
  readonly settings: EngineSettings
  readonly question: Question | null
  readonly shows: 'graph' | 'matrix' | 'flows'
  readonly selection: SharedSelection | null
}

/** A policy by its name, for its path may be another where it is opened. */
export type SharedSelection =
  | { readonly kind: 'node' | 'edge'; readonly id: string }
  | { readonly kind: 'policy'; readonly namespace: string; readonly name: string }

/** The view as plain JSON. */
export function writeView({ settings, filter, ...view }: SharedView): JsonObject {
  const { podRanges } = settings
  const ranges = podRanges === undefined ? {} : { podRanges: podRanges === 'any' ? 'any' : toCidrs(podRanges) }
  return {
    positions: toJson(view.positions),
    folds: view.folds,
    filter: toJson(filter),
    settings: { cni: settings.cni, implied: settings.implied, ...ranges },
    question: toJson(view.question),
    shows: view.shows,
    selection: toJson(view.selection),
  }
}

/** Plain data as it is; what is undefined is left out. */
function toJson(value: object | null): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue
}

/** A view from anywhere: whatever is not as it must be reads as it is at first. Nothing of the input is handed on as it is. */
export function readView(value: JsonValue | undefined): SharedView {
  const view = isObject(value) ? value : {}
  return {
    positions: readPositions(view.positions),
    folds: Object.fromEntries(
      entriesOf(view.folds).flatMap(([key, folded]) => (typeof folded === 'boolean' ? [[key, folded]] : [])),
    ),
    filter: readFilter(view.filter),
    settings: readSettings(view.settings),
    question: readQuestion(view.question),
    shows: oneOf(['graph', 'matrix', 'flows'] as const, view.shows) ?? 'graph',
    selection: readSelection(view.selection),
  }
}

/** Things of a picture lie nearer than this to its origin. */
const FARTHEST = 1_000_000
/** Characters; no name, selector or filter is longer. */
const LONGEST = 10_000

function readPositions(value: JsonValue | undefined): Positions {
  return Object.fromEntries(
    entriesOf(value).flatMap(([id, place]) => {
      const { x, y, tidied } = isObject(place) ? place : {}
      if (!isPlace(x) || !isPlace(y)) return []
      return [[id, tidied === true ? { x, y, tidied } : { x, y }]]
    }),
  )
}

function isPlace(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Math.abs(value) <= FARTHEST
}

function readFilter(value: JsonValue | undefined): PictureFilter {
  const filter = isObject(value) ? value : {}
  const names = Array.isArray(filter.namespaces) ? filter.namespaces : []
  return {
    namespaces: names.flatMap((name: JsonValue) => textOf(name) ?? []),
    labels: textOf(filter.labels) ?? NO_FILTER.labels,
    policy: textOf(filter.policy) ?? null,
    direction: oneOf(['ingress', 'egress', 'both'] as const, filter.direction) ?? NO_FILTER.direction,
    port: textOf(filter.port) ?? NO_FILTER.port,
    onlyBlocked: filter.onlyBlocked === true,
    hidesSystem: filter.hidesSystem === true,
  }
}

function readSettings(value: JsonValue | undefined): EngineSettings {
  const { cni, implied, podRanges } = isObject(value) ? value : {}
  const ranges = podRanges === 'any' ? podRanges : readRanges(podRanges)
  return {
    cni: (typeof cni === 'string' ? findProfile(cni) : undefined) ?? 'upstream',
    implied: implied !== false,
    ...(ranges === undefined ? {} : { podRanges: ranges }),
  }
}

/** Ranges, where all of them can be read: a part of them would be another setting. */
function readRanges(value: JsonValue | undefined): AddressSet | undefined {
  if (!Array.isArray(value)) return undefined
  const read = value.map((text: JsonValue) => (typeof text === 'string' ? readCidr(text) : undefined))
  const ranges = read.flatMap((one) => (one?.kind === 'cidr' ? [one.range] : []))
  return ranges.length === value.length ? toAddressSet(ranges) : undefined
}

function readQuestion(value: JsonValue | undefined): Question | null {
  const { from, to, protocol, port } = isObject(value) ? value : {}
  const [source, target, known] = [textOf(from), textOf(to), oneOf(PROTOCOLS, protocol)]
  const isPort = typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535
  if (source === undefined || target === undefined || known === undefined || !isPort) return null
  return { from: source, to: target, protocol: known, port }
}

function readSelection(value: JsonValue | undefined): SharedSelection | null {
  const { kind, ...rest } = isObject(value) ? value : {}
  const [id, namespace, name] = [textOf(rest.id), textOf(rest.namespace), textOf(rest.name)]
  if ((kind === 'node' || kind === 'edge') && id !== undefined) return { kind, id }
  if (kind === 'policy' && namespace !== undefined && name !== undefined) return { kind, namespace, name }
  return null
}

/** Own entries; a name that would change what an object is, is none. */
function entriesOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isObject(value) ? Object.entries(value).filter(([key]) => key !== '__proto__' && key.length <= LONGEST) : []
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.length <= LONGEST ? value : undefined
}

function oneOf<Word extends string>(words: readonly Word[], value: JsonValue | undefined): Word | undefined {
  return words.find((word) => word === value)
}
