import type { Diagnostic } from '../model/diagnostic.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Resource } from '../model/resource.ts'
import { locatePlace } from './locate.ts'
import { readDocument } from './read-document.ts'
import type { Item, Reading } from './reading.ts'

/** The text of a NetworkPolicy with `spec` (YAML of the whole field, or nothing). */
export function policyText(spec: string, metadata = '{name: np, namespace: ns}'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\n${spec}`
}

/** One text read as the only file of a document. */
export function readText(text: string, previous?: Reading, name = 'f.yaml'): Reading {
  return readDocument([{ name, text }], previous)
}

export function itemsOf(reading: Reading): readonly Item[] {
  return reading.files.flatMap(({ items }) => items)
}

export function resourcesIn(reading: Reading): readonly Resource[] {
  return itemsOf(reading).flatMap(({ resources }) => resources)
}

export function policiesIn(reading: Reading): readonly NetworkPolicy[] {
  return resourcesIn(reading).flatMap(({ policy }) => policy ?? [])
}

export function diagnosticsIn(reading: Reading): readonly Diagnostic[] {
  return reading.files.flatMap(({ diagnostics, items }) => [
    ...diagnostics,
    ...items.flatMap((item) => item.diagnostics),
  ])
}

/** `severity code "text at the place"`, with the message where `wanted` asks for it. */
export function summarize(reading: Reading): readonly string[] {
  return diagnosticsIn(reading).map(({ severity, code, place }) => `${severity} ${code} ${textAt(reading, place)}`)
}

/** The text a diagnostic underlines. */
export function textAt(reading: Reading, place: Diagnostic['place']): string {
  const { file, span } = locatePlace(reading, place)
  const text = reading.files.find(({ name }) => name === file)?.text ?? ''
  return text.slice(span.start, span.end)
}

/** The text after applying the first fix found, for one-file documents. */
export function applyFirstFix(reading: Reading): string {
  let text = reading.files[0]?.text ?? ''
  const edits = diagnosticsIn(reading).find(({ fix }) => fix)?.fix?.edits ?? []
  for (const edit of edits) {
    if (edit.kind === 'splice') text = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
  }
  return text
}
