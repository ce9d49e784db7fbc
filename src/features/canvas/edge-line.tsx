import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { EdgeRoute, PictureEdge } from '../../core/picture/picture.ts'
import { useApp } from '../../store/context.tsx'
import { isRelated, SIGNS } from './drawn-edges.ts'
import type { FlowEdge } from './flow-edges.ts'
import { useIsAtCaret } from './use-caret-edges.ts'

/** One edge: the line, its arrow or blocked end, and its label with the sign of the answer. */
export const EdgeLine = memo(function EdgeLine({ id, data }: EdgeProps<FlowEdge>) {
  const isSelected = useApp((state) => state.selection?.kind === 'edge' && state.selection.id === id)
  const isInFront = useApp((state) => data === undefined || isRelated(data.edge, state.selection, state.openedEdges))
  const isAtCaret = useIsAtCaret(id)
  if (data === undefined) return null
  const { edge, route } = data
  const marks = [
    `is-${edge.answer}`,
    edge.pairs > 1 ? 'is-bundle' : '',
    edge.half ? 'is-half' : '',
    edge.stale ? 'is-stale' : '',
    isSelected ? 'is-selected' : '',
    isAtCaret ? 'is-at-caret' : '',
    isInFront ? '' : 'is-faded',
  ]
  return (
    <g className={`line ${marks.filter(Boolean).join(' ')}`}>
      <title>{edge.half ? `${edge.accessibleName}: ${edge.half.words}` : edge.accessibleName}</title>
      <path className="line__halo" d={route.path} />
      <path className="line__stroke" d={route.path} />
      <path className="line__grab react-flow__edge-interaction" d={route.path} />
      <EdgeEnd edge={edge} route={route} />
      <EdgeLabel edge={edge} route={route} />
    </g>
  )
})

function EdgeEnd({ edge, route }: { edge: PictureEdge; route: EdgeRoute }) {
  const blocked = route.blocked ?? (edge.answer === 'denied' ? route.arrow : undefined)
  const { x, y, angle } = route.arrow
  return (
    <>
      {edge.answer !== 'denied' && !edge.half && (
        <path className="line__arrow" d="M0 0 -11 -5.5 -11 5.5Z" transform={`translate(${x} ${y}) rotate(${angle})`} />
      )}
      {blocked && <BlockedMark edge={edge} x={blocked.x} y={blocked.y} />}
    </>
  )
}

/** A ✕ where the flow ends. */
function BlockedMark({ edge, x, y }: { edge: PictureEdge; x: number; y: number }) {
  return (
    <path
      className={`line__cross ${edge.half ? 'line__cross--half' : ''}`}
      d="M-5 -5 5 5M5 -5-5 5"
      transform={`translate(${x} ${y})`}
    />
  )
}

function EdgeLabel({ edge, route }: { edge: PictureEdge; route: EdgeRoute }) {
  const sign = edge.half ? SIGNS.denied : SIGNS[edge.answer]
  return (
    <text className="line__label" x={route.label.x} y={route.label.y} textAnchor="middle" dominantBaseline="central">
      {edge.answer !== 'allowed' || edge.half ? <tspan className="line__sign">{sign} </tspan> : null}
      {edge.label}
    </text>
  )
}
