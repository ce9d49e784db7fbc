import type { Prepared } from '../engine/prepare.ts'
import { locatePath, locatePlace, pathsOf, resourceAt } from '../manifest/locate.ts'
import type { Reading } from '../manifest/reading.ts'
import { assertNever } from '../model/assert-never.ts'
import { type Diagnostic, SEVERITIES, type Span } from '../model/diagnostic.ts'
import { isWithin, type Path, splitPath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import { fieldWords } from './field-words.ts'
import type { Hover, HoverPart } from './hover.ts'
import { describeBlock } from './hover-block.ts'
import { describeDirection, describeTypes } from './hover-directions.ts'
import { describePort } from './hover-ports.ts'
import { describePeer, describeSubject } from './hover-selector.ts'
import { whyOf } from './rule-words.ts'

/** What hovers are made from. */
export interface HoverContext {
  readonly reading: Reading
  readonly prepared: Prepared
  readonly diagnostics: readonly Diagnostic[]
}

/** What is to be said about what stands at an offset; undefined for nothing. */
export function hoverAt(context: HoverContext, file: string, offset: number): Hover | undefined {
  const found = findingsAt(context, file, offset)
  const field = fieldAt(context, file, offset)
  const parts = [...found.flatMap(({ diagnostic }) => toWhy(diagnostic)), ...(field?.parts ?? [])]
  const span = field?.span ?? found[0]?.span
  return span && parts.length > 0 ? { span, parts } : undefined
}

interface Found {
  readonly diagnostic: Diagnostic
  readonly span: Span
}

/** The findings whose text holds the offset, worst first. Only those of its items are located, which takes its time. */
function findingsAt({ reading, diagnostics }: HoverContext, file: string, offset: number): readonly Found[] {
  const items = reading.files.find(({ name }) => name === file)?.items ?? []
  const around = items.filter(({ start, end }) => start <= offset && offset <= end)
  const near = diagnostics.filter(({ place }) =>
    place.kind === 'span' ? place.file === file : around.some((item) => isWithin(place.path, item.path)),
  )
  const found = near.map((diagnostic) => ({ diagnostic, span: locatePlace(reading, diagnostic.place).span }))
  return SEVERITIES.flatMap((severity) =>
    found.filter(({ diagnostic, span }) => diagnostic.severity === severity && isIn(span, offset)),
  )
}

function toWhy({ code }: Diagnostic): readonly HoverPart[] {
  const words = whyOf(code)
  return words === undefined ? [] : [{ kind: 'why', rule: code, words }]
}

/** The field of a NetworkPolicy whose key or value the offset is in. */
function fieldAt({ reading, prepared }: HoverContext, file: string, offset: number): Hover | undefined {
  const resource = resourceAt(reading, file, offset)
  if (resource?.kind !== 'NetworkPolicy') return undefined
  const [path = resource.path] = pathsOf(reading, file, offset)
  const span = wordAt(reading, path, offset)
  if (!span) return undefined
  const steps = splitPath(path).steps.slice(splitPath(resource.path).steps.length)
  const policy = prepared.cluster.policies.find((one) => one.path === resource.path)
  const words = fieldWords(steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step)))
  const meaning: readonly HoverPart[] = words ? [{ kind: 'meaning', ...words }] : []
  // The last good form of a text that is invalid now does not stand here.
  const facts = policy && !policy.stale ? describeField(prepared, policy, steps) : []
  return { span, parts: [...facts, ...meaning] }
}

/** The key, or the scalar, that holds the offset. */
function wordAt(reading: Reading, path: Path, offset: number): Span | undefined {
  const key = locatePath(reading, path, 'key')?.span
  const value = locatePath(reading, path)?.span
  if (key && isIn(key, offset) && key.start !== value?.start) return key
  const isWord = value && !/\n/.test(textOf(reading, path, value))
  return isWord && isIn(value, offset) ? value : undefined
}

function textOf({ files }: Reading, path: Path, { start, end }: Span): string {
  return files.find(({ name }) => name === splitPath(path).file)?.text.slice(start, end) ?? ''
}

function describeField(prepared: Prepared, policy: NetworkPolicy, steps: readonly string[]): readonly HoverPart[] {
  const [top, field, ...below] = steps
  if (top !== 'spec') return []
  if (field === 'podSelector') return describeSubject(prepared, policy, below)
  if (field === 'policyTypes') return describeTypes(prepared, policy)
  if (field !== 'ingress' && field !== 'egress') return []
  const [at, part, index, ...inner] = below
  if (at === undefined) return describeDirection(prepared, policy, field)
  const rule = policy.rules[field][Number(at)]
  if (!rule || index === undefined) return []
  if (part === 'ports') {
    const entry = rule.ports === 'any' ? undefined : rule.ports[Number(index)]
    return entry ? describePort(prepared, policy, rule, entry) : []
  }
  const peer = rule.peers === 'any' ? undefined : rule.peers[Number(index)]
  switch (peer?.kind) {
    case undefined:
      return []
    case 'pods':
      return describePeer(prepared, policy, peer, inner)
    case 'block':
      return describeBlock(prepared, peer)
    default:
      return assertNever(peer)
  }
}

function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end
}
