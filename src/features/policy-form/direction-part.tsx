import { Plus } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { DirectionModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { Button } from '../../ui/button.tsx'
import { DIRECTION_WORDS, describeDirection } from './form-words.ts'
import { NewRule } from './new-rule.tsx'
import { RuleCard } from './rule-card.tsx'

/** The rules of a direction, and what they come to: any one of them admits. */
export function DirectionPart({ model, namespace }: { model: DirectionModel; namespace: string }) {
  const { direction, rules, inert } = model
  const [isAdding, setIsAdding] = useState(false)
  const { title } = DIRECTION_WORDS[direction]
  return (
    <section className="form-part" aria-label={title} data-focus-home tabIndex={-1}>
      <h3>{title}</h3>
      <p className={inert ? 'is-inert' : 'quiet'}>{describeDirection(model)}</p>
      {rules.map((rule, index) => (
        <Fragment key={rule.path}>
          {index > 0 && <p className="or-word">or</p>}
          <RuleCard rule={rule} direction={direction} namespace={namespace} />
        </Fragment>
      ))}
      {isAdding ? (
        <NewRule direction={direction} namespace={namespace} onDone={() => setIsAdding(false)} />
      ) : (
        <div className="add-row">
          <Button className="small-button" onClick={() => setIsAdding(true)}>
            <Plus size={13} aria-hidden />
            Add an {direction} rule
          </Button>
        </div>
      )}
    </section>
  )
}
