import { PLAIN_STYLE, printBlock } from '../../edits/print-block.ts'
import { isKustomizationName } from '../../manifest/kustomization-name.ts'
import type { TextFile } from '../../model/edit.ts'
import { archiveNames } from './archive-names.ts'

/** A file of the document, with what is known of it. */
export interface ArchivedFile extends TextFile {
  /** There are Kubernetes objects in it, or were meant to be. */
  readonly isManifest: boolean
  readonly isBroken: boolean
}

/** The entries of an archive, their texts as they are in the document, and what whoever unpacks it should know. */
export interface Archive {
  readonly entries: readonly TextFile[]
  readonly notes: readonly string[]
}

const OWN = 'kustomization.yaml'

/**
 * All manifests with a `kustomization.yaml` that lists them, sorted, and says nothing else: neither a namespace, which
 * would move objects, nor anything that prunes. A document that brings its own kustomization is packed as it is.
 */
export function kustomizeArchive(files: readonly ArchivedFile[]): Archive {
  const own = files.find(({ name }) => isKustomizationName(name))
  if (own) return { entries: rename(files), notes: [`${own.name} is yours and stays as it is`] }
  const manifests = files.filter(({ isManifest }) => isManifest)
  const entries = rename(manifests)
  const resources = entries.map(({ name }) => name).sort()
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources }
  const text = `${printBlock(kustomization, PLAIN_STYLE).join('\n')}\n`
  return { entries: [{ name: OWN, text }, ...entries], notes: notesOf(files, manifests, entries) }
}

function rename(files: readonly ArchivedFile[]): readonly TextFile[] {
  const names = archiveNames(
    files.map(({ name }) => name),
    files.some(({ name }) => isKustomizationName(name)) ? [] : [OWN],
  )
  return files.map(({ text }, index) => ({ name: names[index] ?? '', text }))
}

function notesOf(
  files: readonly ArchivedFile[],
  manifests: readonly ArchivedFile[],
  entries: readonly TextFile[],
): readonly string[] {
  const left = files.filter(({ isManifest, text }) => !isManifest && text.trim() !== '')
  const renamed = manifests.flatMap(({ name }, index) => (name === entries[index]?.name ? [] : [name]))
  const broken = manifests.filter(({ isBroken }) => isBroken)
  return [
    ...(left.length > 0 ? [`left out, for they hold no manifest: ${list(left.map(({ name }) => name))}`] : []),
    ...(renamed.length > 0 ? [`renamed, for not every system takes their names: ${list(renamed)}`] : []),
    ...(broken.length > 0 ? [`kustomize refuses broken manifests: ${list(broken.map(({ name }) => name))}`] : []),
  ]
}

/** Names that a line has room for. */
const NAMED = 3

function list(names: readonly string[]): string {
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : []
  return [...names.slice(0, NAMED), ...more].join(', ')
}
