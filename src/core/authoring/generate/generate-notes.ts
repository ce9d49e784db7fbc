import { compareFlows } from '../../engine/compare.ts'
import { prepare } from '../../engine/prepare.ts'
import { ignoresPolicies, supportOf } from '../../model/cni-profiles.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import { findDns } from '../dns.ts'
import type { PlanContext } from '../plan-context.ts'
import { admitsAnything, namedPods } from './generate-existing.ts'
import type { FoundFlow, RefusedFlow } from './generate-flows.ts'
import type { Generated } from './generate-policies.ts'
import { portsWithout } from './generate-ports.ts'

/** How many names are said before the others are counted. */
const MOST_NAMED = 4

/** What a person should know of generated policies beside the flows they open and close. */
export function noteGenerated(context: PlanContext, generated: Generated, keepDns: boolean): readonly string[] {
  return [
    ...noteRefused(generated.refused),
    ...noteRemoved(generated),
    ...noteLeftOver(context, generated),
    ...noteSurplus(context, generated),
    ...(keepDns ? [] : noteDns(context, generated)),
    ...notePlugin(context, generated),
  ]
}

/** `a, b and 3 more`. */
export function listNames(names: readonly string[]): string {
  const distinct = [...new Set(names)]
  if (distinct.length <= MOST_NAMED) return distinct.join(', ')
  return `${distinct.slice(0, MOST_NAMED - 1).join(', ')} and ${distinct.length - MOST_NAMED + 1} more`
}

function noteRefused(refused: readonly RefusedFlow[]): readonly string[] {
  const whys = new Map<string, string[]>()
  for (const { title, obstacle } of refused) whys.set(obstacle.words, [...(whys.get(obstacle.words) ?? []), title])
  return [...whys].map(([words, titles]) => `left out ${listNames(titles)}: ${words}`)
}

function noteRemoved({ removed }: Generated): readonly string[] {
  return removed.length === 0 ? [] : [`takes the place of ${listNames(removed.map(({ name }) => name))}`]
}

/** The pods of closed namespaces for which no flow was asked. */
function noteLeftOver({ prepared }: PlanContext, { scope }: Generated): readonly string[] {
  const named = namedPods(scope.flows)
  return scope.closed.flatMap((namespace) => {
    const left = prepared.endpoints.filter(
      (endpoint) =>
        endpoint.kind === 'pods' &&
        endpoint.namespace === namespace &&
        !endpoint.implied &&
        !endpoint.hostNetwork &&
        !named.has(endpoint.id),
    )
    if (left.length === 0) return []
    return [`no flow was asked for ${listNames(left.map(({ name }) => name))} in ${namespace}: closed there`]
  })
}

/** Above so many flows they are not counted further. */
const MOST_COUNTED = 1000

/** What policies that stay admit beyond the flows (ISO-5). */
function noteSurplus({ prepared }: PlanContext, { kept, models, removed }: Generated): readonly string[] {
  const admitting = kept.filter(admitsAnything)
  if (admitting.length === 0) return []
  const { cluster, settings } = prepared
  const gone = new Set<NetworkPolicy>(removed)
  const staying = [...cluster.policies.filter((policy) => !gone.has(policy)), ...models]
  const counted = new Set<NetworkPolicy>(admitting)
  const asked = prepare(
    { ...cluster, policies: staying.filter((policy) => !counted.has(policy)) },
    { ...settings, implied: false },
  )
  const after = prepare({ ...cluster, policies: staying }, asked.settings)
  let count = 0
  for (const _ of compareFlows(asked, after).opened) {
    count += 1
    if (count > MOST_COUNTED) break
  }
  if (count === 0) return []
  const flows =
    count > MOST_COUNTED ? `more than ${MOST_COUNTED} other flows` : `${count} other flow${count > 1 ? 's' : ''}`
  const names = listNames(admitting.map(({ name }) => name))
  return [`policies that stay let ${flows} pass, which were not asked for: ${names}`]
}

/** Pods that may not ask for names reach nothing by its name. */
function noteDns({ prepared }: PlanContext, { scope, kept }: Generated): readonly string[] {
  const { port } = findDns(prepared.cluster)
  const isSilent = (flow: FoundFlow) =>
    portsWithout([{ kind: 'range', protocol: 'UDP', first: port, last: port }], flow.ports).length > 0
  const isConcerned = scope.directions.includes('egress') && scope.closed.length > 0
  if (!isConcerned || !scope.flows.every(isSilent) || kept.some(({ isolates }) => isolates.egress)) return []
  return ['no flow to DNS was asked: the pods cannot look names up']
}

/** CNI-1, CNI-2. */
function notePlugin({ prepared: { settings } }: PlanContext, { scope, models }: Generated): readonly string[] {
  const { cni } = settings
  if (ignoresPolicies(cni)) return [`${cni} stores policies without effect: everything stays allowed`]
  const entries = models.flatMap(({ rules }) =>
    [...rules.ingress, ...rules.egress].flatMap(({ ports }) => (ports === 'any' ? [] : ports.map(({ port }) => port))),
  )
  const uses = {
    endPort: entries.some((port) => port.kind === 'range' && port.first < port.last),
    'named-ports': entries.some(({ kind }) => kind === 'named'),
  }
  const doubts = (
    [
      ['endPort', 'port ranges'],
      ['named-ports', 'port names'],
    ] as const
  ).filter(([feature]) => uses[feature] && supportOf(cni, feature) === 'unknown')
  return [
    ...scope.directions
      .filter((direction) => supportOf(cni, direction) === 'no')
      .map((direction) => `${cni} does not enforce ${direction}: these policies have no effect there`),
    ...doubts.map(([, words]) => `it is not known whether ${cni} knows ${words}: what they admit depends on it`),
  ]
}
