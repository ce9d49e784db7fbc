import { isObject, type JsonValue } from '../model/json.ts'
import { toLines } from './paste-blocks.ts'
import { readYamlTree } from './tree-yaml.ts'

const HEAD = ['apiVersion: networking.k8s.io/v1', 'kind: NetworkPolicy', 'metadata:', '  name: pasted']

const SPEC_FIELDS: ReadonlySet<string> = new Set(['podSelector', 'ingress', 'egress', 'policyTypes'])

/**
 * A part of a NetworkPolicy made whole: `spec:` with or without `metadata:`, fields of a spec, or a list of rules. The
 * lines stay as they are but for their indentation, comments included. Undefined for anything else.
 */
export function wrapFragment(text: string): string | undefined {
  for (const candidate of [text, alignFirstLine(text)]) {
    const value = readYamlTree(candidate).tree?.value
    const lines = value === undefined ? undefined : wrapLines(value, removeMargin(toLines(candidate)))
    if (lines === undefined) continue
    const wrapped = joinLines(lines, text)
    if (readYamlTree(wrapped).problems.length === 0) return wrapped
  }
  return undefined
}

/** A selection that began in the middle of the first line: that line indented like the least indented of the others. */
export function alignFirstLine(text: string): string {
  const [first = '', ...others] = toLines(text)
  const margin = marginOf(others)
  return marginOf([first]) < margin ? ' '.repeat(margin - marginOf([first])) + text : text
}

function wrapLines(value: JsonValue, lines: readonly string[]): readonly string[] | undefined {
  if (Array.isArray(value)) {
    const direction = directionOf(value)
    return direction && [...HEAD, 'spec:', '  podSelector: {}', `  ${direction}:`, ...indent(lines)]
  }
  if (!isObject(value)) return undefined
  const keys = Object.keys(value)
  if (keys.length === 0) return undefined
  if (keys.every((key) => SPEC_FIELDS.has(key))) {
    const subject = keys.includes('podSelector') ? [] : ['  podSelector: {}']
    return [...HEAD, 'spec:', ...subject, ...indent(lines)]
  }
  if (!keys.every((key) => key === 'spec' || key === 'metadata') || !isPolicySpec(value.spec)) return undefined
  return [...(keys.includes('metadata') ? HEAD.slice(0, 2) : HEAD), ...lines]
}

function isPolicySpec(spec: JsonValue | undefined): boolean {
  if (!isObject(spec)) return false
  const keys = Object.keys(spec)
  return keys.length > 0 && keys.every((key) => SPEC_FIELDS.has(key))
}

/** Which rules a list holds, when all its items say the same. */
function directionOf(rules: readonly JsonValue[]): 'ingress' | 'egress' | undefined {
  const has = (key: string) => rules.some((rule) => isObject(rule) && Object.hasOwn(rule, key))
  if (!rules.every((rule) => isObject(rule) && Object.keys(rule).every((key) => /^(?:from|to|ports)$/.test(key))))
    return undefined
  if (has('from') === has('to')) return undefined
  return has('from') ? 'ingress' : 'egress'
}

function removeMargin(lines: readonly string[]): readonly string[] {
  const margin = marginOf(lines)
  return lines.map((line) => line.slice(Math.min(margin, leadingSpaces(line))))
}

function marginOf(lines: readonly string[]): number {
  const margins = lines.filter((line) => line.trim() !== '').map(leadingSpaces)
  return margins.reduce((least, margin) => Math.min(least, margin), margins[0] ?? 0)
}

function leadingSpaces(line: string): number {
  return line.length - line.replace(/^ +/, '').length
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line.trim() === '' ? line : `  ${line}`))
}

/** With the line endings of the original, and one at the end. */
function joinLines(lines: readonly string[], original: string): string {
  const ending = original.includes('\r\n') ? '\r\n' : '\n'
  return lines.map((line) => line.replace(/\r?\n$/, '') + ending).join('')
}
