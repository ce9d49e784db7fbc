import { useState } from 'react'
import { useApp } from '../../store/context.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { NameVersion } from './name-version.tsx'
import { useVersions } from './use-versions.ts'
import { VersionComparison } from './version-comparison.tsx'
import { VersionList } from './version-list.tsx'
import './versions.css'

/** Earlier texts of the open document: to compare with, to restore, to open beside it. */
export function VersionsDialog({ onClose }: { onClose: () => void }) {
  const id = useApp((state) => state.documentId)
  const title = useApp((state) => state.title)
  const { versions, refresh } = useVersions(id)
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = versions?.find((version) => version.id === chosen) ?? versions?.[0]
  return (
    <Dialog
      title={`Versions of ${title}`}
      description="Kept by themselves: the last 20, from when it was opened, worked on and replaced. Those with a name stay."
      onClose={onClose}
      wide
    >
      <NameVersion onNamed={refresh} />
      {versions?.length === 0 && (
        <p className="quiet">There is none yet: the first is kept when the text changes, as it was before.</p>
      )}
      {versions && shown && (
        <div className="versions">
          <VersionList id={id} versions={versions} shown={shown.id} onChoose={setChosen} />
          <VersionComparison key={shown.id} id={id} version={shown} onChanged={refresh} onDone={onClose} />
        </div>
      )}
    </Dialog>
  )
}
