import type { Member } from '../../engine/member.ts'
import { formatSelector } from '../../model/matching.ts'
import type { PodPeer } from '../../model/policy.ts'

/** "12 pods": a workload known by its template counts as many as it makes. */
export function countPods(members: readonly Member[]): string {
  return plural(
    members.reduce((sum, member) => sum + podsOf(member), 0),
    'pod',
  )
}

/** At least one: also a workload scaled to zero has pods to come. */
function podsOf({ endpoint }: Member): number {
  if (endpoint.kind !== 'pods') return 0
  const [pod] = endpoint.pods
  return pod?.inInput === false ? Math.max(1, endpoint.workload?.replicas ?? 1) : endpoint.pods.length
}

/** "1 pod", "2 pods". */
export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** The names of a few, and how many more there are: "web, api and 3 more". */
export function nameSome(names: readonly string[], most = 3): string {
  const distinct = [...new Set(names)]
  if (distinct.length > most) return `${distinct.slice(0, most).join(', ')} and ${distinct.length - most} more`
  const last = distinct.at(-1) ?? 'nobody'
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`
}

/** The names of workloads. */
export function nameMembers(members: readonly Member[]): string {
  return nameSome(members.map(({ endpoint }) => endpoint.name))
}

/** "app=web in payments", "app=web in namespaces team=shop", "any pod of any namespace". */
export function peerWords({ podSelector, namespaceSelector }: PodPeer, namespace: string): string {
  const pods = podSelector && podSelector.requirements.length > 0 ? formatSelector(podSelector) : 'any pod'
  if (!namespaceSelector) return `${pods} in ${namespace}`
  if (namespaceSelector.requirements.length === 0) return `${pods} in any namespace`
  return `${pods} in namespaces ${formatSelector(namespaceSelector)}`
}
