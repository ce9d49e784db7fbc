import type { Prepared } from '../../engine/prepare.ts'
import { assertNever } from '../../model/assert-never.ts'
import type { ExpectedEnd, ExpectedFlow } from '../../model/expectation.ts'
import { formatAddress, intersectAddresses } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import { nameEndpoints, nearNames } from '../../questions/named-endpoints.ts'

/** The texts to ask with for an end, or why it stands for nothing (EXP-6). */
export type ResolvedEnd =
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'nothing'; readonly words: string; readonly candidates: readonly string[] }

/** Finds what an end names: all pods of a workload, an address or name, or one address of each kind in a block. */
export function resolveEnd(prepared: Prepared, end: ExpectedEnd): ResolvedEnd {
  switch (end.kind) {
    case 'workload':
      return resolveWorkload(prepared, end)
    case 'host':
      return { kind: 'texts', texts: [end.host] }
    case 'block':
      return resolveBlock(prepared, end.cidr)
    default:
      return assertNever(end)
  }
}

/** Whether no pod of the cluster is at either end: the network between outside addresses is nobody's to judge. */
export function isOutsideOnly({ from, to }: ExpectedFlow): boolean {
  return from.kind === 'block' && to.kind === 'block'
}

function resolveWorkload(
  prepared: Prepared,
  { workload, namespace, name }: Extract<ExpectedEnd, { kind: 'workload' }>,
): ResolvedEnd {
  const text = `${namespace}/${workload}/${name}`
  if (nameEndpoints(prepared, text).kind === 'endpoints') return { kind: 'texts', texts: [text] }
  const near = nearNames(prepared, name, namespace).filter((candidate) => !candidate.includes('/svc/'))
  return { kind: 'nothing', words: `there is no ${workload} ${namespace}/${name}`, candidates: near.slice(0, 3) }
}

/** The addresses of a block that rules tell apart: one of each. */
function resolveBlock(prepared: Prepared, cidr: string): ResolvedEnd {
  const block = readCidr(cidr)
  const range = block.kind === 'cidr' ? [block.range] : []
  const texts = prepared.endpoints.flatMap((endpoint) => {
    const [shared] = endpoint.kind === 'outside' ? intersectAddresses(endpoint.addresses, range) : []
    return shared ? [formatAddress({ family: shared.family, value: shared.first })] : []
  })
  if (texts.length > 0) return { kind: 'texts', texts }
  return { kind: 'nothing', words: `no address outside the cluster is in ${cidr}`, candidates: [] }
}
