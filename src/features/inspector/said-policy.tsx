import { TriangleAlert } from 'lucide-react'
import type { Path } from '../../core/model/path.ts'
import { toText } from '../../core/sentences/phrase.ts'
import type { DirectionWords, RuleWords } from '../../core/sentences/policy-words.ts'
import type { SaidPolicy as Said } from '../../core/workspace/say-policies.ts'
import type { Location } from '../../core/workspace/snapshot.ts'
import { ExplainPlace } from './explain-place.tsx'
import { Sentence } from './sentence.tsx'

/** A policy in sentences, each with its lines. */
export function SaidPolicy({ said: { words, places } }: { said: Said }) {
  return (
    <div className="said-policy">
      {words.warnings.map((warning) => (
        <p key={toText(warning)} className="said-warning">
          <TriangleAlert size={14} aria-hidden /> <Sentence said={warning} />
        </p>
      ))}
      <p>
        <Sentence said={words.subject} /> <ExplainPlace path={words.path} places={places} />
      </p>
      {words.directions.map((direction) => (
        <SaidDirection key={direction.direction} words={direction} places={places} />
      ))}
    </div>
  )
}

type Places = ReadonlyMap<Path, Location>

function SaidDirection({ words: { kind, lead, rules }, places }: { words: DirectionWords; places: Places }) {
  return (
    <div className={`said-direction said-${kind}`}>
      <p>
        {kind === 'inert' && <TriangleAlert size={14} aria-hidden />} <Sentence said={lead} />
      </p>
      {rules.length > 0 && (
        <ol className="said-rules">
          {rules.map((rule) => (
            <li key={rule.path}>
              <SaidRule words={rule} places={places} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** One rule: alternatives stand below each other with "or" between them; what one of them needs stands on its line. */
export function SaidRule({ words: { path, side, peers, ports }, places }: { words: RuleWords; places: Places }) {
  const [only, ...others] = peers
  const place = <ExplainPlace path={path} places={places} />
  if (only && others.length === 0)
    return (
      <>
        {side} <Sentence said={only} />, <Sentence said={ports} /> {place}
      </>
    )
  return (
    <>
      <Sentence said={ports} />, {side} any of these {peers.length}: {place}
      <ul className="said-peers">
        {peers.map((peer, index) => (
          <li key={toText(peer)}>
            {index > 0 && <strong className="said-or">or </strong>}
            {side} <Sentence said={peer} />
          </li>
        ))}
      </ul>
    </>
  )
}
