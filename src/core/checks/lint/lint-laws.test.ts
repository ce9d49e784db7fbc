import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectLawful, PATIENCE, rounds } from '../../authoring/laws.testing.ts'
import { planChange } from '../../authoring/plan-change.ts'
import type { PlanContext } from '../../authoring/plan-context.ts'
import { compareFlows } from '../../engine/compare.ts'
import { findEndpoints } from '../../engine/find-endpoint.ts'
import { flowBetween } from '../../engine/reachability.ts'
import type { Flow } from '../../model/verdict.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import { formatTraffic, subtractTraffic } from '../../net/ports-by-protocol.ts'
import { expectNamed } from './fix-flows.testing.ts'
import { type Finding, lint } from './lint.ts'
import type { LintFix } from './lint-rule.ts'
import { randomDocuments } from './random-documents.testing.ts'

const findingsIn = ({ reading, prepared }: PlanContext) => lint(reading, prepared)

/** The document after a fix; undefined where it is refused. */
function carryOut(context: PlanContext, { intention }: LintFix): PlanContext | undefined {
  return expectLawful(context, planChange(context, intention))
}

/** Every fix of a document that is carried out, with the finding it is for and the document after it. */
function* eachFix(context: PlanContext) {
  for (const finding of findingsIn(context))
    for (const fix of finding.fixes) {
      const after = carryOut(context, fix)
      if (after) yield { finding, fix, after }
    }
}

/** Findings in the same words, and of the same rule: rules are told by their numbers, which change when one goes. */
function countOf(findings: readonly Finding[], { rule, message }: Finding) {
  const own = findings.filter((one) => one.rule === rule)
  return { all: own.length, alike: own.filter((one) => one.message === message).length }
}

/** How many each rule warns of: places, or the pods they are about, which may be told in other groups afterwards. */
function countWarnings(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { rule, severity, about } of findings)
    if (severity !== 'info') counts.set(rule, (counts.get(rule) ?? 0) + (about?.endpoints.length ?? 1))
  return counts
}

/** The rules that warn of more than before. */
function newWarnings(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const then = countWarnings(before)
  return [...countWarnings(after)].filter(([rule, count]) => count > (then.get(rule) ?? 0)).map(([rule]) => rule)
}

/**
 * Fixes that bring a policy or a peer into force which selected nobody until then, with the rules that look at what comes
 * into force: its ports, its peers, and whether the other end admits it too. Of a peer whose namespace was misnamed
 * (NP020) it is only then seen that its pods are not there; pods that are found where two selectors become one, or one
 * becomes two (NP036), may have other ports, and may be closed themselves.
 */
const BROUGHT_INTO_FORCE: ReadonlyMap<string, readonly string[]> = new Map([
  ['NP018', ['NP021', 'NP022', 'NP028', 'NP032', 'NP042']],
  ['NP019', ['NP021', 'NP022', 'NP042']],
  ['NP020', ['NP019', 'NP022', 'NP036', 'NP042']],
  ['NP036', ['NP021', 'NP022', 'NP042']],
])

/** What looks at ports: an isolation writes down those that are open now, and at the other end no more than these were. */
const ABOUT_KEPT = ['NP022', 'NP034', 'NP042']

/** What passes between the workloads, and some addresses of different standing, under names that stay. */
function flowsOf(
  { prepared }: PlanContext,
  addresses = ['8.8.8.8', '10.1.2.3', '10.255.0.1', '169.254.169.254', '2001:db8::1', 'fd00:1::1'],
  format = ({ allowed, depends }: Flow) => `${formatTraffic(allowed)} ${formatTraffic(depends)}`,
): readonly string[] {
  const ends = [
    ...prepared.endpoints.flatMap((end) =>
      end.kind === 'pods' && !end.hostNetwork ? [[end.id, end.id] as const] : [],
    ),
    ...addresses.map((address) => [address, findEndpoints(prepared, address)[0]?.id ?? ''] as const),
  ]
  return ends.flatMap(([from, source]) =>
    ends.flatMap(([to, target]) => {
      if (source === target || (addresses.includes(from) && addresses.includes(to))) return []
      return [`${from} ${to} ${format(flowBetween(prepared, source, target))}`]
    }),
  )
}

const DNS: PortsByProtocol = { TCP: [{ first: 53, last: 53 }], UDP: [{ first: 53, last: 53 }] }

/** What is allowed for certain but for lookups, under names that stay: what only may pass now is not kept. */
function allowedIn(context: PlanContext): readonly string[] {
  return flowsOf(context, [], ({ allowed }) => formatTraffic(subtractTraffic(allowed, DNS)))
}

describe('laws of lint', () => {
  it(
    'law: what is fixed is no longer found, and no error is new',
    () => {
      const applied = new Set<string>()
      fc.assert(
        fc.property(randomDocuments, (context) => {
          const before = findingsIn(context)
          for (const { finding, fix, after } of eachFix(context)) {
            applied.add(finding.rule)
            const found = findingsIn(after)
            const [then, now] = [before, found].map((all) => countOf(all, finding))
            expect(then && now && (now.alike < then.alike || now.all < then.all), `${finding.rule} ${fix.title}`).toBe(
              true,
            )
            const errors = [before, found].map((all) => all.filter(({ severity }) => severity === 'error').length)
            expect(errors[1]).toBeLessThanOrEqual(errors[0] ?? 0)
          }
        }),
        rounds(15),
      )
      expect(applied.size).toBeGreaterThan(8)
    },
    PATIENCE,
  )

  it(
    'law: no warning is new, but of rules that a fix brings into force, and of ports that an isolation keeps open as they are',
    () => {
      fc.assert(
        fc.property(randomDocuments, (context) => {
          const before = findingsIn(context)
          for (const { finding, fix, after } of eachFix(context)) {
            const excused = fix.intention.kind === 'isolate' ? ABOUT_KEPT : (BROUGHT_INTO_FORCE.get(finding.rule) ?? [])
            const unexcused = newWarnings(before, findingsIn(after)).filter((rule) => !excused.includes(rule))
            expect(unexcused, `${finding.rule} ${fix.title}`).toEqual([])
          }
        }),
        rounds(15),
      )
    },
    PATIENCE,
  )

  it(
    'law: an isolation that keeps what is open keeps what is allowed between workloads, and opens nothing but lookups, where the plugin knows every feature',
    () => {
      fc.assert(
        fc.property(randomDocuments, (context) => {
          for (const { fix, after } of eachFix(context))
            if (fix.intention.kind === 'isolate' && context.prepared.settings.cni === 'upstream')
              expect(allowedIn(after), fix.title).toEqual(allowedIn(context))
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
        fc.property(randomDocuments, (context) => {
          const before = flowsOf(context)
          for (const { finding, fix, after } of eachFix(context)) {
            if (finding.rule !== 'NP038' && finding.rule !== 'NP039') continue
            expect(flowsOf(after), fix.title).toEqual(before)
            const { opened, closed } = compareFlows(context.prepared, after.prepared)
            expect([...opened, ...closed], fix.title).toEqual([])
          }
        }),
        rounds(15),
      )
    },
    PATIENCE,
  )

  it(
    'law: every other fix changes only flows of those whom its title names, and in the way it says',
    () => {
      fc.assert(
        fc.property(randomDocuments, (context) => {
          for (const { finding, fix, after } of eachFix(context)) expectNamed(context, after, finding, fix)
        }),
        rounds(15),
      )
    },
    PATIENCE,
  )
})
