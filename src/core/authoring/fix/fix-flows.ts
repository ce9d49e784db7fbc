import { evaluate } from '../../engine/evaluate.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Path } from '../../model/path.ts'
import { suggestPodRanges } from '../../model/pod-ranges.ts'
import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import type { Cause, EndVerdict, LabelMiss, Question, Verdict } from '../../model/verdict.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import { NAME_KEY } from '../connect/resolved-end.ts'
import type { ConnectEnd, ConnectIntention, WantedPort } from '../plan.ts'
import type { NamespaceLabelsIntention } from '../structure/plan-structure-namespace-labels.ts'
import { formatPort } from '../wanted-ports.ts'
import type { FixIntention } from './fixes.ts'

/** A way to open a flow that is denied, or to settle one that depends. */
export type FlowFix =
  | {
      readonly kind: 'change'
      readonly title: string
      readonly intention: ConnectIntention | FixIntention | NamespaceLabelsIntention
    }
  /** What the person knows and no manifest says; `cidrs` is what the Nodes suggest for the pod ranges (IPB-4a). */
  | {
      readonly kind: 'setting'
      readonly title: string
      readonly setting: 'pod-ranges' | 'network-plugin'
      readonly cidrs?: readonly string[]
    }

/**
 * What can be done about a flow, the smallest first: a label that was mistaken, a label that a namespace lacks, a rule at
 * each end that needs one, a setting that decides. Nothing for a flow that is allowed. Rules open `ports`, those of which
 * the question's is an example. Throws for an endpoint that is not there.
 */
export function offerFlowFixes(
  prepared: Prepared,
  question: Question,
  verdict: Verdict = evaluate(prepared, question),
  ports: readonly WantedPort[] = [toWanted(question)],
): readonly FlowFix[] {
  if (verdict.answer === 'allowed') return []
  const ends = DIRECTIONS.map((direction) => ({ direction, end: verdict[direction] }))
  const labels = ends.flatMap(({ direction, end }) => offerLabels(prepared, question, direction, end))
  return distinct([
    ...labels,
    ...offerConnection(prepared, question, ports),
    ...(verdict.answer === 'depends' ? offerSettings(prepared, verdict) : []),
  ])
}

function distinct(fixes: readonly FlowFix[]): readonly FlowFix[] {
  return [...new Map(fixes.map((fix) => [fix.title, fix])).values()]
}

/** Where nothing but labels of the other end's namespace keeps a policy from admitting. */
function offerLabels(
  prepared: Prepared,
  question: Question,
  direction: Direction,
  { answer, causes }: EndVerdict,
): readonly FlowFix[] {
  const other = prepared.endpoint(direction === 'ingress' ? question.from : question.to)
  if (answer === 'allowed' || other?.kind !== 'pods') return []
  return causes.flatMap((cause) => {
    const miss = cause.kind === 'policy' ? cause.miss : undefined
    if (cause.kind !== 'policy' || miss?.reason.kind !== 'labels' || miss.reason.of !== 'namespace') return []
    const [label, ...more] = miss.reason.keys
    if (!label || more.length > 0 || label.operator !== 'In' || label.key === NAME_KEY) return []
    return [...renameToName(prepared, cause, direction, label, other.namespace), ...addLabel(label, other.namespace)]
  })
}

/** Kubernetes sets no other label to the name of a namespace. */
function renameToName(
  prepared: Prepared,
  { policy }: Extract<Cause, { kind: 'policy' }>,
  direction: Direction,
  { key, values }: LabelMiss,
  namespace: string,
): readonly FlowFix[] {
  if (!values.includes(namespace)) return []
  const path = findRequirement(prepared, policy, direction, key, namespace)
  if (path === undefined) return []
  const title = `Rename ${key} to ${NAME_KEY}`
  const place = { kind: 'path', path } as const
  const finding = { code: 'PEE-2', message: `no namespace has its name in label ${key}`, place }
  return [{ kind: 'change', title, intention: { kind: 'fix', finding, title } }]
}

function findRequirement(
  { cluster }: Prepared,
  policyPath: Path,
  direction: Direction,
  key: string,
  namespace: string,
): Path | undefined {
  return cluster.policies
    .filter(({ path }) => path === policyPath)
    .flatMap(({ rules }) => rules[direction])
    .flatMap(({ peers }) => (peers === 'any' ? [] : peers))
    .flatMap((peer) => (peer.kind === 'pods' ? (peer.namespaceSelector?.requirements ?? []) : []))
    .find((one) => one.key === key && one.operator === 'In' && one.values.includes(namespace))?.path
}

function addLabel({ key, values, found }: LabelMiss, namespace: string): readonly FlowFix[] {
  const [value] = values
  if (value === undefined || found !== undefined) return []
  const intention: NamespaceLabelsIntention = {
    kind: 'namespace-labels',
    namespace,
    changes: [{ kind: 'set', key, value }],
  }
  return [{ kind: 'change', title: `Give namespace ${namespace} the label ${key}=${value}`, intention }]
}

/** The connection as it would be drawn; it edits only the ends that need it. */
function offerConnection(prepared: Prepared, { from, to }: Question, ports: readonly WantedPort[]): readonly FlowFix[] {
  const [source, target] = [prepared.endpoint(from), prepared.endpoint(to)]
  const ends = [source, target].map((endpoint) => endpoint && toConnectEnd(endpoint))
  if (!source || !target || !ends[0] || !ends[1]) return []
  const intention: ConnectIntention = { kind: 'connect', from: ends[0], to: ends[1], ports }
  const title = `Allow ${source.name} → ${target.name} on ${ports.map(formatPort).join(', ')}`
  return [{ kind: 'change', title, intention }]
}

function toWanted({ protocol, port }: Question): WantedPort {
  return { kind: 'range', protocol, first: port, last: port }
}

/** All of a workload, not the part that was asked; addresses as one block, or the internet, whose reach is asked for. */
function toConnectEnd(endpoint: Endpoint): ConnectEnd | undefined {
  if (endpoint.kind === 'outside') {
    const [cidr, ...more] = toCidrs(endpoint.addresses)
    return cidr !== undefined && more.length === 0 ? { kind: 'block', cidr, except: [] } : { kind: 'internet' }
  }
  if (endpoint.workload) return { kind: 'workload', id: endpoint.workload.id }
  return endpoint.implied?.selectors.length ? { kind: 'implied', id: endpoint.id } : undefined
}

function offerSettings({ cluster }: Prepared, verdict: Verdict): readonly FlowFix[] {
  const causes = DIRECTIONS.flatMap((direction) => verdict[direction].causes)
  const asked = causes.flatMap(dependenciesOf)
  const isPlugin = causes.some((cause) => cause.kind === 'plugin' && cause.depends)
  const suggestion = suggestPodRanges(cluster)
  const cidrs = suggestion ? { cidrs: toCidrs(suggestion.ranges) } : {}
  return [
    ...(asked.includes(ADDRESSES)
      ? [{ kind: 'setting' as const, title: 'Say where pods lie', setting: 'pod-ranges' as const, ...cidrs }]
      : []),
    ...(isPlugin
      ? [{ kind: 'setting' as const, title: 'Choose the network plugin', setting: 'network-plugin' as const }]
      : []),
  ]
}

/** The engine's words for IPB-4. */
const ADDRESSES = 'which addresses do pods have?'

function dependenciesOf(cause: Cause): readonly string[] {
  if (cause.kind !== 'policy') return []
  return cause.admissions.flatMap(({ depends }) => (depends ? [depends.question] : []))
}
