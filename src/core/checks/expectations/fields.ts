import type { Fixer } from '../../manifest/decode-policy.ts'
import { type Findings, quoted, report } from '../../manifest/findings.ts'
import { nearestName } from '../../manifest/nearest-name.ts'
import type { MapTree, ScalarTree, Tree } from '../../manifest/tree.ts'
import type { Fix, Severity } from '../../model/diagnostic.ts'
import { joinPath, type Path } from '../../model/path.ts'

/** A mapping of an expectation, with where it stands and where to say what is wrong with it. */
export interface Fields {
  readonly tree: MapTree
  readonly path: Path
  readonly findings: Findings
  readonly fixer: Fixer
}

/** What stands at a key; null is nothing. */
export function treeAt({ tree }: Fields, key: string): Tree | undefined {
  const found = tree.entries.get(key)?.tree
  return found?.kind === 'scalar' && found.value === null ? undefined : found
}

/** A string, as it is written: NetAssert reads `yes` and `12` as text where text belongs. */
export function textAt(fields: Fields, key: string): string | undefined {
  return scalarAt(fields, key, 'a string')?.source
}

/** A whole number; quoted ones are refused, as NetAssert refuses them. */
export function integerAt(fields: Fields, key: string): number | undefined {
  const scalar = scalarAt(fields, key, 'a number')
  if (!scalar) return undefined
  if (typeof scalar.value === 'number' && Number.isInteger(scalar.value)) return scalar.value
  const isQuoted = !scalar.plain && /^-?\d+$/.test(scalar.source)
  refuse(
    fields,
    key,
    `${quoted(scalar.value)} is no whole number`,
    isQuoted ? fields.fixer.replace(scalar, scalar.source) : undefined,
  )
  return undefined
}

/** A mapping; undefined, and said, for anything else that stands there. */
export function fieldsAt(fields: Fields, key: string): Fields | undefined {
  const tree = treeAt(fields, key)
  if (tree === undefined) return undefined
  if (tree.kind === 'map') return { ...fields, tree, path: joinPath(fields.path, key) }
  refuse(fields, key, 'a mapping is expected')
  return undefined
}

/** The scalar at a key; undefined, and said, for a list or a mapping. */
export function scalarAt(fields: Fields, key: string, expected: string): ScalarTree | undefined {
  const tree = treeAt(fields, key)
  if (tree === undefined || tree.kind === 'scalar') return tree
  refuse(fields, key, `${expected} is expected`)
  return undefined
}

/** An error at a key, or at the mapping itself where the key is missing. */
export function refuse(fields: Fields, key: string, message: string, fix?: Fix): void {
  say(fields, key, 'error', message, fix)
}

/** A warning at a key. */
export function warn(fields: Fields, key: string, message: string, fix?: Fix): void {
  say(fields, key, 'warning', message, fix)
}

function say({ path, findings }: Fields, key: string, severity: Severity, message: string, fix?: Fix): void {
  report(findings, joinPath(path, key), { code: 'EXP-2', severity, message, ...(fix ? { fix } : {}) })
}

/** Warns of every field that nobody reads, with the name that may be meant. */
export function warnUnknown(fields: Fields, known: readonly string[]): void {
  for (const [key, entry] of fields.tree.entries) {
    if (known.includes(key)) continue
    const near = nearestName(
      key,
      known.filter((name) => !fields.tree.entries.has(name)),
    )
    const meant = near === undefined ? '' : `: did you mean ${near}?`
    report(fields.findings, joinPath(fields.path, key), {
      code: 'EXP-2',
      severity: 'warning',
      message: `unknown field, not read${meant}`,
      at: 'key',
      ...(near === undefined ? {} : { fix: fields.fixer.rename(entry, near) }),
    })
  }
}
