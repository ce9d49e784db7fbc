import type { Diagnostic } from '../model/diagnostic.ts'
import { isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import { toFileSpan } from './item-text.ts'
import { wrapFragment } from './paste-fragment.ts'
import { findContent } from './split-documents.ts'
import { itemText, type SplitItem } from './split-items.ts'

/** Said of a part of a policy, pasted or typed. */
export const FRAGMENT_WORDS = 'this is a part of a NetworkPolicy: it has no apiVersion and kind'

/** The fix that makes one a policy. */
export const WRAP_TITLE = 'Wrap as NetworkPolicy'

/** Above this many characters nobody typed it. */
const LONGEST = 30_000

/**
 * What to say of a document that is a part of a NetworkPolicy (`spec:`, `ingress:`, a list of rules), with the fix that
 * wraps it (YML-9). Undefined for anything else, also for other mappings with such keys (values.yaml).
 */
export function noticeFragment(
  text: string,
  file: string,
  split: SplitItem,
  value: JsonValue | undefined,
): Diagnostic | undefined {
  if (split.indent > 0 || split.end - split.start > LONGEST || !looksLikeRules(value)) return undefined
  const alone = itemText(text, split)
  const content = findContent(alone, { start: 0, end: alone.length })
  const start = alone.lastIndexOf('\n', content - 1) + 1
  const end = alone.trimEnd().length
  const wrapped = wrapFragment(alone.slice(start, end))
  if (wrapped === undefined) return undefined
  const span = toFileSpan(split, { start, end })
  return {
    code: 'YML-9',
    severity: 'warning',
    message: FRAGMENT_WORDS,
    place: { kind: 'span', file, span: toFileSpan(split, { start: content, end }) },
    fix: { title: WRAP_TITLE, edits: [{ kind: 'splice', file, ...span, text: wrapped.trimEnd() }] },
  }
}

/** Whether a text without apiVersion and kind has rules that are lists; the `ingress:` of charts is a mapping. */
function looksLikeRules(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((rule) => isObject(rule) && !isTyped(rule))
  if (!isObject(value) || isTyped(value)) return false
  const spec = isObject(value.spec) ? value.spec : value
  return [spec.ingress, spec.egress, spec.policyTypes].some(Array.isArray) || isObject(spec.podSelector)
}

function isTyped(value: JsonObject): boolean {
  return value.kind !== undefined || value.apiVersion !== undefined
}
