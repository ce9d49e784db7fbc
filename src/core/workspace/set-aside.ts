import { isInventory } from '../inventory/build-cluster.ts'
import { countKinds, otherPolicyKind } from '../model/policy-kinds.ts'
import type { Resource } from '../model/resource.ts'
import { type Analysis, resourcesOf } from './analyse.ts'

/** Kinds of the document that say nothing of traffic, and stay as text: `5 ConfigMaps`. */
export function countSetAside({ reading }: Analysis): readonly string[] {
  return countKinds(resourcesOf(reading).filter(isSetAside))
}

function isSetAside(resource: Resource): boolean {
  const { kind, apiVersion, policy } = resource
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['']
  const isPolicy = policy !== undefined || (kind === 'NetworkPolicy' && group === 'networking.k8s.io')
  return kind !== '' && !isPolicy && !isInventory(resource) && otherPolicyKind(group, kind) === undefined
}
