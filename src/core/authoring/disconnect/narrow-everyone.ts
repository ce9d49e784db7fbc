import type { PodEndpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import { type AddressSet, allAddresses, type Family, subtractAddresses, unionAddresses } from '../../net/address.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import { podRanges } from '../connect/resolve-outside.ts'
import { NAME_KEY, podsIn } from '../connect/resolved-end.ts'
import type { PlanContext } from '../plan-context.ts'
import { addressesOf } from './narrow-blocks.ts'
import { bearersOf, keysOf } from './narrow-pods.ts'
import { excludeFrom } from './narrow-selector.ts'
import { isPods, type Manner, namesOf } from './narrowed-peers.ts'

/** Above so many exceptions nobody would read the list. */
const MOST_EXCEPTIONS = 24

/**
 * Peers for everyone but some ends, of a policy in `namespace`: every pod that is not left out, and the addresses
 * outside that are not. Words where that cannot be said.
 */
export function everyoneBut(
  context: PlanContext,
  namespace: string,
  far: ReadonlySet<string>,
  { lists, exceptsPods }: Manner,
): readonly JsonObject[] | string {
  if (lists) return 'a rule for anyone has no others that could be listed'
  const gone = context.prepared.endpoints.filter(({ id }) => far.has(id))
  const pods = gone.filter(isPods).filter(({ hostNetwork }) => !hostNetwork)
  if (pods.length < gone.filter(isPods).length)
    return `${namesOf(gone)}: pods on their node's network are known by its address only`
  const inside = podsBut(context, namespace, pods)
  if (typeof inside === 'string') return inside
  const outside = addressesBut(context, addressesOf(gone), exceptsPods && pods.length > 0)
  return typeof outside === 'string' ? outside : [...inside, ...outside]
}

function podsBut({ prepared }: PlanContext, own: string, gone: readonly PodEndpoint[]): readonly JsonObject[] | string {
  const namespaces = [...new Set(gone.map(({ namespace }) => namespace))]
  if (namespaces.length === 0) return [{ namespaceSelector: {} }]
  const elsewhere = { matchExpressions: [{ key: NAME_KEY, operator: 'NotIn', values: namespaces }] }
  const peers: JsonObject[] = [{ namespaceSelector: elsewhere }]
  for (const namespace of namespaces) {
    const all = prepared.endpoints.filter(isPods).filter((one) => one.namespace === namespace && !one.hostNetwork)
    const leave = all.filter((one) => gone.includes(one))
    const stay = all.filter((one) => !gone.includes(one))
    if (stay.length === 0) continue
    const exclusion = {
      gone: leave.flatMap(bearersOf),
      kept: stay.flatMap(bearersOf),
      keys: keysOf(prepared, leave),
    }
    const selector = excludeFrom('', [], {}, exclusion)
    if (!selector) return `no label tells ${namesOf(leave)} from the other pods of ${namespace}`
    peers.push(podsIn(namespace, own, selector.value))
  }
  return peers
}

function addressesBut(
  { prepared }: PlanContext,
  gone: AddressSet,
  exceptsPods: boolean,
): readonly JsonObject[] | string {
  const ranges = exceptsPods ? podRanges(prepared) : { kind: 'known' as const, addresses: [] }
  if (ranges.kind === 'unknown') return `blocks match pods too, and ${ranges.words}`
  const left = unionAddresses(gone, ranges.addresses)
  const except = (family: Family) => toCidrs(left.filter((range) => range.family === family))
  if (except(4).length + except(6).length > MOST_EXCEPTIONS) return 'too many exceptions would be needed'
  return ([4, 6] as const).flatMap((family): readonly JsonObject[] => {
    if (subtractAddresses([allAddresses(family)], left).length === 0) return []
    const cidr = family === 4 ? '0.0.0.0/0' : '::/0'
    return [{ ipBlock: except(family).length === 0 ? { cidr } : { cidr, except: except(family) } }]
  })
}
