import { X } from 'lucide-react'
import { type ComponentType, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { MatrixDetail, MatrixPair } from '../../core/matrix/matrix.ts'
import { countInCell, describeCell, nameEnd, signOfCell } from '../../core/matrix/matrix-words.ts'
import type { Question } from '../../core/model/verdict.ts'
import { useAppActions } from '../../store/context.tsx'
import { useAnswer } from '../../store/use-answer.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import type { Explanation } from '../../worker/protocol.ts'
import { CellActions } from './cell-actions.tsx'
import { classOf } from './matrix-cell.tsx'
import type { CellPlace } from './use-matrix-place.ts'

/** Draws why a connection may pass or not, both ends side by side. Whoever puts the page together knows how. */
export type ExplanationView = ComponentType<{ readonly explanation: Explanation }>

interface DetailProps {
  readonly asked: Required<CellPlace>
  readonly onAsk: (asked: Required<CellPlace>) => void
  readonly onOpen: (detail: MatrixDetail) => void
  readonly onClose: () => void
  readonly ExplanationView: ExplanationView
}

/** What is behind a cell: its pairs, or the reasons of its one pair, and what can be done about it. */
export function MatrixDetailCard({ asked, onAsk, onOpen, onClose, ExplanationView }: DetailProps) {
  const answer = useAnswer('matrixDetail', asked)
  const detail = answer === 'gone' ? null : answer
  const titleId = useId()
  const card = useRef<HTMLDivElement>(null)
  const place = `${asked.row} ${asked.column}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever asks about another cell looks at it
  useEffect(() => card.current?.focus(), [place])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <section className="matrix-card" aria-labelledby={titleId} tabIndex={-1} ref={card} onKeyDown={onKeyDown}>
      <header className="matrix-card__head">
        <h2 id={titleId}>{toTitle(answer)}</h2>
        {detail && (
          <p className={`matrix-card__answer ${classOf(detail.cell)}`}>
            <span aria-hidden>{signOfCell(detail.cell)}</span> {describeCell(detail.cell)}
          </p>
        )}
        {detail && <CellActions detail={detail} onOpen={onOpen} />}
        <IconButton variant="quiet" name="Close" onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      {detail && detail.questions.length + detail.pairs.length > 0 && (
        <div className="matrix-card__body">
          {detail.questions.length > 0 && (
            <Reasons key={place} questions={detail.questions} ExplanationView={ExplanationView} />
          )}
          {detail.pairs.length > 0 && <Pairs detail={detail} onAsk={onAsk} />}
        </div>
      )}
    </section>
  )
}

function toTitle(answer: MatrixDetail | 'gone' | null): string {
  if (answer === 'gone') return 'One of these ends is gone from the text'
  return answer ? `${nameEnd(answer.from)} → ${nameEnd(answer.to)}` : 'Looking…'
}

interface ReasonsProps {
  readonly questions: readonly Question[]
  readonly ExplanationView: ExplanationView
}

/** Why, port by port. */
function Reasons({ questions, ExplanationView }: ReasonsProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const { ask } = useAppActions()
  const question = questions.find((each) => portOf(each) === chosen) ?? questions[0] ?? null
  const explanation = useAnswer('explainCell', question)
  return (
    <>
      <div className="matrix-card__ports">
        <span className="quiet">on</span>
        <div className="matrix-card__choices" role="radiogroup" aria-label="Port">
          {questions.map((each) => (
            <label key={portOf(each)} className="matrix-port">
              <input
                type="radio"
                name="matrix-port"
                checked={each === question}
                onChange={() => setChosen(portOf(each))}
              />
              {portOf(each)}
            </label>
          ))}
        </div>
        {question && (
          <Button variant="quiet" onClick={() => ask(question)}>
            Show in Explain
          </Button>
        )}
      </div>
      {explanation && <ExplanationView explanation={explanation} />}
    </>
  )
}

function portOf({ port, protocol }: Question): string {
  return protocol === 'TCP' ? `${port}` : `${port} ${protocol}`
}

function Pairs({ detail: { pairs, morePairs }, onAsk }: { detail: MatrixDetail; onAsk: DetailProps['onAsk'] }) {
  return (
    <>
      <h3>{morePairs === 0 ? 'What passes' : `What passes, ${pairs.length} of ${pairs.length + morePairs} pairs`}</h3>
      <ul className="matrix-pairs">
        {pairs.map((pair) => (
          <li key={`${pair.from.id} ${pair.to.id}`}>
            <button
              type="button"
              className="matrix-pair"
              onClick={() => onAsk({ row: pair.from.id, column: pair.to.id })}
            >
              <span className="matrix-pair__ends">
                {pair.from.title} → {pair.to.title}
              </span>
              <PairPorts pair={pair} />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function PairPorts({ pair: { cell } }: { pair: MatrixPair }) {
  const count = countInCell(cell)
  return (
    <span className={`matrix-pair__ports ${classOf(cell)}`}>
      {signOfCell(cell)} {cell.ports}
      {count && ` ${count}`}
    </span>
  )
}
