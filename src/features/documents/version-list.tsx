import { useEffect, useState } from 'react'
import type { StoredVersion } from '../../platform/stored-versions.ts'
import { countLines } from '../../ui/yaml-diff.tsx'
import { toHoldings, toMoment, toVersionTitle } from './document-words.ts'
import { useDocuments } from './documents-context.tsx'
import { compareTexts, nameFiles, withoutShared } from './version-changes.ts'

interface VersionListProps {
  readonly id: string
  readonly versions: readonly StoredVersion[]
  readonly shown: string
  readonly onChoose: (version: string) => void
}

/** Newest first, each with what it has otherwise than the one before it. */
export function VersionList({ id, versions, shown, onChoose }: VersionListProps) {
  const changes = useChanges(id, versions)
  return (
    <ul className="version-list" aria-label="Versions">
      {versions.map((version) => (
        <li key={version.id}>
          <button
            type="button"
            className="version"
            aria-current={version.id === shown || undefined}
            onClick={() => onChoose(version.id)}
          >
            <span className="version-title">{toVersionTitle(version)}</span>
            <span className="quiet">{toMoment(version.at, Date.now())}</span>
            <span className="quiet">{changes.get(version.id) ?? ''}</span>
            {version.counts && <span className="quiet">{toHoldings(version.counts)}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Texts of more characters are not compared line by line only for the list. */
const LARGE = 1_000_000

/** By id of a version, what changed since the one before it; found one after the other. */
function useChanges(id: string, versions: readonly StoredVersion[]): ReadonlyMap<string, string> {
  const { library } = useDocuments()
  const [found, setFound] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    let isGone = false
    const describe = async (older: StoredVersion, newer: StoredVersion) => {
      const [before, after] = withoutShared(older, newer)
      if ([...before.files, ...after.files].some(({ length }) => length > LARGE)) return 'a large file changed'
      const [{ files: old }, { files: young }] = await Promise.all([
        library.versions.load(id, before),
        library.versions.load(id, after),
      ])
      const changed = compareTexts(old, young)
      return changed.changes.length > 0 ? `${nameFiles(changed)}: ${countLines(changed.changes)}` : nameFiles(changed)
    }
    const findAll = async () => {
      for (const [index, newer] of versions.entries()) {
        const older = versions[index + 1]
        const words = older ? await describe(older, newer) : 'the earliest one kept'
        if (isGone) return
        setFound((before) => new Map(before).set(newer.id, words))
      }
    }
    findAll().catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [library, id, versions])
  return found
}
