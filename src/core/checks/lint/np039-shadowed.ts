import { coverageOf } from '../../engine/coverage.ts'
import { remember } from '../../engine/remember.ts'
import { compilePorts } from '../../engine/rule-ports.ts'
import type { CompiledPorts } from '../../engine/tiers.ts'
import { isWithin as isInside } from '../../model/path.ts'
import type { NetworkPolicy, PortEntry, Rule } from '../../model/policy.ts'
import { DIRECTIONS } from '../../model/policy.ts'
import { isEmptyPorts } from '../../net/ports.ts'
import { subtractTraffic } from '../../net/ports-by-protocol.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { checkPeers } from './shadowed-peers.ts'

export const NP039: LintRule = {
  id: 'NP039',
  code: 'ISO-5',
  severity: 'info',
  title: 'Shadowed within its policy',
  why: 'What another rule or entry of the same policy admits anyway is one more line to read, and to forget when the other is changed.',
  check: (context) => each(context.policies, (policy) => checkPolicy(context, policy)),
}

function checkPolicy(context: LintContext, policy: NetworkPolicy): readonly Hit[] {
  const rules = DIRECTIONS.filter((direction) => policy.isolates[direction]).flatMap(
    (direction) => policy.rules[direction],
  )
  return rules.flatMap((rule) => {
    const whole = checkRule(context, policy, rule)
    return whole.length > 0 ? whole : [...checkPeers(policy, rule), ...checkPorts(context, policy, rule)]
  })
}

/**
 * A rule that one other, earlier or later, admits all of; of equal rules the first stays. What a port name means is up to
 * pods that may come.
 */
function checkRule({ prepared }: LintContext, policy: NetworkPolicy, rule: Rule): readonly Hit[] {
  const list = policy.rules[rule.direction]
  if (list.length < 2) return []
  if (rule.ports !== 'any' && rule.ports.some(({ port }) => port.kind === 'named')) return []
  const coverage = coverageOf(prepared)
  const standing = coverage.ofRule(rule.path)
  if (standing?.kind !== 'shadowed' || !isInside(standing.by, policy.path)) return []
  const back = coverage.ofRule(standing.by)
  const isMutual = back?.kind === 'shadowed' && back.by === rule.path
  const [place, other] = [rule.path, standing.by].map((path) => list.findIndex((one) => one.path === path))
  if (place === undefined || other === undefined || (isMutual && place < other)) return []
  const message = `${policy.name}: ${rule.direction} rule ${place + 1} admits nothing that rule ${other + 1} does not, for the pods that are there`
  const change = { kind: 'remove-rule', rule: rule.path } as const
  return [
    {
      path: rule.path,
      message,
      fixes: [
        {
          title: `Remove ${rule.direction} rule ${place + 1}`,
          intention: { kind: 'edit-policy', policy: policy.path, change },
        },
      ],
    },
  ]
}

/** Entries by number that another of the rule holds, as far as the plugin knows ranges; of equal entries the first stays. */
function checkPorts({ prepared }: LintContext, policy: NetworkPolicy, rule: Rule): readonly Hit[] {
  const { ports } = rule
  if (ports === 'any') return []
  const compile = remember((entry: PortEntry) => compilePorts({ ...rule, ports: [entry] }, prepared.settings.cni))
  const holds = (outer: PortEntry, inner: PortEntry) => isWithin(compile(inner), compile(outer))
  return ports.flatMap((entry, index): readonly Hit[] => {
    const cover = ports.find(
      (other, at) => other !== entry && holds(other, entry) && (at < index || !holds(entry, other)),
    )
    if (entry.port.kind === 'named' || !cover) return []
    const change = { kind: 'remove-port', port: entry.path } as const
    return [
      {
        path: entry.path,
        message: `${policy.name}: ${formatEntry(entry)} is in ${formatEntry(cover)}, which the rule names as well`,
        fixes: [
          { title: `Remove ${formatEntry(entry)}`, intention: { kind: 'edit-policy', policy: policy.path, change } },
        ],
      },
    ]
  })
}

function isWithin(inner: CompiledPorts, outer: CompiledPorts): boolean {
  return (
    isEmptyPorts(subtractTraffic(inner.certain, outer.certain)) &&
    isEmptyPorts(subtractTraffic(inner.possible, outer.possible))
  )
}

function formatEntry({ protocol, port }: PortEntry): string {
  if (port.kind === 'every') return `every port of ${protocol}`
  if (port.kind === 'named') return `${protocol} ${port.name}`
  return port.first === port.last ? `${protocol} ${port.first}` : `${protocol} ${port.first}–${port.last}`
}
