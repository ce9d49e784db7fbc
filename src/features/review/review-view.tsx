import { ArrowLeftRight } from 'lucide-react'
import type { PageReview } from '../../core/workspace/review-on-picture.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import type { Comparison } from '../../store/review-slice.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { describeProgress, WorkLine } from '../../ui/work-line.tsx'
import { CopyReview } from './copy-review.tsx'
import { FlowGroup } from './flow-group.tsx'
import { ReviewSides } from './review-sides.tsx'
import { TextChanges } from './text-changes.tsx'

interface ReviewViewProps {
  readonly comparison: Comparison
  /** Something else shall be compared with. */
  readonly onChoose: () => void
}

/** What opens first, then what closes, then other ports, then the rest, and the text. */
export function ReviewView({ comparison, onChoose }: ReviewViewProps) {
  const { review } = comparison
  return (
    <div className="review">
      <ReviewBar comparison={comparison} onChoose={onChoose} />
      <Progressing comparison={comparison} />
      {review && <Groups review={review} of={comparison} />}
      <TextChanges comparison={comparison} />
    </div>
  )
}

function ReviewBar({ comparison, onChoose }: ReviewViewProps) {
  const { isReversed, isDrawn, set, review } = comparison
  const title = useApp((state) => state.title)
  const { reverseComparison, drawComparison, endComparison } = useAppActions()
  const [before, after] = isReversed ? [title, set.title] : [set.title, title]
  return (
    <header className="review-bar">
      <p className="review-sides-named">
        from <strong>{before}</strong> to <strong>{after}</strong>
      </p>
      <Button onClick={reverseComparison}>
        <ArrowLeftRight size={13} aria-hidden /> Swap
      </Button>
      <Button aria-pressed={isDrawn} onClick={() => drawComparison(!isDrawn)}>
        On the picture
      </Button>
      <CopyReview comparison={comparison} />
      <Button onClick={onChoose}>Compare with…</Button>
      <Button
        onClick={() => {
          endComparison()
          announce('comparison ended')
        }}
      >
        End
      </Button>
      {review && <p className="review-summary">{summaryOf(review)}</p>}
      {review && <Unread other={review.other} title={set.title} />}
    </header>
  )
}

/** How far the comparison is that is being made, with a way to stop it; or that it was stopped, with a way to go on. */
function Progressing({ comparison: { review, progress, isStopped } }: { comparison: Comparison }) {
  const isReading = useApp((state) => state.working)
  const { reviewAgain, stopReview } = useAppActions()
  if (progress)
    return <WorkLine progress={progress} words={describeProgress(progress)} action="Stop" onAction={stopReview} />
  if (isStopped && !isReading)
    return (
      <WorkLine
        words={review === null ? 'The comparison was stopped.' : 'Stopped: what stands here is of an earlier text.'}
        action="Compare again"
        onAction={reviewAgain}
      />
    )
  return review === null ? <p className="review-note quiet">Comparing…</p> : null
}

function summaryOf({ opened, closed, changed }: PageReview): string {
  if (opened.total + closed.total + changed.total === 0) return 'No flow changes between ends that are in both.'
  const count = (number: number, words: string) => `${number.toLocaleString('en')} ${words}`
  return [count(opened.total, 'opened'), count(closed.total, 'closed'), count(changed.total, 'with other ports')].join(
    ' · ',
  )
}

/** What cannot be read is not in force: it may hide what changed. */
function Unread({ other, title }: { other: PageReview['other']; title: string }) {
  if (other.resources === 0) return <p className="review-warning">Nothing could be read in {title}.</p>
  if (other.errors === 0) return null
  const errors = other.errors === 1 ? '1 error' : `${other.errors.toLocaleString('en')} errors`
  return (
    <p className="review-warning">
      {title} has {errors}: what is wrong there is not in force.
    </p>
  )
}

function Groups({ review, of }: { review: PageReview; of: Comparison }) {
  const side = of.isReversed ? 'before' : 'after'
  return (
    <>
      <FlowGroup kind="opened" flows={review.opened} policies={review.policies} side={side} />
      <FlowGroup kind="closed" flows={review.closed} policies={review.policies} side={side} />
      <FlowGroup kind="changed" flows={review.changed} policies={review.policies} side={side} />
      <ReviewSides review={review} side={side} />
    </>
  )
}
