import { type CniProfile, supportOf } from '../../model/cni-profiles.ts'
import type { Work } from '../../model/work.ts'
import type { ConnectEnd, Obstacle, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { formatPort, formatWanted, type Ports, refusePort } from '../wanted-ports.ts'
import { createFindEnd, type FlowEnd, spreadEnd } from './generate-ends.ts'
import { tidyPorts } from './generate-ports.ts'

/** A flow that shall be allowed: plain JSON. `from` and `to` may stand for many; all of them are asked for. */
export interface WantedFlow {
  readonly from: ConnectEnd
  readonly to: ConnectEnd
  readonly ports: Ports
}

/** A wanted flow whose ends were found. */
export interface FoundFlow {
  readonly from: FlowEnd
  readonly to: FlowEnd
  readonly ports: Ports
}

/** A wanted flow that no policy can express, and why (V13). */
export interface RefusedFlow {
  /** `web → api on 8080`. */
  readonly title: string
  readonly obstacle: Obstacle
}

export interface FoundFlows {
  readonly flows: readonly FoundFlow[]
  readonly refused: readonly RefusedFlow[]
}

/** Finds the ends of flows; several workloads become a flow each. What a bare pod sends itself is left out (END-6). */
export function* findingFlows(context: PlanContext, wanted: readonly WantedFlow[]): Work<FoundFlows> {
  const find = createFindEnd(context)
  const flows: FoundFlow[] = []
  const refused: RefusedFlow[] = []
  for (const { from, to, ports } of wanted.flatMap(spreadFlow)) {
    yield
    const flow = { from: find(from), to: find(to), ports: tidyPorts(ports) }
    const obstacle = refuseFlow(context, flow, ports)
    if (obstacle) refused.push({ title: titleOf(flow), obstacle })
    else if (!isToItself(context, flow)) flows.push(flow)
  }
  return { flows, refused }
}

/** `web → api on 8080`. */
export function titleOf({ from, to, ports }: FoundFlow): string {
  const flow = `${from.end.title} → ${to.end.title}`
  return ports.length === 0 ? flow : `${flow} ${formatWanted(ports)}`
}

function spreadFlow({ from, to, ports }: WantedFlow): readonly WantedFlow[] {
  return spreadEnd(from).flatMap((source) => spreadEnd(to).map((target) => ({ from: source, to: target, ports })))
}

function isToItself({ prepared }: PlanContext, { from, to }: FoundFlow): boolean {
  if (from.wanted.kind !== 'workload' || to.wanted.kind !== 'workload') return false
  const id = from.wanted.id
  return id === to.wanted.id && prepared.cluster.workloads.some((one) => one.id === id && one.kind === 'Pod')
}

function refuseFlow(context: PlanContext, { from, to }: FoundFlow, ports: Ports): Obstacle | undefined {
  const [obstacle] = [...from.end.obstacles, ...to.end.obstacles]
  if (obstacle) return obstacle
  const inside = [from, to].filter(({ wanted }) => wanted.kind !== 'block' && wanted.kind !== 'internet')
  if (inside.length === 0)
    return { code: 'not-expressible', words: 'policies speak for pods: one end must be inside the cluster' }
  const nameless = inside.find(({ end }) => !end.subject && !end.parts)
  if (nameless) {
    const words = `no policy can be written for ${nameless.end.title}: the name of its namespace is not known`
    return { code: 'not-expressible', words }
  }
  if (ports.length === 0) return { code: 'ports-missing', words: 'choose the ports to allow' }
  if (ports === 'every') return undefined
  const [words] = ports.flatMap(
    (port) =>
      refusePort(port, to.end.endpoints, to.end.title) ?? refuseFeature(context.prepared.settings.cni, port) ?? [],
  )
  return words === undefined ? undefined : { code: 'not-expressible', words }
}

/** What the plugin would read otherwise than it is meant (CNI-2b, CNI-2c). */
function refuseFeature(cni: CniProfile, port: WantedPort): string | undefined {
  if (port.kind === 'named')
    return supportOf(cni, 'named-ports') === 'no' ? `${cni} does not know port names: give a number` : undefined
  const isRange = port.first < port.last && !(port.first === 1 && port.last === 65535)
  if (!isRange || supportOf(cni, 'endPort') !== 'no') return undefined
  return `${cni} admits only the first port of ${formatPort(port)}: list the ports one by one`
}
