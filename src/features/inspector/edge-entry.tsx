import type { PictureEdge } from '../../core/picture/picture.ts'
import { ANSWER_SIGNS, SIGNS } from '../../core/sentences/cause-words.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { WhyButton } from './why-button.tsx'

/** One edge of several: selects it, and asks why it is as it is. */
export function EdgeEntry({ edge }: { edge: PictureEdge }) {
  const { select } = useAppActions()
  const from = useApp((state) => state.snapshot?.picture.nodes.find(({ id }) => id === edge.from))
  const to = useApp((state) => state.snapshot?.picture.nodes.find(({ id }) => id === edge.to))
  const name = `${from?.title ?? edge.from} → ${to?.title ?? edge.to}`
  const sign = ANSWER_SIGNS[edge.answer]
  return (
    <li>
      <span className="inspector-line">
        <span className={`sign sign-${sign}`} aria-hidden>
          {SIGNS[sign]}
        </span>{' '}
        <button
          type="button"
          className="link-button"
          aria-label={`Select edge ${name} on ${edge.label}`}
          onClick={() => select({ kind: 'edge', id: edge.id })}
        >
          {name}
        </button>{' '}
        <code className="quiet">{edge.label}</code>
      </span>
      {from && to && <WhyButton from={from} to={to} label={edge.label} />}
    </li>
  )
}
