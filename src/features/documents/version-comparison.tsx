import { useMemo, useState } from 'react'
import type { StoredVersion } from '../../platform/stored-versions.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { countLines, YamlDiff } from '../../ui/yaml-diff.tsx'
import { toMoment, toVersionTitle } from './document-words.ts'
import { useDocuments } from './documents-context.tsx'
import { sayFailure } from './say-failure.ts'
import { type LoadedVersion, useVersionTexts } from './use-versions.ts'
import { compareTexts } from './version-changes.ts'

interface VersionComparisonProps {
  readonly id: string
  readonly version: StoredVersion
  readonly onChanged: () => void
  readonly onDone: () => void
}

/** What changed since a version, and what can be done with it. */
export function VersionComparison(props: VersionComparisonProps) {
  const loaded = useVersionTexts(props.id, props.version)
  return (
    <section className="version-comparison" aria-label={`Since ${toVersionTitle(props.version)}`}>
      {loaded === null ? (
        <p className="quiet">reading…</p>
      ) : (
        <>
          <VersionActions {...props} loaded={loaded} />
          <Since loaded={loaded} />
        </>
      )}
    </section>
  )
}

function Since({ loaded: { files, missing } }: { loaded: LoadedVersion }) {
  const present = useApp((state) => state.document.files)
  const { changes, onlyBytes } = useMemo(() => compareTexts(files, present), [files, present])
  return (
    <>
      {missing.length > 0 && (
        <p className="caveat">The text of {missing.join(', ')} is missing: the rest can be opened or downloaded.</p>
      )}
      <h3>
        {changes.length > 0
          ? `Since then: ${countLines(changes)}`
          : onlyBytes.length > 0
            ? `Since then only line breaks changed in ${onlyBytes.join(', ')}`
            : 'The text is as it was then.'}
      </h3>
      <YamlDiff changes={changes} />
    </>
  )
}

function VersionActions({
  id,
  version,
  loaded: { files, missing },
  onChanged,
  onDone,
}: VersionComparisonProps & { loaded: LoadedVersion }) {
  const { library } = useDocuments()
  const { compareWith } = useAppActions()
  const [naming, setNaming] = useState(false)
  const title = toVersionTitle(version)
  const documentTitle = useApp((state) => state.title)
  const when = toMoment(version.at, Date.now())

  const restore = async () => {
    const outcome = await library.versions.restore(files, `Restore '${title}'`)
    if (outcome === 'changed meanwhile') return toast.error('The text changed in the meantime: nothing was restored')
    onDone()
    if (outcome === 'restored') announce(`restored ${title}`)
  }
  const openBeside = () => {
    library.create(`${documentTitle} (${version.name ?? when})`, files)
    onDone()
  }
  const compareFlows = () => {
    compareWith({ title: `${documentTitle}, ${version.name ?? when}`, files })
    onDone()
  }
  const remove = async () => {
    const result = await library.versions.remove(id, version.id)
    sayFailure('The version was not deleted', result)
    if (result.kind !== 'done') return
    onChanged()
    const putBack = async () => {
      sayFailure('The version did not come back', await library.versions.putBack(id, version, files))
      onChanged()
    }
    toast(`Deleted the version '${title}'`, { action: { label: 'Undo', onClick: putBack }, duration: 12_000 })
  }
  const name = async (wanted: string) => {
    sayFailure('The version was not named', await library.versions.rename(id, version.id, wanted))
    onChanged()
  }
  return (
    <div className="version-actions">
      <Button variant="primary" onClick={restore} disabled={missing.length > 0}>
        Restore
      </Button>
      <Button onClick={compareFlows} disabled={missing.length > 0}>
        Compare flows
      </Button>
      <Button onClick={openBeside} disabled={files.length === 0}>
        Open as a document
      </Button>
      <Button onClick={() => setNaming(true)}>{version.name === undefined ? 'Name…' : 'Rename…'}</Button>
      <Button variant="danger" onClick={remove}>
        Delete
      </Button>
      {naming && (
        <RenameDialog what="version" name={version.name ?? ''} onRename={name} onClose={() => setNaming(false)} />
      )}
    </div>
  )
}
