import { isObject } from '../model/json.ts'
import type { Tree } from './tree.ts'

/** What is said, once, of text whose indentation is gone (YML-9). */
export const FLATTENED_WORDS = 'the indentation is gone: the fields of this object all stand at the start of the line'

/** Fields that never stand at the top of an object. */
const NESTED = new Set(
  [
    'name namespace labels podSelector namespaceSelector matchLabels matchExpressions policyTypes ingress egress',
  ].flatMap((names) =>
    `${names} from to ports ipBlock cidr protocol port template containers selector replicas`.split(' '),
  ),
)

/**
 * Whether an object was written with indentation that is lost (YML-9), as text (for what does not parse) or as what
 * it parses to: `metadata` or `spec` is empty and what belongs into them stands beside them.
 */
export function isFlattened(object: string | Tree): boolean {
  return typeof object === 'string' ? isFlattenedText(object) : isFlattenedTree(object)
}

function isFlattenedTree({ value }: Tree): boolean {
  if (!isObject(value) || !Object.hasOwn(value, 'apiVersion') || !Object.hasOwn(value, 'kind')) return false
  const isEmpty = ['metadata', 'spec'].some((key) => Object.hasOwn(value, key) && value[key] === null)
  return isEmpty && Object.keys(value).filter((key) => NESTED.has(key)).length >= 2
}

function isFlattenedText(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => /^\s*[^\s#]/.test(line))
  const keys = lines.map((line) => /^\s*(?:- )*([A-Za-z]+):/.exec(line)?.[1])
  if (!keys.includes('apiVersion') && !keys.includes('kind')) return isOneLine(lines)
  const isLeft = lines.every((line) => /^[^\s]/.test(line))
  return (isLeft && keys.filter((key) => key !== undefined && NESTED.has(key)).length >= 2) || isOneLine(lines)
}

/** Everything on one line, as copied from a page that folded white space. */
function isOneLine(lines: readonly string[]): boolean {
  return (
    lines.length > 0 && lines.length <= 2 && lines.some((line) => /\bapiVersion: \S+ +kind: \S+ +metadata:/.test(line))
  )
}
