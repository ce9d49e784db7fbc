import type { TextFile } from '../../core/model/edit.ts'
import { useApp } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'

/** Characters; a longer text is opened in the editor only when asked for. */
export const LARGE_TEXT = 2 * 1024 * 1024
/** Characters; beyond this the editor would stand still for seconds. */
const TOO_LARGE = 20 * 1024 * 1024

/** Stands where the text would be: a large file is read and drawn, but costs too much to edit. */
export function BigFileCard({ file, onOpen }: { file: TextFile; onOpen: () => void }) {
  const resources = useApp((state) => state.snapshot?.files.find(({ name }) => name === file.name)?.resources)
  const unread = useApp((state) => (state.outdated ? 'not read yet' : 'being read'))
  const isRead = resources !== undefined
  const count = isRead ? `${resources.toLocaleString('en')} resources` : unread
  return (
    <div className="big-file">
      <p>
        <strong>{file.name}</strong> · {toSize(file.text.length)} · {count}
      </p>
      {file.text.length < TOO_LARGE ? (
        <>
          <p className="quiet">{isRead && 'It is in the picture. '}Opening it in the editor may take a moment.</p>
          <Button onClick={onOpen}>Open anyway</Button>
        </>
      ) : (
        <p className="quiet">{isRead ? 'It is in the picture, and too' : 'It is too'} large for the editor.</p>
      )}
    </div>
  )
}

function toSize(characters: number): string {
  return `${(characters / 1024 / 1024).toFixed(characters < 10 * 1024 * 1024 ? 1 : 0)} MB`
}
