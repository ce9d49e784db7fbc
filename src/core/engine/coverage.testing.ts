/** Standings of rules and policies in few words. */
import { expect } from 'vitest'
import type { EngineSettings } from '../model/settings.ts'
import type { Flow } from '../model/verdict.ts'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { type ClusterNote, makeCluster, type PolicyNote, type RuleNote, UPSTREAM } from './cluster.testing.ts'
import { coverageOf } from './coverage.ts'
import type { LoneAdmissions, PolicyStanding, RuleStanding } from './coverage-standing.ts'
import { prepare } from './prepare.ts'

export const http = [{ port: 80 }]

export const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } })
export const workload = (name: string) => ({
  id: `shop/Deployment/${name}`,
  labels: { app: name },
  ports: ['http:8080'],
})
export const workloads = ['web', 'api', 'db'].map(workload)

/** The standings of the ingress rules of a policy for the database, by number. */
export function judgeRules(rules: readonly RuleNote[], note: ClusterNote = { workloads }, settings = UPSTREAM) {
  const policy = { name: 'db', namespace: 'shop', ...app('db'), ingress: rules }
  const coverage = coverageOf(prepare(makeCluster({ ...note, policies: [policy, ...(note.policies ?? [])] }), settings))
  return coverage.rulesOf('policies.yaml#0').map((path) => tellRule(coverage.ofRule(path)))
}

/** The standings of policies of one namespace, by number. */
export function judgePolicies(
  policies: readonly Partial<PolicyNote>[],
  note: ClusterNote = { workloads },
  settings: EngineSettings = UPSTREAM,
) {
  const named = policies.map((policy, index) => ({ name: `p${index}`, namespace: 'shop', ...policy }))
  const coverage = coverageOf(prepare(makeCluster({ ...note, policies: named }), settings))
  return coverage.policies.map((path) => tellPolicy(coverage.ofPolicy(path)))
}

/** `shadowed by policies.yaml#0/spec/ingress/0` in a short form. */
function tellRule(standing: RuleStanding | undefined): unknown {
  switch (standing?.kind) {
    case 'vacuous':
      return `vacuous: no ${standing.lacks}`
    case 'shadowed':
      return `shadowed by ${short(standing.by)}`
    case 'redundant':
      return `redundant by ${standing.by.map(short).join(' and ')}`
    case 'needed':
      return tellLone(standing.alone)
    default:
      return standing?.kind
  }
}

function tellPolicy(standing: PolicyStanding | undefined): unknown {
  switch (standing?.kind) {
    case 'vacuous':
      return `vacuous: no ${standing.lacks}`
    case 'redundant':
      return `redundant by ${standing.by.map(short).join(' and ')}`
    case 'needed':
      return Object.fromEntries(
        Object.entries(standing.directions).map(([direction, lone]) => [
          direction,
          { isolates: lone.isolates, ...tellLone(lone.alone) },
        ]),
      )
    default:
      return standing?.kind
  }
}

function tellLone({ atEnds, passing }: LoneAdmissions) {
  const [ends, both] = [[...atEnds.each()].map(tellFlow), [...passing.each()].map(tellFlow)]
  expect([atEnds.count(), passing.count()]).toEqual([ends.length, both.length])
  return { atEnds: ends, passing: both }
}

/** `web → db: TCP 80`, what depends after a question mark. */
function tellFlow({ from, to, allowed, depends }: Flow): string {
  const [source, target] = [from, to].map((id) => id.replace(/^shop\/deployment\//, ''))
  const words = [formatTraffic(allowed), formatTraffic(depends)].join(' ? ').replace(/ \? $/, '')
  return `${source} → ${target}: ${words}`
}

/** `0/ingress/1` */
function short(path: string): string {
  return path.replace('policies.yaml#', '').replace('/spec', '')
}
