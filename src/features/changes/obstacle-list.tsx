import type { ReactNode } from 'react'
import type { Obstacle } from '../../core/authoring/plan.ts'

interface ObstacleListProps {
  readonly obstacles: readonly Obstacle[]
  /** What a person can do about one, if anything. */
  readonly remedyFor: (obstacle: Obstacle) => ReactNode
}

/** Why nothing is planned. */
export function ObstacleList({ obstacles, remedyFor }: ObstacleListProps) {
  if (obstacles.length === 0) return null
  return (
    <ul className="obstacles">
      {obstacles.map((obstacle) => (
        <li key={obstacle.code + obstacle.words} className="is-serious">
          {obstacle.words} {remedyFor(obstacle)}
        </li>
      ))}
    </ul>
  )
}
