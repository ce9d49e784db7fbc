import { type FlowFix, offerFlowFixes } from '../../authoring/fix/fix-flows.ts'
import type { DisconnectIntention, WantedRange } from '../../authoring/plan.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { ExpectedFlow } from '../../model/expectation.ts'
import { sayFlow } from '../../model/expectation-words.ts'
import type { PortRange } from '../../net/ports.ts'
import type { JudgedPart } from '../../questions/reply.ts'
import type { Judgement } from './judge-expectation.ts'

/** A way to make an expectation hold: a change of the text, or a setting that decides. */
export type ExpectationFix =
  | FlowFix
  | { readonly kind: 'change'; readonly title: string; readonly intention: DisconnectIntention }

/** Of so many connections that are not as expected fixes are looked for. */
const MOST_PARTS = 5

/** What can be done so that an expectation holds, the smallest first; nothing for one that does, or that is an error. */
export function fixExpectation(prepared: Prepared, judgement: Judgement): readonly ExpectationFix[] {
  const { expectation } = judgement
  const wrong = wrongParts(judgement)
  if (wrong.length === 0) return []
  if (expectation.expected === 'denied') return [stop(judgement, wrong), ...settle(prepared, judgement, wrong)]
  return offer(prepared, judgement, wrong)
}

/** The connections that are not, or not for certain, as expected. */
export function wrongParts({ expectation, asked }: Judgement): readonly JudgedPart[] {
  const parts = asked.flatMap((one) => one.parts)
  return parts.filter((part): part is JudgedPart => part.kind === 'judged' && part.answer !== expectation.expected)
}

function stop({ expectation }: Judgement, wrong: readonly JudgedPart[]): ExpectationFix {
  const intention: DisconnectIntention = {
    kind: 'disconnect',
    rules: [],
    from: [...new Set(wrong.map(({ from }) => from))],
    to: [...new Set(wrong.map(({ to }) => to))],
    ports: portsOf(expectation, wrong),
  }
  return { kind: 'change', title: `Stop ${sayFlow(expectation)}`, intention }
}

/** The ranges that are expected as they are written, and numbers that stand for names or for ports of a Service. */
function portsOf({ ports, protocol, to }: ExpectedFlow, wrong: readonly JudgedPart[]): readonly WantedRange[] {
  const numbers = [...new Set(wrong.map(({ port }) => port))]
  const ranges = ports.flatMap((port) => (port.kind === 'range' && to.kind !== 'host' ? [port] : []))
  const touched = ranges.filter((range) => numbers.some((number) => contains(range, number)))
  const others = numbers.filter((number) => !touched.some((range) => contains(range, number)))
  const all = [...touched, ...others.map((number) => ({ first: number, last: number }))]
  return all.map(({ first, last }) => ({ kind: 'range', protocol, first, last }))
}

function contains({ first, last }: PortRange, number: number): boolean {
  return first <= number && number <= last
}

function settle(prepared: Prepared, judgement: Judgement, wrong: readonly JudgedPart[]): readonly ExpectationFix[] {
  return offer(
    prepared,
    judgement,
    wrong.filter(({ answer }) => answer === 'depends'),
  ).filter(({ kind }) => kind === 'setting')
}

function offer(
  prepared: Prepared,
  { expectation }: Judgement,
  wrong: readonly JudgedPart[],
): readonly ExpectationFix[] {
  const { protocol } = expectation
  const fixes = wrong.slice(0, MOST_PARTS).flatMap(({ from, to, port, verdict }) => {
    const ports = portsOf(
      expectation,
      wrong.filter((part) => part.from === from && part.to === to),
    )
    return offerFlowFixes(prepared, { from, to, port, protocol }, verdict, ports)
  })
  return [...new Map(fixes.map((fix) => [fix.title, fix])).values()]
}
