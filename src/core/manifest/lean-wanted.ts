import type { JsonValue } from '../model/json.ts'
import { refuse } from './lean-lines.ts'
import { isPortField } from './port-fields.ts'
import { isPlainDecimal, resolvePlainScalar } from './scalars.ts'

/** What Kubernetes expects of a scalar: where the text breaks that, the exact reader reports it (YML-2). */
export type Wanted = 'string' | 'port' | 'any'

const STRING_MAPS: ReadonlySet<string> = new Set(['labels', 'matchLabels', 'selector'])
const STRING_FIELDS: ReadonlySet<string> = new Set(['name', 'namespace', 'generateName', 'apiVersion', 'kind'])

/** What is wanted of the scalar at `key` inside the mapping at `parent`. */
export function wantedOf(parent: string, key: string): Wanted {
  if (STRING_MAPS.has(parent) || STRING_FIELDS.has(key)) return 'string'
  return isPortField(parent, key) || key === 'endPort' ? 'port' : 'any'
}

/** The meaning of a plain scalar; refuses one that is not what is wanted there. */
export function resolveLean(text: string, wanted: Wanted): JsonValue {
  const value = resolvePlainScalar(text)
  if (wanted === 'any' || typeof value === 'string') return value
  if (wanted === 'string' || !isPlainDecimal(text)) refuse()
  return value
}

/** The key of a mapping; refuses merge keys, keys that are not strings, and what objects cannot hold. */
export function readKeyText(text: string, isQuoted: boolean): string {
  if (text === '<<' || text === '__proto__' || text.length > 1000) refuse()
  if (!isQuoted && typeof resolvePlainScalar(text) !== 'string') refuse()
  return text
}
