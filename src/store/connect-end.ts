import type { ConnectEnd } from '../core/authoring/plan.ts'
import { assertNever } from '../core/model/assert-never.ts'
import type { OutsideNode, PictureNode, WorkloadNode } from '../core/picture/picture.ts'

/** The end of a connection that a drawn node stands for; undefined where none can be named (groups, "any pod"). */
export function toConnectEnd(node: PictureNode): ConnectEnd | undefined {
  switch (node.kind) {
    case 'workload':
      return toWorkloadEnd(node)
    case 'namespace':
      return { kind: 'namespace', namespace: node.namespace }
    case 'outside':
      return toOutsideEnd(node)
    case 'group':
      return undefined
    default:
      return assertNever(node)
  }
}

/** The workload of a split node is named without its part (END-1). */
function toWorkloadEnd(node: WorkloadNode): ConnectEnd | undefined {
  const endpoint = node.endpoints[0]
  if (endpoint === undefined) return undefined
  if (node.implied) return { kind: 'implied', id: endpoint }
  return { kind: 'workload', id: endpoint.split('#')[0] ?? endpoint }
}

function toOutsideEnd(node: OutsideNode): ConnectEnd | undefined {
  switch (node.role) {
    case 'internet':
    case 'anyone':
      return { kind: 'internet' }
    case 'block': {
      const [cidr = '', except = ''] = node.detail.split(' except ')
      return { kind: 'block', cidr, except: except.split(/,\s*/).filter((range) => range !== '') }
    }
    case 'any-pod':
      return undefined
    default:
      return assertNever(node.role)
  }
}
