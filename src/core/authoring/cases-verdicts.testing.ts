/** What an edit changes, found by the naive evaluator alone: every pair of ends at every stretch of ports. */
import { anotherPod } from '../engine/naive/ends.testing.ts'
import { judgePair, type NaiveJudge } from '../engine/naive/judge.testing.ts'
import { isSelected } from '../engine/naive/selectors.testing.ts'
import type { Cluster } from '../model/cluster.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Answer } from '../model/verdict.ts'
import { type PortRange, type PortsByProtocol, PROTOCOLS, type Protocol } from '../net/ports.ts'
import { unionTraffic } from '../net/ports-by-protocol.ts'
import { addressEndsOf, type CaseEnd, podEndsOf } from './cases-ends.testing.ts'
import { describeFlows, type FlowChange } from './cases-words.testing.ts'
import type { PlanContext } from './plan-context.ts'

/** Lists that are empty are absent. Flows read `shop/web, shop/odd -> shop/api TCP 8080`. */
export interface VerdictChanges {
  /** Allowed now, and not before. */
  readonly opens?: readonly string[]
  /** Denied now, and not before. */
  readonly closes?: readonly string[]
  /** Depends now, and was settled before. */
  readonly unsettles?: readonly string[]
  /** `shop/api ingress`: some policy selects it there now, and none did. */
  readonly isolates?: readonly string[]
  readonly frees?: readonly string[]
  /** Declared pods that are there now, and were not. */
  readonly adds?: readonly string[]
  readonly removes?: readonly string[]
}

const NOW: Readonly<Record<Answer, FlowChange['kind']>> = { allowed: 'opens', denied: 'closes', depends: 'unsettles' }

/** Every verdict that is not what it was, and every pod that is newly isolated, free, there or gone; in words. */
export function findVerdictChanges(before: PlanContext, after: PlanContext, renamed: Renamed = {}): VerdictChanges {
  const { flows, ends, ...pods } = findChanges(before, after, renamed)
  return withoutEmpty({ ...describeFlows(flows, ends), ...pods })
}

/** The names of pods before, with what they are called after. */
export type Renamed = Readonly<Record<string, string>>

export interface NaiveChanges extends Required<Pick<VerdictChanges, 'isolates' | 'frees' | 'adds' | 'removes'>> {
  readonly flows: readonly FlowChange[]
  /** The ends that are there before and after, as they are after. */
  readonly ends: readonly CaseEnd[]
}

/** The same, flow by flow. */
export function findChanges(before: PlanContext, after: PlanContext, renamed: Renamed = {}): NaiveChanges {
  const addresses = addressEndsOf([before.prepared.cluster, after.prepared.cluster])
  const is = podEndsOf(after)
  const was = new Map([...podEndsOf(before)].map(([name, end]) => [renamed[name] ?? name, rename(end, renamed)]))
  const kept = [...is.values()].filter(({ name }) => was.has(name))
  const earlier = [...kept.flatMap(({ name }) => was.get(name) ?? []), ...addresses]
  const later = [...kept, ...addresses]
  const flows = changedFlows({ context: before, ends: earlier }, { context: after, ends: later })
  const [isolatedThen, isolatedNow] = [isolatedOf(before, earlier), isolatedOf(after, later)]
  return {
    flows,
    ends: later,
    isolates: isolatedNow.filter((one) => !isolatedThen.includes(one)),
    frees: isolatedThen.filter((one) => !isolatedNow.includes(one)),
    adds: declared(is).filter((name) => !was.has(name)),
    removes: declared(was).filter((name) => !is.has(name)),
  }
}

function rename(end: CaseEnd, renamed: Renamed): CaseEnd {
  return { ...end, name: renamed[end.name] ?? end.name }
}

/** A document, and those of its ends that are in both, in one order. */
interface Scene {
  readonly context: PlanContext
  readonly ends: readonly CaseEnd[]
}

