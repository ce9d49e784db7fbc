import type { DiffLine, FileChange } from '../core/edits/line-changes.ts'
import './yaml-diff.css'

/** "+7 −1 lines". */
export function countLines(changes: readonly FileChange[]): string {
  const added = changes.reduce((sum, change) => sum + change.added, 0)
  const removed = changes.reduce((sum, change) => sum + change.removed, 0)
  const parts = [...(added > 0 ? [`+${added}`] : []), ...(removed > 0 ? [`−${removed}`] : [])]
  return `${parts.join(' ')} ${added + removed === 1 ? 'line' : 'lines'}`
}

/** The change of the YAML as a unified diff. */
export function YamlDiff({ changes }: { changes: readonly FileChange[] }) {
  if (changes.length === 0) return null
  return (
    <section className="yaml-diff" aria-label="YAML change">
      {changes.map((change) => (
        <figure key={change.file} className="yaml-diff__file">
          <figcaption>
            <code>{toPlace(change)}</code> {countLines([change])}
          </figcaption>
          {firstLines(change.hunks).map((hunk) => (
            <pre key={hunk[0]?.number} className="yaml-diff__hunk">
              {hunk.map((line) => (
                <Line key={`${line.sign}${line.number}`} line={line} />
              ))}
            </pre>
          ))}
          <Rest change={change} />
        </figure>
      ))}
    </section>
  )
}

/** Of a file so many lines are shown: more can be read in the editor once they are written. */
const SHOWN_LINES = 400

function firstLines(hunks: FileChange['hunks']): FileChange['hunks'] {
  let left = SHOWN_LINES
  return hunks.flatMap((hunk) => {
    const shown = hunk.slice(0, Math.max(0, left))
    left -= hunk.length
    return shown.length > 0 ? [shown] : []
  })
}

function Rest({ change }: { change: FileChange }) {
  const rest = change.hunks.flat().length - SHOWN_LINES
  return rest > 0 && <p className="yaml-diff__rest">and {rest.toLocaleString('en')} more lines</p>
}

function toPlace({ file, fate, renamed, hunks }: FileChange): string {
  if (fate === 'created') return `${renamed ?? file} (new file)`
  if (fate === 'deleted') return `${file} (deleted)`
  if (renamed !== undefined) return `${file} → ${renamed}`
  const line = hunks[0]?.find(({ sign }) => sign !== ' ')?.number
  return `${file}:${line}`
}

const CLASSES = { '+': 'is-added', '-': 'is-removed', ' ': '' } as const

function Line({ line }: { line: DiffLine }) {
  return (
    <span className={`yaml-diff__line ${CLASSES[line.sign]}`}>
      <span className="yaml-diff__number">{line.number}</span>
      {line.sign === '-' ? '−' : line.sign} {line.text}
      {'\n'}
    </span>
  )
}
