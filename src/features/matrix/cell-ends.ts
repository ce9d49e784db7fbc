import type { FlowsBetween } from '../../core/authoring/expectations/flows-between.ts'
import type { ConnectEnd, DisconnectIntention, WantedPort } from '../../core/authoring/plan.ts'
import type { MatrixDetail, MatrixEnd } from '../../core/matrix/matrix.ts'
import { PROTOCOLS } from '../../core/net/ports.ts'
import type { Snapshot } from '../../core/workspace/snapshot.ts'
import { toConnectEnd } from '../../store/connect-end.ts'

/** The end of a connection that a row or a column stands for; undefined where none can be named. */
export function toEnd(end: MatrixEnd, snapshot: Snapshot): ConnectEnd | undefined {
  switch (end.kind) {
    case 'namespace':
      return { kind: 'namespace', namespace: end.namespace }
    case 'workload':
      return end.implied ? { kind: 'implied', id: end.id } : { kind: 'workload', id: end.id }
    case 'outside':
      return toOutsideEnd(end, snapshot)
  }
}

/** As the picture has it; what it does not draw is the internet, or a block that is written like this. */
function toOutsideEnd({ id, title, detail }: MatrixEnd, { picture }: Snapshot): ConnectEnd | undefined {
  const node = picture.nodes.find((candidate) => candidate.id === id)
  if (node) return toConnectEnd(node)
  if (title === 'internet' || title === 'anyone') return { kind: 'internet' }
  const [cidr = '', except = ''] = detail.split(' except ')
  return { kind: 'block', cidr, except: except.split(/,\s*/).filter((range) => range !== '') }
}

/** "Remove": stops all that passes now, whatever lets it pass. Undefined where nothing does. */
export function toRemoval({ from, to, passing }: MatrixDetail, snapshot: Snapshot): DisconnectIntention | undefined {
  const ports = PROTOCOLS.flatMap((protocol) =>
    (passing[protocol] ?? []).map(({ first, last }): WantedPort => ({ kind: 'range', protocol, first, last })),
  )
  if (ports.length === 0) return undefined
  return { kind: 'disconnect', rules: [], from: endpointsOf(from, snapshot), to: endpointsOf(to, snapshot), ports }
}

/** "Expect this": what is between the ends stays as it is now. */
export function toFlowsBetween({ from, to }: MatrixDetail, snapshot: Snapshot): FlowsBetween {
  return { kind: 'between', from: endpointsOf(from, snapshot), to: endpointsOf(to, snapshot) }
}

/** The engine's endpoints behind an end. */
function endpointsOf(end: MatrixEnd, { endpoints, picture }: Snapshot): readonly string[] {
  const ids = endpoints.map(({ id }) => id)
  switch (end.kind) {
    case 'namespace':
      return ids.filter((id) => id.startsWith(`${end.namespace}/`))
    case 'workload':
      return ids.filter((id) => id === end.id || id.startsWith(`${end.id}#`))
    case 'outside': {
      const node = picture.nodes.find((candidate) => candidate.id === end.id)
      return node?.kind === 'outside' ? node.endpoints : ids.filter((id) => id.startsWith('outside/'))
    }
  }
}
