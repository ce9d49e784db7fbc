import { type FlowEnd, isAskedAt } from './generate-ends.ts'
import { type FoundFlow, type RefusedFlow, titleOf } from './generate-flows.ts'
import { portsWithout } from './generate-ports.ts'
import type { PlanContext } from './plan-context.ts'
import { notUnique } from './resolve-workload.ts'
import { formatWanted, type Ports } from './wanted-ports.ts'

/**
 * The flows whose rules would also let others pass: labels select somebody else too, for whom the same was not asked. A
 * flow that is left out is not asked any more, so that others may follow it.
 */
export function splitExact(
  context: PlanContext,
  flows: readonly FoundFlow[],
): { readonly exact: readonly FoundFlow[]; readonly refused: readonly RefusedFlow[] } {
  const refused: RefusedFlow[] = []
  let exact = flows
  for (;;) {
    const isAsked = createIsAsked(exact)
    const wide = exact.flatMap((flow) => {
      const words = describeExtra(context, flow, isAsked)
      return words === undefined ? [] : [{ flow, words }]
    })
    if (wide.length === 0) return { exact, refused }
    refused.push(
      ...wide.map(({ flow, words }) => ({ title: titleOf(flow), obstacle: { code: 'not-unique' as const, words } })),
    )
    const gone = new Set(wide.map(({ flow }) => flow))
    exact = exact.filter((flow) => !gone.has(flow))
  }
}

/** The ports asked for between two places that no flow asks for. */
type FindLacking = (from: string, to: string, ports: Ports) => Ports

function createIsAsked(flows: readonly FoundFlow[]): FindLacking {
  const bySource = new Map<string, FoundFlow[]>()
  const fromAnyone = flows.filter(({ from }) => from.isAnyone)
  for (const flow of flows) {
    for (const id of flow.from.asked) {
      const list = bySource.get(id)
      if (list) list.push(flow)
      else bySource.set(id, [flow])
    }
  }
  return (from, to, ports) =>
    [...(bySource.get(from) ?? []), ...fromAnyone]
      .filter((flow) => isAskedAt(flow.to, to))
      .reduce<Ports>((left, flow) => portsWithout(left, flow.ports), ports)
}

/** Whom the rules of a flow would let pass unasked, in words; undefined for nobody. */
function describeExtra(context: PlanContext, { from, to, ports }: FoundFlow, findLacking: FindLacking) {
  if (isNarrow(from) && isNarrow(to)) return undefined
  for (const source of from.covered) {
    for (const target of to.covered) {
      if (from.asked.has(source) && to.asked.has(target)) continue
      if (isSamePod(context, source, target)) continue
      const lacking = findLacking(source, target, ports)
      if (lacking.length === 0) continue
      const [wide] = [from, to].filter((end) => !isNarrow(end))
      const why = wide && wide.end.others.length > 0 ? notUnique(wide.end).words : `its labels select all its pods`
      const names = `${nameOf(context, source, from)} → ${nameOf(context, target, to)}`
      return `${why}: ${names} ${formatWanted(lacking)} was not asked for`
    }
  }
  return undefined
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
