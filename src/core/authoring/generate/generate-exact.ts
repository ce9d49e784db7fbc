import type { Work } from '../../model/work.ts'
import { notUnique } from '../connect/resolve-workload.ts'
import type { PlanContext } from '../plan-context.ts'
import { formatWanted, type Ports } from '../wanted-ports.ts'
import { type FlowEnd, isAskedAt } from './generate-ends.ts'
import { type FoundFlow, type RefusedFlow, titleOf } from './generate-flows.ts'
import { portsWithout } from './generate-ports.ts'

/**
 * The flows whose rules would also let others pass: labels select somebody else too, for whom the same was not asked. A
 * flow that is left out is not asked any more, so that others may follow it.
 */
export function* splittingExact(
  context: PlanContext,
  flows: readonly FoundFlow[],
): Work<{ readonly exact: readonly FoundFlow[]; readonly refused: readonly RefusedFlow[] }> {
  const refused: RefusedFlow[] = []
  let exact = flows
  for (;;) {
    const findLacking = createFindLacking(exact)
    const wide: { readonly flow: FoundFlow; readonly words: string }[] = []
    for (const flow of exact) {
      yield
      const words = describeExtra(context, flow, findLacking)
      if (words !== undefined) wide.push({ flow, words })
    }
    if (wide.length === 0) return { exact, refused }
    refused.push(
      ...wide.map(({ flow, words }) => ({ title: titleOf(flow), obstacle: { code: 'not-unique' as const, words } })),
    )
    const gone = new Set(wide.map(({ flow }) => flow))
    exact = exact.filter((flow) => !gone.has(flow))
  }
}

/** The ports that no flow asks for between two places. */
type FindLacking = (from: string, to: string, ports: Ports) => Ports

/**
 * Each end must be asked for by itself: a flow from anyone asks nothing of those whom it comes from, nor one to a block of
 * the pods in it.
 */
function createFindLacking(flows: readonly FoundFlow[]): Readonly<Record<'from' | 'to', FindLacking>> {
  const bySource = groupByEnd(flows, 'from')
  const byTarget = groupByEnd(flows, 'to')
  const takeAway = (asking: readonly FoundFlow[] | undefined, end: 'from' | 'to', id: string, ports: Ports) =>
    (asking ?? [])
      .filter((flow) => isAskedAt(flow[end], id))
      .reduce<Ports>((left, flow) => portsWithout(left, flow.ports), ports)
  return {
    from: (from, to, ports) => takeAway(bySource.get(from), 'to', to, ports),
    to: (from, to, ports) => takeAway(byTarget.get(to), 'from', from, ports),
  }
}

function groupByEnd(flows: readonly FoundFlow[], end: 'from' | 'to'): ReadonlyMap<string, readonly FoundFlow[]> {
  const groups = new Map<string, FoundFlow[]>()
  for (const flow of flows) {
    for (const id of flow[end].asked) {
      const group = groups.get(id)
      if (group) group.push(flow)
      else groups.set(id, [flow])
    }
  }
  return groups
}

/** Whom the rules of a flow would let pass unasked, in words; undefined for nobody. */
function describeExtra(
  context: PlanContext,
  { from, to, ports }: FoundFlow,
  findLacking: Readonly<Record<'from' | 'to', FindLacking>>,
): string | undefined {
  if (isNarrow(from) && isNarrow(to)) return undefined
  for (const source of from.covered) {
    for (const target of to.covered) {
      if (from.asked.has(source) && to.asked.has(target)) continue
      if (isSamePod(context, source, target)) continue
      const lacking = ([from, to] as const).flatMap((end, index) =>
        isInside(end) ? [findLacking[index === 0 ? 'from' : 'to'](source, target, ports)] : [],
      )
      const [unasked] = lacking.filter((some) => some.length > 0)
      if (!unasked) continue
      const [wide] = [from, to].filter((end) => !isNarrow(end))
      const why = wide && wide.end.others.length > 0 ? notUnique(wide.end).words : 'its labels select all its pods'
      const names = `${nameOf(context, source, from)} → ${nameOf(context, target, to)}`
      return `${why}: ${names} ${formatWanted(unasked)} was not asked for`
    }
  }
  return undefined
}

function isInside({ wanted: { kind } }: FlowEnd): boolean {
  return kind !== 'block' && kind !== 'internet'
}

function isNarrow({ asked, covered }: FlowEnd): boolean {
  return asked.size === covered.size
}

/** A pod always reaches itself (END-6). */
function isSamePod({ prepared }: PlanContext, from: string, to: string): boolean {
  const endpoint = from === to ? prepared.endpoint(from) : undefined
  return endpoint?.kind === 'pods' && endpoint.workload?.kind === 'Pod' && endpoint.pods.length === 1
}

function nameOf({ prepared }: PlanContext, id: string, { end }: FlowEnd): string {
  return prepared.endpoint(id)?.name ?? end.title
}
