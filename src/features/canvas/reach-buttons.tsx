import { assertNever } from '../../core/model/assert-never.ts'
import type { PictureNode, SelectionView } from '../../core/picture/picture.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'

type Way = 'in' | 'out'

const WAYS: readonly Way[] = ['out', 'in']
const SIGNS: Readonly<Record<Way, string>> = { out: '→', in: '←' }
const WORDS: Readonly<Record<Way, string>> = { out: 'reaches', in: 'reached by' }

/** How many the selection reaches and is reached by; each of both can be looked at alone, with what is blocked. */
export function ReachButtons({ nodes }: { nodes: readonly PictureNode[] }) {
  const view = useApp((state) => state.selectionView)
  const focus = useApp((state) => state.focus)
  const { focusOn } = useAppActions()
  const counts = view && countReach(view, nodes)
  return (
    <>
      <span className="visually-hidden" role="status">
        {counts ? toSummary(counts, focus) : ''}
      </span>
      {counts &&
        WAYS.map((way) => (
          <Button
            key={way}
            className="reach"
            aria-pressed={focus === way}
            aria-label={way === 'out' ? 'What can this reach' : 'Who can reach this'}
            title={way === 'out' ? 'what this can reach, and what it cannot' : 'who can reach this, and who cannot'}
            onClick={() => focusOn(focus === way ? null : way)}
          >
            {SIGNS[way]}
            <span className="reach__words">{WORDS[way]}</span>
            {counts.open[way]}
          </Button>
        ))}
    </>
  )
}

interface Reach {
  readonly open: Readonly<Record<Way, number>>
  readonly blocked: Readonly<Record<Way, number>>
}

/** Counts what is drawn as one thing each: the cards of an open frame, not the frame as well. */
function countReach({ others }: SelectionView, nodes: readonly PictureNode[]): Reach {
  const isThing = (node: PictureNode) => node.kind === 'workload' || (node.kind === 'namespace' && node.folded)
  const standings = nodes.filter(isThing).flatMap((node) => others.get(node.id) ?? [])
  const count = (way: Way, ...answers: readonly string[]) =>
    standings.filter((one) => answers.includes(one[way])).length
  return {
    open: { in: count('in', 'allowed', 'some'), out: count('out', 'allowed', 'some') },
    blocked: { in: count('in', 'denied'), out: count('out', 'denied') },
  }
}

function toWords(way: Way, { open }: Reach): string {
  return `${SIGNS[way]} ${WORDS[way]} ${open[way]}`
}

function toSummary(counts: Reach, focus: Way | null): string {
  switch (focus) {
    case null:
      return `${toWords('out', counts)} · ${toWords('in', counts)}`
    case 'out':
      return `${toWords('out', counts)} · ${counts.blocked.out} blocked`
    case 'in':
      return `${toWords('in', counts)} · ${counts.blocked.in} blocked`
    default:
      return assertNever(focus)
  }
}
