import type { ExpectationFix } from '../../core/checks/expectations/fix-expectation.ts'
import { sayExpectation } from '../../core/model/expectation-words.ts'
import { ANSWER_SIGNS, ANSWER_WORDS, SIGNS } from '../../core/sentences/cause-words.ts'
import type { CheckedExpectation, ConnectionReason } from '../../core/workspace/check-expectations.ts'
import { useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { STATE_SIGNS, STATE_WORDS } from './state-words.ts'

/** What is expected, what came of it, why, and what can be done about it. */
export function ExpectationRow({ row }: { row: CheckedExpectation }) {
  const { state, words, expectation, name, reasons, location, fixes } = row
  const { revealLocation } = useAppActions()
  return (
    <li className={`expectation is-${state}`} aria-label={name}>
      <span className="expectation-state">
        <span aria-hidden>{STATE_SIGNS[state]}</span> {STATE_WORDS[state]}
      </span>
      <div className="expectation-head">
        <span className="expectation-flow">{expectation ? sayExpectation(expectation) : name}</span>
        <span className="expectation-actions">
          {fixes.map((fix, index) => (
            <FixButton key={fix.title} fix={fix} isFirst={index === 0} />
          ))}
          <RowActions row={row} />
          {location && <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />}
        </span>
      </div>
      {state !== 'pass' && <p className="expectation-words">{words}</p>}
      {reasons.length > 0 && (
        <details className="expectation-why">
          <summary>Why</summary>
          {reasons.map((reason) => (
            <Reason key={reason.title} reason={reason} />
          ))}
        </details>
      )}
    </li>
  )
}

/** The first is called by what it is for; further ones by what they do. */
function FixButton({ fix, isFirst }: { fix: ExpectationFix; isFirst: boolean }) {
  const { proposeChange, askSetting } = useAppActions()
  const act = () => (fix.kind === 'setting' ? askSetting(fix.setting) : proposeChange(fix.intention))
  return (
    <Button variant={isFirst ? 'primary' : 'plain'} onClick={act} title={fix.title}>
      {isFirst ? 'Fix…' : `${fix.title}…`}
    </Button>
  )
}

function RowActions({ row: { question, path, expectation } }: { row: CheckedExpectation }) {
  const { ask, proposeChange } = useAppActions()
  return (
    <>
      {question && (
        <Button variant="quiet" onClick={() => ask(question)}>
          Explain
        </Button>
      )}
      {expectation && (
        <Button variant="quiet" onClick={() => proposeChange({ kind: 'flip-expectation', path })}>
          {expectation.expected === 'allowed' ? 'Expect it denied' : 'Expect it allowed'}
        </Button>
      )}
      <Button variant="quiet" onClick={() => proposeChange({ kind: 'remove-expectation', path })}>
        Remove
      </Button>
    </>
  )
}

function Reason({ reason: { title, answer, lines } }: { reason: ConnectionReason }) {
  const { revealLocation } = useAppActions()
  return (
    <div className="expectation-reason">
      <p>
        <span className={`verdict verdict-${answer}`}>
          <span aria-hidden>{SIGNS[ANSWER_SIGNS[answer]]}</span> {ANSWER_WORDS[answer]}
        </span>{' '}
        {title}
      </p>
      <ul>
        {lines.map(({ words, location }) => (
          <li key={words}>
            {words}{' '}
            {location && (
              <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
