import type { NotEvaluated } from '../model/cluster.ts'
import { otherPolicyKind } from '../model/policy-kinds.ts'
import type { Resource } from '../model/resource.ts'
import { groupOf, nameOf, namespaceOf } from './object-meta.ts'

/** Where Istio looks for policies that hold in every namespace, unless it was told another one. */
const ISTIO_ROOT = 'istio-system'

/** The resources that could change verdicts and are not evaluated, in document order (YML-6). */
export function findNotEvaluated(resources: readonly Resource[]): readonly NotEvaluated[] {
  return resources.flatMap((resource) => {
    const group = groupOf(resource.apiVersion)
    const known = otherPolicyKind(group, resource.kind)
    if (!known) return []
    const { path, apiVersion, kind } = resource
    const namespace = namespaceOf(resource)
    const isEverywhere = !known.isNamespaced || (group === 'security.istio.io' && namespace === ISTIO_ROOT)
    return [{ path, apiVersion, kind, name: nameOf(resource), ...(isEverywhere ? {} : { namespace }) }]
  })
}
