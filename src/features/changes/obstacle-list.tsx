import type { ReactNode } from 'react'
import type { Obstacle } from '../../core/authoring/plan.ts'

interface ObstacleListProps {
  readonly obstacles: readonly Obstacle[]
  /** What a person can do about one, if anything. */
  readonly remedyFor: (obstacle: Obstacle) => ReactNode
}

/** What somebody has not given yet is no fault of theirs. */
const STILL_TO_GIVE: readonly Obstacle['code'][] = ['ports-missing', 'reach-missing', 'value-missing', 'reason-missing']

/** Why nothing is planned. */
export function ObstacleList({ obstacles, remedyFor }: ObstacleListProps) {
  if (obstacles.length === 0) return null
  return (
    <ul className="obstacles">
      {obstacles.map((obstacle) => (
        <li key={obstacle.code + obstacle.words} className={STILL_TO_GIVE.includes(obstacle.code) ? '' : 'is-serious'}>
          {obstacle.words} {remedyFor(obstacle)}
        </li>
      ))}
    </ul>
  )
}
