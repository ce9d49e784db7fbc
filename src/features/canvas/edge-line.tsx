import type { EdgeProps } from '@xyflow/react'
import { type CSSProperties, memo } from 'react'
import { labelOf } from '../../core/picture/edge-label.ts'
import { scaleOfLabel } from '../../core/picture/measure-node.ts'
import type { EdgeRoute, PictureEdge } from '../../core/picture/picture.ts'
import { useApp } from '../../store/context.tsx'
import { type ExpectationMark, selectExpectationMarks } from '../../store/expectation-marks.ts'
import { isForemost, isSelectedEdge } from './drawn-edges.ts'
import type { FlowEdge } from './flow-edges.ts'
import { useIsAtCaret } from './use-caret-edges.ts'

/** One edge: the line, its arrow or blocked end, and its label with the sign of the answer. */
export const EdgeLine = memo(function EdgeLine({ id, data }: EdgeProps<FlowEdge>) {
  const isSelected = useApp((state) => isSelectedEdge(id, state))
  const isInFront = useApp((state) => data === undefined || isForemost(data.edge, state))
  const isChanged = useApp((state) => state.changed?.edges.has(id) ?? false)
  const isAtCaret = useIsAtCaret(id)
  const expectation = useApp((state) => selectExpectationMarks(state).edges.get(id))
  if (data === undefined) return null
  const { edge, route } = data
  const marks = [
    `is-${edge.answer}`,
    edge.change ? `is-change is-${edge.change}` : '',
    edge.pairs > 1 ? 'is-bundle' : '',
    edge.half ? 'is-half' : '',
    edge.stale ? 'is-stale' : '',
    route.isCovered ? 'is-covered' : '',
    isSelected ? 'is-selected' : '',
    isAtCaret ? 'is-at-caret' : '',
    isChanged ? 'is-changed' : '',
    isInFront ? '' : 'is-faded',
  ]
  return (
    <g className={`line ${marks.filter(Boolean).join(' ')}`}>
      <title>{toTitle(edge, expectation)}</title>
      <path className="line__halo" d={route.path} />
      <path className="line__stroke" d={route.path} />
      <path className="line__grab react-flow__edge-interaction" d={route.path} />
      <EdgeEnd edge={edge} route={route} />
      <EdgeLabel edge={edge} route={route} />
      {expectation && <NotExpected mark={expectation} route={route} />}
    </g>
  )
})

function toTitle(edge: PictureEdge, expectation: ExpectationMark | undefined): string {
  const said = expectation === 'broken' ? ['not as expected'] : expectation ? ['perhaps not as expected'] : []
  return [edge.accessibleName, ...(edge.half ? [edge.half.words] : []), ...said].join(': ')
}

/** A sign beside the label of an edge that an expectation contradicts. */
function NotExpected({ mark, route }: { mark: ExpectationMark; route: EdgeRoute }) {
  const { x, y, width } = route.label
  return (
    <g className={`line__expectation is-${mark}`} transform={`translate(${x - width / 2 - 10} ${y})`}>
      <circle r={9} />
      <text textAnchor="middle" dominantBaseline="central">
        {mark === 'broken' ? '≠' : '≟'}
      </text>
    </g>
  )
}

function EdgeEnd({ edge, route }: { edge: PictureEdge; route: EdgeRoute }) {
  const { x, y, angle } = route.arrow
  if (edge.half) return route.blocked ? <Cross {...route.blocked} /> : null
  if (edge.answer === 'denied' || edge.change === 'closes')
    return (
      <>
        {route.blocked && <Cross {...route.blocked} />}
        {edge.blockedAt !== 'source' && <Cross {...beforeTip(route)} />}
      </>
    )
  return (
    <path
      className="line__arrow"
      d="M0 0 -10 -4.5 -10 4.5Z"
      transform={`translate(${x} ${y}) rotate(${angle}) scale(${edge.pairs > 1 ? 1.3 : 1})`}
    />
  )
}

/** A ✕ where the flow ends. */
function Cross({ x, y }: { x: number; y: number }) {
  return <path className="line__cross" d="M-5 -5 5 5M5 -5-5 5" transform={`translate(${x} ${y})`} />
}

/** A denied flow that its target blocks is marked in front of it. */
function beforeTip({ arrow }: EdgeRoute): { x: number; y: number } {
  const turn = (arrow.angle * Math.PI) / 180
  return { x: arrow.x - 8 * Math.cos(turn), y: arrow.y - 8 * Math.sin(turn) }
}

function EdgeLabel({ edge, route }: { edge: PictureEdge; route: EdgeRoute }) {
  const { x, y, height } = route.label
  const room: CSSProperties & Record<'--room', number> = { '--room': scaleOfLabel(height) }
  return (
    <text className="line__label" style={room} x={x} y={y} textAnchor="middle" dominantBaseline="central">
      {labelOf(edge)}
    </text>
  )
}