function changedFlows(before: Scene, after: Scene): readonly FlowChange[] {
  const stretches = stretchesOf([before.context, after.context])
  return after.ends.flatMap((from, i) =>
    after.ends.flatMap((to, j) => {
      if (isBeyond(from, to)) return []
      const [was, is] = [createJudge(before, i, j), createJudge(after, i, j)]
      const found: Partial<Record<FlowChange['kind'], PortsByProtocol>> = {}
      for (const [protocol, range] of stretches) {
        const answer = is({ protocol, port: range.first })
        if (answer === was({ protocol, port: range.first })) continue
        const kind = NOW[answer]
        found[kind] = unionTraffic(found[kind] ?? {}, { [protocol]: [range] })
      }
      return (['opens', 'closes', 'unsettles'] as const).flatMap((kind) =>
        found[kind] ? [{ kind, from, to, ports: found[kind] }] : [],
      )
    }),
  )
}

/** No policy speaks of what passes outside, nor of a pod with itself (END-6). */
function isBeyond(from: CaseEnd, to: CaseEnd): boolean {
  if (from.kind === 'addresses' && to.kind === 'addresses') return true
  return from === to && from.kind === 'pod' && from.isAlone
}

function createJudge({ context, ends }: Scene, from: number, to: number): NaiveJudge {
  const { cluster, settings } = context.prepared
  const [source, target] = [ends[from], ends[to]]
  if (!source || !target) throw new Error('no such end')
  const end = source === target ? anotherPod(target.end) : target.end
  return judgePair({ cluster, settings, from: source.end, to: end, reading: 'by selector' })
}

type Stretch = readonly [protocol: Protocol, range: PortRange]

/** Ports between which no answer of either document can change: no rule and no pod draws a border inside. */
function stretchesOf(contexts: readonly PlanContext[]): readonly Stretch[] {
  return PROTOCOLS.flatMap((protocol) => {
    const borders = contexts.flatMap(({ prepared }) => portBorders(prepared.cluster, protocol))
    const starts = [...new Set([1, ...borders])].filter((port) => port <= 65535).sort((a, b) => a - b)
    return starts.map((first, index): Stretch => [protocol, { first, last: (starts[index + 1] ?? 65536) - 1 }])
  })
}

function portBorders({ policies, workloads }: Cluster, protocol: Protocol): readonly number[] {
  const rules = policies.flatMap((policy) => [...policy.rules.ingress, ...policy.rules.egress])
  const entries = rules
    .flatMap(({ ports }) => (ports === 'any' ? [] : ports))
    .map((entry) => ({ ...entry, ...entry.port }))
  const declared = workloads.flatMap(({ pods }) => pods.flatMap((pod) => pod.ports))
  return [
    ...entries.flatMap((entry) =>
      entry.kind === 'range' && entry.protocol === protocol ? [entry.first, entry.first + 1, entry.last + 1] : [],
    ),
    ...declared.flatMap((own) => (own.protocol === protocol ? [own.port, own.port + 1] : [])),
  ]
}

/** ISO-4, for pods whose labels are known. */
function isolatedOf({ prepared }: PlanContext, ends: readonly CaseEnd[]): readonly string[] {
  return ends.flatMap(({ name, end }) =>
    end.kind === 'address' || end.pod.hostNetwork
      ? []
      : DIRECTIONS.filter((direction) => isSelectedBySome(end.namespace, end.pod.labels, direction)).map(
          (direction) => `${name} ${direction}`,
        ),
  )

  function isSelectedBySome(namespace: string, labels: ReadonlyMap<string, string>, direction: Direction): boolean {
    return prepared.cluster.policies.some(
      (policy) =>
        policy.namespace === namespace && policy.isolates[direction] && isSelected(policy.podSelector, labels),
    )
  }
}

function declared(ends: ReadonlyMap<string, CaseEnd>): readonly string[] {
  return [...ends.values()].flatMap(({ name, end }) => (end.kind === 'pod' && !end.implied ? [name] : []))
}

function withoutEmpty(changes: VerdictChanges): VerdictChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, list]) => list.length > 0))
}
