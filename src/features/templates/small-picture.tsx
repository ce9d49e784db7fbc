import { useId, useMemo } from 'react'
import type { SmallPicture as Picture } from '../../core/authoring/templates/small-picture.ts'
import { layoutSmall, type PlacedEdge, type SmallLayout } from './small-layout.ts'
import './templates.css'

/** What a template does, drawn like the graph: the sentence beside it says the same. */
export function SmallPicture({ picture }: { picture: Picture }) {
  const { width, height, nodes, edges } = useMemo(() => layoutSmall(picture), [picture])
  const tipId = useId()
  return (
    <svg className="small-picture" viewBox={`0 0 ${width} ${height}`} style={{ maxWidth: width }} aria-hidden="true">
      <marker id={tipId} viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
        <path d="M0 0.5 L7 4 L0 7.5 z" className="small-picture__tip" />
      </marker>
      {nodes.map((placed) => (
        <Node key={placed.node.id} placed={placed} />
      ))}
      {edges.map((placed) => (
        <Edge key={`${placed.edge.from} ${placed.edge.to}`} placed={placed} tip={tipId} />
      ))}
    </svg>
  )
}

function Node({ placed: { node, x, y, width, height } }: { placed: SmallLayout['nodes'][number] }) {
  const isFrame = node.kind === 'namespace'
  return (
    <g className={`small-picture__node is-${node.kind}`}>
      <rect x={x} y={y} width={width} height={height} rx={node.kind === 'outside' ? height / 2 : 5} />
      <text
        x={isFrame ? x + 7 : x + width / 2}
        y={isFrame ? y + 11.5 : y + height / 2 + 3.5}
        textAnchor={isFrame ? 'start' : 'middle'}
      >
        {node.label}
      </text>
    </g>
  )
}

function Edge({ placed: { edge, from, to }, tip }: { placed: PlacedEdge; tip: string }) {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  const isDenied = edge.kind === 'denied'
  return (
    <g className={`small-picture__edge is-${edge.kind}`}>
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} {...(isDenied ? {} : { markerEnd: `url(#${tip})` })} />
      {isDenied && <path className="small-picture__cross" d={`M${middle.x - 4} ${middle.y - 4} l8 8 m0 -8 l-8 8`} />}
      {edge.label && (
        <text x={middle.x} y={middle.y - 5} textAnchor="middle">
          {edge.label}
        </text>
      )}
    </g>
  )
}
