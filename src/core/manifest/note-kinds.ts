import type { Diagnostic } from '../model/diagnostic.ts'
import type { Resource } from '../model/resource.ts'
import { roleOf } from './kinds.ts'
import type { FileReading } from './reading.ts'

interface Count {
  readonly file: string
  readonly first: Resource
  count: number
}

/** One counted line per kind that cannot matter, at its first object, by file (YML-6). */
export function noteKinds(files: readonly FileReading[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const counts = new Map<string, Count>()
  for (const { name, items } of files)
    for (const { resources } of items) for (const resource of resources) countKind(counts, name, resource)
  const notes = new Map<string, Diagnostic[]>()
  for (const count of counts.values()) {
    const known = notes.get(count.file) ?? []
    notes.set(count.file, [...known, toNote(count)])
  }
  return notes
}

function countKind(counts: Map<string, Count>, file: string, resource: Resource): void {
  const { kind, apiVersion, value } = resource
  const { role } = roleOf(apiVersion, kind, value)
  if (role !== 'irrelevant') return
  const key = `${apiVersion} ${kind}`
  const known = counts.get(key)
  if (known) known.count += 1
  else counts.set(key, { file, first: resource, count: 1 })
}

function toNote({ first, count }: Count): Diagnostic {
  const message = `${count} × ${first.kind} (${first.apiVersion}): cannot change verdicts, not evaluated`
  return { code: 'YML-6', severity: 'info', message, place: { kind: 'path', path: first.path } }
}
