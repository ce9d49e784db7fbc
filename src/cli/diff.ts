import { toMarkdown } from '../core/model/table-text.ts'
import { escapeMarkdown } from '../core/sentences/markdown.ts'
import type { Review, ReviewedFlow } from '../core/workspace/review.ts'
import { portsRecord, portsWords } from './ports-text.ts'

/** What opens first, then what closes, then other ports; `+`, `-` and `~` at the beginning of the lines. */
export function diffText(review: Review): string {
  const lines = [
    ...review.opened.map((flow) => `+ ${flowWords(flow)}`),
    ...review.closed.map((flow) => `- ${flowWords(flow)}`),
    ...review.changed.map((flow) => `~ ${flowWords(flow)}`),
    ...sides(review),
  ]
  return `${[...lines, summary(review)].join('\n')}\n`
}

const HEAD = ['from', 'to', 'before', 'after', 'policies']

/** The same for a review of people: tables, and the policies that changed. */
export function diffMarkdown(review: Review): string {
  const table = (title: string, flows: readonly ReviewedFlow[]) =>
    flows.length === 0 ? [] : [`### ${title}`, '', toMarkdown([HEAD, ...flows.map(toRow)])]
  const notes = sides(review).map((words) => `- ${escapeMarkdown(words)}`)
  return [
    '## Network policies: what changes',
    '',
    `${summary(review)}.`,
    '',
    ...table('Opened', review.opened),
    ...table('Closed', review.closed),
    ...table('Other ports', review.changed),
    ...(notes.length > 0 ? ['### Beside the flows', '', ...notes, ''] : []),
  ].join('\n')
}

export function diffJson(review: Review): string {
  const flows = (list: readonly ReviewedFlow[]) =>
    list.map(({ from, to, before, after, policies }) => ({
      from,
      to,
      before: toJson(before),
      after: toJson(after),
      policies,
    }))
  return `${JSON.stringify({
    opened: flows(review.opened),
    closed: flows(review.closed),
    changed: flows(review.changed),
    isolated: review.isolated,
    freed: review.freed,
    policies: review.policies,
    appeared: review.appeared,
    gone: review.gone,
  })}\n`
}

type Ports = ReviewedFlow['before']

function toJson({ allowed, depends }: Ports) {
  return { allowed: portsRecord(allowed), depends: portsRecord(depends) }
}

function portsOf({ allowed, depends }: Ports): string {
  const open = portsWords(depends)
  return [portsWords(allowed), open && `depends: ${open}`].filter(Boolean).join('; ') || 'nothing'
}

function flowWords({ from, to, before, after, policies }: ReviewedFlow): string {
  const by = policies.length > 0 ? ` (${policies.join(', ')})` : ''
  return `${from} → ${to}: ${portsOf(before)} → ${portsOf(after)}${by}`
}

function toRow({ from, to, before, after, policies }: ReviewedFlow): readonly string[] {
  return [from, to, portsOf(before), portsOf(after), policies.join(', ')]
}

/** What changed besides flows of ends that are in both. */
function sides({ isolated, freed, policies, appeared, gone }: Review): readonly string[] {
  return [
    ...isolated.map((words) => `becomes isolated: ${words}`),
    ...freed.map((words) => `is no longer isolated: ${words}`),
    ...policies.map(({ name, change }) => `policy ${name}: ${change}`),
    ...appeared.map((id) => `only after: ${id}`),
    ...gone.map((id) => `only before: ${id}`),
  ]
}

function summary({ opened, closed, changed }: Review): string {
  if (opened.length + closed.length + changed.length === 0) return 'no flow changes'
  return `${opened.length} opened, ${closed.length} closed, ${changed.length} with other ports`
}
