import { editsBetween } from '../../core/edits/edits-between.ts'
import type { TextFile } from '../../core/model/edit.ts'
import type { DocumentStorage, WriteResult } from '../../platform/document-storage.ts'
import type { StoredVersion, VersionReason } from '../../platform/stored-versions.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { DocumentSaver } from './document-saver.ts'

/** Earlier texts of documents. */
export interface DocumentVersions {
  /** Newest first. */
  list(id: string): Promise<readonly StoredVersion[]>
  /** The text of the open document, as it is now, becomes a version. */
  keep(why: VersionReason): Promise<WriteResult>
  keepNamed(name: string): Promise<WriteResult>
  rename(id: string, version: string, name: string): Promise<WriteResult>
  remove(id: string, version: string): Promise<WriteResult>
  /** Deletes all that have no name. */
  removeUnnamed(id: string): Promise<WriteResult>
  /** Puts a removed one back, with its texts. */
  putBack(id: string, version: StoredVersion, files: readonly TextFile[]): Promise<WriteResult>
  load(
    id: string,
    version: StoredVersion,
  ): Promise<{ readonly files: readonly TextFile[]; readonly missing: readonly string[] }>
  /** Makes the text of the open document that of a version: one entry of the history; the present text is kept before. */
  restore(files: readonly TextFile[], label: string): Promise<'restored' | 'same' | 'changed meanwhile'>
}

interface VersionsParts {
  readonly store: AppStore
  readonly storage: DocumentStorage
  readonly saver: DocumentSaver
}

export function createDocumentVersions({ store, storage, saver }: VersionsParts): DocumentVersions {
  const keep = async (why: StoredVersion['why'], name?: string) => {
    saver.letGo(store.getState().documentId)
    await saver.save(store.getState())
    // The save may have made it a copy.
    const { saved, documentId } = store.getState()
    if (saved.kind === 'failed') return { kind: 'failed', cause: saved.cause, reason: saved.reason } as const
    const result = await storage.keepVersion(documentId, why, name)
    if (result.kind === 'done') saver.noteVersion(documentId)
    return result
  }
  const isOther = (id: string) => (version: StoredVersion) => version.id !== id
  return {
    list: (id) => storage.versions(id),
    keep: (why) => keep(why),
    keepNamed: (name) => keep('named', name),
    rename: (id, wanted, name) =>
      storage.changeVersions(id, (versions) =>
        versions.map((version) => (version.id === wanted ? { ...version, name, why: 'named' } : version)),
      ),
    remove: (id, wanted) => storage.changeVersions(id, (versions) => versions.filter(isOther(wanted))),
    removeUnnamed: (id) =>
      storage.changeVersions(id, (versions) => versions.filter((version) => version.why === 'named')),
    putBack: (id, version, files) => storage.putVersionBack(id, version, files),
    async load(id, version) {
      const { files, missing } = await storage.loadVersion(id, version)
      return { files: saver.noteTexts(files), missing }
    },
    async restore(files, label) {
      const { document } = store.getState()
      const change = { edits: editsBetween(document.files, files), label, base: document.revision }
      if (change.edits.length === 0) return 'same'
      await keep('restore')
      const { applyChange } = store.getState()
      return applyChange(change, 'gesture') === 'applied' ? 'restored' : 'changed meanwhile'
    },
  }
}
