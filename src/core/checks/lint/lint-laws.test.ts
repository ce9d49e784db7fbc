import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectLawful, PATIENCE, rounds } from '../../authoring/laws.testing.ts'
import { planChange } from '../../authoring/plan-change.ts'
import type { PlanContext } from '../../authoring/plan-context.ts'
import { randomContexts } from '../../authoring/random-plans.testing.ts'
import { findEndpoints } from '../../engine/find-endpoint.ts'
import { flowBetween } from '../../engine/reachability.ts'
import type { Flow } from '../../model/verdict.ts'
import { formatTraffic } from '../../net/ports-by-protocol.ts'
import type { Finding } from './lint.ts'
import { lint } from './lint.ts'
import type { LintFix } from './lint-rule.ts'

const findingsIn = ({ reading, prepared }: PlanContext) => lint(reading, prepared)

/** The document after a fix; undefined where it is refused. */
function carryOut(context: PlanContext, { intention }: LintFix): PlanContext | undefined {
  return expectLawful(context, planChange(context, intention))
}

/** Findings in the same words: of the same rule about equal parts. */
function countAlike(findings: readonly Finding[], { rule, message }: Finding): number {
  return findings.filter((one) => one.rule === rule && one.message === message).length
}

/**
 * What these fixes bring into force, or repeat at the other end, may be found wanting in its turn; and what an isolation
 * keeps open is as wide as it was, so that the rules that say so are found wide.
 */
const BRING_INTO_FORCE: ReadonlySet<string> = new Set(['NP018', 'NP019', 'NP020', 'NP036', 'NP042'])

/** How many places each rule warns of. */
function countWarnings(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { rule, severity } of findings) if (severity !== 'info') counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return counts
}

/** Every fix of a document with the finding it is for. */
function fixesOf(context: PlanContext): readonly (readonly [Finding, LintFix])[] {
  return findingsIn(context).flatMap((finding) => finding.fixes.map((fix) => [finding, fix] as const))
}

/** What passes between the workloads, and some addresses of different standing, under names that stay. */
function flowsOf(
  { prepared }: PlanContext,
  addresses = ['8.8.8.8', '10.1.2.3', '10.255.0.1'],
  format = ({ allowed, depends }: Flow) => `${formatTraffic(allowed)} ${formatTraffic(depends)}`,
): readonly string[] {
  const ends = [
    ...prepared.cluster.workloads.map(({ id }) => [id, id] as const),
    ...addresses.map((address) => [address, findEndpoints(prepared, address)[0]?.id ?? ''] as const),
  ]
  return ends.flatMap(([from, source]) =>
    ends.flatMap(([to, target]) => {
      if (source === target || (addresses.includes(from) && addresses.includes(to))) return []
      return [`${from} ${to} ${format(flowBetween(prepared, source, target))}`]
    }),
  )
}

/** What is allowed for certain: what only may pass now is not kept. */
function allowedIn(context: PlanContext): readonly string[] {
  return flowsOf(context, [], ({ allowed }) => formatTraffic(allowed))
}

describe('laws of lint', () => {
  it(
    'law: what is fixed is no longer found, and no error or warning is new',
    () => {
      const applied = new Map<string, number>()
      fc.assert(
        fc.property(randomContexts, (context) => {
          const before = countWarnings(findingsIn(context))
          for (const [finding, fix] of fixesOf(context)) {
            const after = carryOut(context, fix)
            if (!after) continue
            applied.set(finding.rule, (applied.get(finding.rule) ?? 0) + 1)
            const found = findingsIn(after)
            expect(countAlike(found, finding), fix.title).toBeLessThan(countAlike(findingsIn(context), finding))
            if (fix.intention.kind === 'isolate' || BRING_INTO_FORCE.has(finding.rule)) continue
            const more = [...countWarnings(found)].filter(([rule, count]) => count > (before.get(rule) ?? 0))
            expect(more, `${finding.rule} ${fix.title}`).toEqual([])
          }
        }),
        rounds(10),
      )
      expect(applied.size).toBeGreaterThan(2)
    },
    PATIENCE,
  )

  it(
    'law: an isolation that keeps what is open keeps what is allowed between workloads, and opens nothing',
    () => {
      fc.assert(
        fc.property(randomContexts, (context) => {
          for (const [, fix] of fixesOf(context)) {
            const after = fix.intention.kind === 'isolate' ? carryOut(context, fix) : undefined
            if (after) expect(allowedIn(after), fix.title).toEqual(allowedIn(context))
          }
        }),
        rounds(10),
      )
    },
    PATIENCE,
  )

  it(
    'law: to delete or remove what adds nothing changes no verdict',
    () => {
      fc.assert(
        fc.property(randomContexts, (context) => {
          const before = flowsOf(context)
          for (const [finding, fix] of fixesOf(context)) {
            if (finding.rule !== 'NP038' && finding.rule !== 'NP039') continue
            const after = carryOut(context, fix)
            if (after) expect(flowsOf(after), fix.title).toEqual(before)
          }
        }),
        rounds(15),
      )
    },
    PATIENCE,
  )
})
