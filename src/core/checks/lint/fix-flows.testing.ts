/** What the fix of each rule may open and close, by what its title says. */
import { expect } from 'vitest'
import type { PlanContext } from '../../authoring/plan-context.ts'
import { compareFlows } from '../../engine/compare.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { subjectsOf } from '../../engine/rule-matches.ts'
import type { Flow } from '../../model/verdict.ts'
import { type Address, containsAddress, parseAddress } from '../../net/address.ts'
import { formatTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'
import type { Finding } from './lint.ts'
import type { LintFix } from './lint-rule.ts'

/** What may change: nothing is the rule. */
interface Promise {
  readonly opens?: (flow: Flow) => boolean
  readonly closes?: (flow: Flow) => boolean
}

/** Expects that a fix opens and closes nothing but what it names. */
export function expectNamed(context: PlanContext, after: PlanContext, finding: Finding, fix: LintFix): void {
  const { opened, closed } = compareFlows(context.prepared, after.prepared)
  const { opens, closes } = promiseOf(context.prepared, after.prepared, finding, fix)
  const unnamed = [
    ...[...opened].filter((flow) => !opens?.(flow)).map((flow) => `opens ${tell(flow)}`),
    ...[...closed].filter((flow) => !closes?.(flow)).map((flow) => `closes ${tell(flow)}`),
  ]
  expect(unnamed, `${finding.rule} ${fix.title}`).toEqual([])
}

function promiseOf(before: Prepared, after: Prepared, finding: Finding, { intention, title }: LintFix): Promise {
  const ends = new Set(finding.about?.endpoints)
  const ofThese = ({ from, to }: Flow) => ends.has(from) || ends.has(to)
  switch (finding.rule) {
    case 'NP018': {
      const policy = intention.kind === 'edit-policy' ? intention.policy : ''
      const selected = new Set(subjectsOf(after, policy))
      const ofSelected = ({ from, to }: Flow) => selected.has(from) || selected.has(to)
      // The rules of the policy admit something at pods that others isolate already.
      return { opens: ofSelected, closes: ofSelected }
    }
    // Peers that named nobody name somebody then: only more is admitted, at the pods of the policy.
    case 'NP019':
    case 'NP020':
    case 'NP022':
      return atPolicy(before, finding, ['opens', 'closes'])
    case 'NP036':
      return atPolicy(
        before,
        finding,
        finding.fixes[0]?.title === 'Make them two items' ? ['opens', 'closes'] : ['closes'],
      )
    case 'NP032':
      return { closes: ({ to }) => isMetadata(before, to) }
    case 'NP028':
      return {
        opens: (flow) =>
          (ends.has(flow.from) || title.endsWith(`namespace ${flow.from.split('/')[0]}`)) && isLookup(flow),
      }
    case 'NP042':
      return { opens: () => true }
    case 'NP023':
    case 'NP024':
    case 'NP025':
    case 'NP026':
    case 'NP027':
      return { opens: isLookup, closes: ofThese }
    default:
      return {}
  }
}

/** The DNS of these documents answers on the port of most. */
function isLookup({ to, allowed, depends }: Flow): boolean {
  const words = formatTraffic(unionTraffic(allowed, depends))
  return to.endsWith('coredns') && /^(?:TCP|UDP) 53(?: UDP 53)?$/.test(words)
}

const METADATA = parseAddress('169.254.169.254') as Address

function isMetadata(prepared: Prepared, id: string): boolean {
  const endpoint = prepared.endpoint(id)
  return endpoint?.kind === 'outside' && containsAddress(endpoint.addresses, METADATA)
}

function atPolicy(prepared: Prepared, { place }: Finding, ways: readonly (keyof Promise)[]): Promise {
  const path = place.kind === 'path' ? place.path : ''
  const policy = prepared.cluster.policies.find((one) => path.startsWith(`${one.path}/`))
  const selected = new Set(policy ? subjectsOf(prepared, policy.path) : [])
  const isNamed = ({ from, to }: Flow) => selected.has(from) || selected.has(to)
  return Object.fromEntries(ways.map((way) => [way, isNamed]))
}

function tell({ from, to, allowed, depends }: Flow): string {
  return `${from} → ${to} ${formatTraffic(allowed)} ? ${formatTraffic(depends)}`
}
