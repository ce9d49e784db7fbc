import { portsRecord } from '../core/net/ports-text.ts'
import { flowPortsWords, reasonWords, reviewNotes, reviewSummary } from '../core/report/review-markdown.ts'
import type { Review, ReviewedFlow, ReviewedFlows } from '../core/workspace/review.ts'

/** What opens first, then what closes, then other ports; `+`, `-` and `~` at the beginning of the lines. */
export function diffText(review: Review): string {
  const lines = [
    ...review.opened.first.map((flow) => `+ ${flowWords(flow)}`),
    ...review.closed.first.map((flow) => `- ${flowWords(flow)}`),
    ...review.changed.first.map((flow) => `~ ${flowWords(flow)}`),
    ...reviewNotes(review),
  ]
  return `${[...lines, reviewSummary(review)].join('\n')}\n`
}

export function diffJson({ opened, closed, changed, isolated, freed, policies, appeared, gone }: Review): string {
  return `${JSON.stringify({
    opened: flowsJson(opened),
    closed: flowsJson(closed),
    changed: flowsJson(changed),
    isolated,
    freed,
    policies: policies.map(({ name, change }) => ({ name, change })),
    appeared,
    gone,
  })}\n`
}

/** `otherCauses` where more than policies is behind it: labels, port names or addresses. */
function flowsJson({ first }: ReviewedFlows) {
  return first.map(({ from, to, before, after, policies, isMoved }) => ({
    from,
    to,
    before: portsJson(before),
    after: portsJson(after),
    policies,
    ...(isMoved && { otherCauses: true }),
  }))
}

function portsJson({ allowed, depends }: ReviewedFlow['before']) {
  return { allowed: portsRecord(allowed), depends: portsRecord(depends) }
}

function flowWords(flow: ReviewedFlow): string {
  const { from, to, before, after } = flow
  return `${from} → ${to}: ${flowPortsWords(before)} → ${flowPortsWords(after)} (${reasonWords(flow)})`
}
