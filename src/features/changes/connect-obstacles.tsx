import type { ConnectIntention, ConnectPlan, LackingLabel, Obstacle } from '../../core/authoring/plan.ts'
import { Button } from '../../ui/button.tsx'
import { ObstacleList } from './obstacle-list.tsx'

interface ConnectObstaclesProps {
  readonly plan: ConnectPlan
  readonly intention: ConnectIntention
  readonly onChange: (intention: ConnectIntention) => void
}

/** Missing choices are said beside the button that waits for them. */
const SAID_ELSEWHERE: readonly Obstacle['code'][] = ['ports-missing', 'reach-missing', 'already-allowed']

/** Why nothing is planned, with what can be agreed to. */
export function ConnectObstacles({ plan, intention, onChange }: ConnectObstaclesProps) {
  const said = plan.obstacles.filter(({ code }) => !SAID_ELSEWHERE.includes(code))
  return <ObstacleList obstacles={said} remedyFor={({ code }) => toRemedy(code, plan, intention, onChange)} />
}

/** What a person can agree to, so that it is planned after all. */
function toRemedy(
  code: Obstacle['code'],
  { lacksLabels = [] }: ConnectPlan,
  intention: ConnectIntention,
  onChange: ConnectObstaclesProps['onChange'],
) {
  switch (code) {
    case 'not-unique':
      return <Button onClick={() => onChange({ ...intention, allowForBoth: true })}>Allow for both</Button>
    case 'label-missing':
      return <Button onClick={() => onChange({ ...intention, addLabels: true })}>{toAgreement(lacksLabels)}</Button>
    default:
      return null
  }
}

function toAgreement(lacking: readonly LackingLabel[]): string {
  const [only, ...others] = lacking.filter(({ needed }) => needed)
  return only && others.length === 0
    ? `Add label ${only.key}=${only.value} to namespace ${only.namespace}`
    : 'Add these labels too'
}
