import type { Phrase, Sentence as Said } from '../../core/sentences/phrase.ts'
import { useAppActions } from '../../store/context.tsx'

/** A sentence; what stands in the manifest as it is written leads to its line. */
export function Sentence({ said }: { said: Said }) {
  return said.map((phrase, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the phrases of a sentence have no other identity
    <Words key={index} phrase={phrase} />
  ))
}

function Words({ phrase: { words, role, path } }: { phrase: Phrase }) {
  const { revealPath } = useAppActions()
  if (role === 'written' && path !== undefined)
    return (
      <button type="button" className="phrase-written" title="show it in the text" onClick={() => revealPath(path)}>
        {words}
      </button>
    )
  if (role === 'and') return <strong className="phrase-and">{words}</strong>
  return role === undefined ? words : <span className={`phrase-${role}`}>{words}</span>
}
