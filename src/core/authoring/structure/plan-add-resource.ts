import { insertDocuments, printDocuments } from '../../edits/insert-resource.ts'
import type { Edit, TextDocument } from '../../model/edit.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Protocol } from '../../net/ports.ts'
import { toEdits } from '../draft.ts'

/** A resource a person wants to begin with; names are DNS labels. */
export type AddedResource =
  | { readonly kind: 'Namespace'; readonly name: string }
  | {
      readonly kind: 'Deployment' | 'Pod'
      readonly namespace: string
      readonly name: string
      /** What its container declares; absent for nothing. */
      readonly ports?: readonly AddedPort[]
    }

/** A port that a new container declares. */
export interface AddedPort {
  readonly containerPort: number
  readonly protocol: Protocol
}

/**
 * Plans a minimal manifest at the end of `cluster.yaml`, which is made when it is not there. Reads no more than that
 * file's last document, so that it is quick on any document.
 */
export function planAddResource(
  { files }: Pick<TextDocument, 'files'>,
  resource: AddedResource,
): { readonly label: string; readonly edits: readonly Edit[] } {
  return { label: `Add ${resource.kind} ${resource.name}`, edits: planEdits(files, toManifest(resource)) }
}

function planEdits(files: TextDocument['files'], manifest: JsonObject): readonly Edit[] {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? 'cluster.yaml' : `cluster-${count}.yaml`
    const text = files.find((file) => file.name === name)?.text
    if (text === undefined) return [{ kind: 'createFile', file: name, text: printDocuments([manifest]) }]
    if (/^\uFEFF?\s*[{[]/.test(text)) continue
    const start = text.lastIndexOf('\n---') + 1
    return toEdits(name, [insertDocuments({ text, start, end: text.length }, [manifest])])
  }
}

function toManifest(resource: AddedResource): JsonObject {
  const { kind, name } = resource
  if (kind === 'Namespace') return { apiVersion: 'v1', kind, metadata: { name } }
  const labels = { app: name }
  const ports = (resource.ports ?? []).map(toPort)
  const container = { name, image: `${name}:latest` }
  const spec = { containers: [ports.length > 0 ? { ...container, ports } : container] }
  const metadata = { name, namespace: resource.namespace }
  if (kind === 'Pod') return { apiVersion: 'v1', kind, metadata: { ...metadata, labels }, spec }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata,
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  }
}

/** TCP goes without saying. */
function toPort({ containerPort, protocol }: AddedPort): JsonObject {
  return protocol === 'TCP' ? { containerPort } : { containerPort, protocol }
}
