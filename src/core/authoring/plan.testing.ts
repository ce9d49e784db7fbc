import { applyEdits } from '../edits/apply-edits.ts'
import { printDocuments } from '../edits/insert-resource.ts'
import { prepare } from '../engine/prepare.ts'
import { buildCluster } from '../inventory/build-cluster.ts'
import { readDocument } from '../manifest/read-document.ts'
import type { Edit, TextFile } from '../model/edit.ts'
import type { JsonObject } from '../model/json.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { PlanContext } from './plan-context.ts'

export const SETTINGS: EngineSettings = { cni: 'upstream', implied: true }

/** What a plan is made on, from texts. */
export function contextOf(
  files: readonly TextFile[],
  settings: EngineSettings = SETTINGS,
  previous?: PlanContext,
): PlanContext {
  const reading = readDocument(files, previous?.reading)
  const resources = reading.files.flatMap((file) => file.items.flatMap((item) => item.resources))
  const { cluster } = buildCluster(resources)
  return { document: { revision: 1, files }, reading, prepared: prepare(cluster, settings) }
}

/** The context after edits; throws when there are none. */
export function afterEdits(context: PlanContext, edits: readonly Edit[] | undefined): PlanContext {
  if (!edits) throw new Error('nothing was planned')
  const applied = applyEdits(context.document, { edits, label: 'test', base: context.document.revision })
  if (applied.kind === 'stale') throw new Error('stale')
  return contextOf(applied.document.files, context.prepared.settings)
}

/** A Deployment with one container. */
export function deployment(
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>> = { app: name },
  ports: readonly object[] = [{ containerPort: 8080 }],
): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'x', ports }] } },
    },
  }
}

/** A Pod with one container. */
export function pod(
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>> = { app: name },
  spec: object = {},
): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: 'main', image: 'x', ports: [{ name: 'http', containerPort: 8080 }] }], ...spec },
  }
}

/** A NetworkPolicy. */
export function policy(namespace: string, name: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec }
}

/** Objects as one file: a stream of YAML documents in brackets, which are YAML as well. */
export function yamlFile(name: string, ...objects: readonly object[]): TextFile {
  return { name, text: objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('') }
}

/** Objects as one file of YAML documents in the plain style. */
export function blockFile(name: string, ...objects: readonly object[]): TextFile {
  return { name, text: printDocuments(objects as readonly JsonObject[]) }
}
