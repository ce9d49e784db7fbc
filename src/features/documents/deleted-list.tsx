import type { Survey } from '../../platform/storage-survey.ts'
import { Button } from '../../ui/button.tsx'
import { DAYS_KEPT } from './deleted-documents.ts'
import type { DocumentEntry } from './document-entries.ts'
import { toCount, toSize } from './document-words.ts'
import { useDocuments } from './documents-context.tsx'
import { sayFailure } from './say-failure.ts'
import { useSaveAgain } from './use-save-again.ts'

const DAY = 24 * 60 * 60 * 1000

/** What was deleted and can still be brought back. */
export function DeletedList({ entries, survey }: { entries: readonly DocumentEntry[]; survey: Survey | null }) {
  const { library } = useDocuments()
  const saveAgain = useSaveAgain()
  if (entries.length === 0) return null
  const restore = async ({ id, title }: DocumentEntry) =>
    sayFailure(`'${title}' was not restored`, await library.restore(id))
  const removeForGood = async ({ id, title }: DocumentEntry) => {
    sayFailure(`'${title}' was not deleted`, await library.removeForGood(id))
    saveAgain()
  }
  return (
    <section className="documents-deleted" aria-labelledby="documents-deleted">
      <h3 id="documents-deleted">Deleted</h3>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <span className="documents-deleted-name">{entry.title}</span>
            <span className="quiet">
              {toSizeOf(entry.id, survey)} {toDeadline(entry.deletedAt ?? 0)}
            </span>
            <Button aria-label={`Restore ${entry.title}`} onClick={() => restore(entry)}>
              Restore
            </Button>
            <Button variant="danger" aria-label={`Delete ${entry.title} for good`} onClick={() => removeForGood(entry)}>
              Delete for good
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function toSizeOf(id: string, survey: Survey | null): string {
  const size = survey?.sizes.get(id)
  return size ? `${toSize(size.now + size.versions)} ·` : ''
}

function toDeadline(deletedAt: number): string {
  const left = Math.max(0, Math.ceil((deletedAt + DAYS_KEPT * DAY - Date.now()) / DAY))
  return `kept for ${toCount(left, 'day', 'days')} more`
}
