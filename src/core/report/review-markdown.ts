import { toMarkdown } from '../model/table-text.ts'
import type { Flow } from '../model/verdict.ts'
import { portsWords } from '../net/ports-text.ts'
import { escapeMarkdown } from '../sentences/markdown.ts'
import type { Review, ReviewedFlow, ReviewedFlows } from '../workspace/review.ts'

const HEAD = ['from', 'to', 'before', 'after', 'because of']

/** A review as Markdown under a headline of its own: what opens first, then what closes, then other ports. */
export function reviewMarkdown(review: Review): string {
  return ['## Network policies: what changes', '', ...reviewSections(review)].join('\n')
}

/** The lines under a headline: how much changes, tables, and what changed besides flows. */
export function reviewSections(review: Review): readonly string[] {
  const notes = reviewNotes(review).map((words) => `- ${escapeMarkdown(words)}`)
  return [
    `${reviewSummary(review)}.`,
    '',
    ...table('Opened', review.opened),
    ...table('Closed', review.closed),
    ...table('Other ports', review.changed),
    ...(notes.length > 0 ? ['### Beside the flows', '', ...notes, ''] : []),
  ]
}

/** What changed besides flows of ends that are in both, one sentence each. */
export function reviewNotes({ isolated, freed, policies, appeared, gone }: Review): readonly string[] {
  return [
    ...isolated.map((words) => `becomes isolated: ${words}`),
    ...freed.map((words) => `is no longer isolated: ${words}`),
    ...policies.map(({ name, change }) => `policy ${name}: ${change}`),
    ...appeared.map((id) => `only after: ${id}`),
    ...gone.map((id) => `only before: ${id}`),
  ]
}

/** `2 opened, 1 closed, 0 with other ports`. */
export function reviewSummary({ opened, closed, changed }: Review): string {
  if (opened.total + closed.total + changed.total === 0) return 'no flow changes'
  return `${opened.total} opened, ${closed.total} closed, ${changed.total} with other ports`
}

/** `TCP 80; depends: UDP 53`, or `nothing`. */
export function flowPortsWords({ allowed, depends }: Pick<Flow, 'allowed' | 'depends'>): string {
  const open = portsWords(depends)
  return [portsWords(allowed), open && `depends: ${open}`].filter(Boolean).join('; ') || 'nothing'
}

/** The policies behind a flow that changed, and whether more than policies is. */
export function reasonWords({ policies, isMoved }: ReviewedFlow): string {
  return [...policies, ...(isMoved ? ['labels, port names or addresses'] : [])].join(', ')
}

function table(title: string, { first, total }: ReviewedFlows): readonly string[] {
  if (total === 0) return []
  const rest = total - first.length
  return [`### ${title}`, '', toMarkdown([HEAD, ...first.map(toRow)]), ...(rest > 0 ? [`and ${rest} more`, ''] : [])]
}

function toRow(flow: ReviewedFlow): readonly string[] {
  return [flow.from, flow.to, flowPortsWords(flow.before), flowPortsWords(flow.after), reasonWords(flow)]
}
