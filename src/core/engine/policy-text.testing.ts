/** Policies of notes as the text a person would have, and read again. */
import { Document } from 'yaml'
import { readDocument } from '../manifest/read-document.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { PolicyNote } from './cluster.testing.ts'

/** `list`: one JSON object that holds them all. */
export type TextForm = 'yaml' | 'json' | 'list'

/** The policies as the reader understands them from a text; fails when it refuses one. */
export function readPolicies(notes: readonly PolicyNote[], form: TextForm): readonly NetworkPolicy[] {
  const text = writePolicies(notes, form)
  const { files } = readDocument([{ name: form === 'yaml' ? 'policies.yaml' : 'policies.json', text }])
  const policies = files
    .flatMap(({ items }) => items.flatMap(({ resources }) => resources))
    .flatMap(({ policy }) => policy ?? [])
  if (policies.length !== notes.length) throw new Error(`${policies.length} of ${notes.length} policies in\n${text}`)
  return policies
}

function writePolicies(notes: readonly PolicyNote[], form: TextForm): string {
  const manifests = notes.map(toManifest)
  switch (form) {
    case 'yaml':
      return manifests.map((manifest) => new Document(manifest, { version: '1.1' }).toString()).join('---\n')
    case 'json':
      return manifests.map((manifest) => JSON.stringify(manifest)).join('\n')
    case 'list':
      return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }, null, 2)
  }
}

function toManifest({ name, namespace, stale: _, ...spec }: PolicyNote): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec }
}
