import { useCallback, useEffect, useState } from 'react'
import type { TextFile } from '../../core/model/edit.ts'
import type { StoredVersion } from '../../platform/stored-versions.ts'
import { useApp } from '../../store/context.tsx'
import { useDocuments } from './documents-context.tsx'

/** The versions of a document, newest first; null while they are not read yet. They are read again after each save. */
export function useVersions(id: string) {
  const { library } = useDocuments()
  const saved = useApp((state) => state.saved)
  const [versions, setVersions] = useState<readonly StoredVersion[] | null>(null)
  const refresh = useCallback(async () => {
    setVersions(await library.versions.list(id).catch(() => []))
  }, [library, id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save may have kept one
  useEffect(() => {
    refresh()
  }, [refresh, saved])
  return { versions, refresh }
}

export interface LoadedVersion {
  readonly files: readonly TextFile[]
  readonly missing: readonly string[]
}

/** The texts of a version; null while they are not read yet. */
export function useVersionTexts(id: string, version: StoredVersion): LoadedVersion | null {
  const { library } = useDocuments()
  const [loaded, setLoaded] = useState<LoadedVersion | null>(null)
  useEffect(() => {
    let isGone = false
    const nothing = { files: [], missing: version.files.map(({ name }) => name) }
    library.versions
      .load(id, version)
      .catch(() => nothing)
      .then((found) => isGone || setLoaded(found))
    return () => {
      isGone = true
    }
  }, [library, id, version])
  return loaded
}
