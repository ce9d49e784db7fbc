import type { Progress } from '../core/model/work.ts'
import { Button } from './button.tsx'
import './work-line.css'

interface WorkLineProps {
  /** What is being done; absent while nothing is, and only `words` are left to say. */
  readonly progress?: Progress | undefined
  readonly words: string
  readonly action: string
  readonly onAction: () => void
}

/** What is going on, how far it is, and what can be done about it. */
export function WorkLine({ progress, words, action, onAction }: WorkLineProps) {
  return (
    <div className="work-line">
      {progress && <progress className="work-bar" aria-label={progress.doing} max={1} value={progress.done} />}
      <span className="work-words">{words}</span>
      <Button onClick={onAction}>{action}</Button>
    </div>
  )
}

/** "reading cluster.yaml · 41 %". */
export function describeProgress({ doing, done }: Progress): string {
  return done === undefined ? `${doing}…` : `${doing} · ${Math.floor(done * 100)} %`
}
