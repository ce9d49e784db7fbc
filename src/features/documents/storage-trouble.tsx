import type { Survey } from '../../platform/storage-survey.ts'
import { useApp } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { toSize } from './document-words.ts'
import { useDocuments } from './documents-context.tsx'
import { DownloadButton } from './download-button.tsx'
import { sayFailure } from './say-failure.ts'
import { useSaveAgain } from './use-save-again.ts'

/** While the open document cannot be saved: why, and the ways out. */
export function StorageTrouble({ survey }: { survey: Survey | null }) {
  const saved = useApp((state) => state.saved)
  const saveAgain = useSaveAgain()
  if (saved.kind !== 'failed') return null
  return (
    <section className="storage-trouble" role="alert">
      <h3>The open document is not saved</h3>
      <p>
        {saved.reason}. {WAYS_OUT[saved.cause]}
      </p>
      <div className="storage-trouble-ways">
        <DownloadButton />
        {saved.cause === 'full' && <LetVersionsGo survey={survey} onDone={saveAgain} />}
        <Button onClick={saveAgain}>Try to save again</Button>
      </div>
    </section>
  )
}

const WAYS_OUT = {
  full: 'Delete documents for good, or let earlier versions go; then it is saved by itself.',
  denied: 'What you do here lasts as long as this tab: private windows and blocked site data do not keep it.',
  other: 'What you do here lasts as long as this tab.',
} as const

/** Automatic versions of all documents go; those with a name stay. */
function LetVersionsGo({ survey, onDone }: { survey: Survey | null; onDone: () => void }) {
  const { library } = useDocuments()
  const owners = [...(survey?.sizes ?? [])].filter(([, { versions }]) => versions > 0)
  const total = owners.reduce((sum, [, { versions }]) => sum + versions, 0)
  if (owners.length === 0) return null
  const letGo = async () => {
    for (const [id] of owners) sayFailure('Not all versions went', await library.versions.removeUnnamed(id))
    onDone()
  }
  return <Button onClick={letGo}>Delete automatic versions, up to {toSize(total)}</Button>
}
