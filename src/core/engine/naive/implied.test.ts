import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cluster } from '../../model/cluster.ts'
import { DIRECTIONS, type NetworkPolicy, type PodPeer } from '../../model/policy.ts'
import type { LabelSelector } from '../../model/selector.ts'
import { makeCluster } from '../cluster.testing.ts'
import { prepare } from '../prepare.ts'
import { randomCluster } from '../random-cluster.testing.ts'
import { reachOf } from '../reach.testing.ts'
import { endsOf } from './ends.testing.ts'
import type { NaiveEnd } from './rules.testing.ts'
import { isSelected, possibleLabels } from './selectors.testing.ts'

const NAME = 'kubernetes.io/metadata.name'

/** A place where a policy speaks of pods by selectors: its subject, or a peer. */
interface Place {
  readonly policy: NetworkPolicy
  readonly path: string
  readonly pods: LabelSelector
  readonly namespaces: LabelSelector | undefined
}

function placesOf({ policies }: Cluster): readonly Place[] {
  return policies.flatMap((policy) => {
    const rules = DIRECTIONS.flatMap((direction) => policy.rules[direction])
    const peers = rules.flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
    const subject = { policy, path: policy.podSelector.path, pods: policy.podSelector, namespaces: undefined }
    return [
      subject,
      ...peers.filter((peer): peer is PodPeer => peer.kind === 'pods').map((peer) => placeOf(policy, peer)),
    ]
  })
}

function placeOf(policy: NetworkPolicy, { path, podSelector, namespaceSelector }: PodPeer): Place {
  return { policy, path, pods: podSelector ?? { path, requirements: [] }, namespaces: namespaceSelector }
}

/** Whether it may be one of the pods the place speaks of, as labels go. */
function mayMatch(cluster: Cluster, { policy, pods, namespaces }: Place, end: NaiveEnd): boolean {
  if (end.kind === 'address') return false
  const isThere = namespaces ? isSelected(namespaces, end.namespaceLabels) : end.namespace === policy.namespace
  return isThere && possibleLabels(cluster, end.pod).some((labels) => isSelected(pods, labels))
}

/** Whether some pod in some namespace, declared or not, could be meant. */
function isSatisfiable({ namespaces: declared }: Cluster, { pods, namespaces }: Place): boolean {
  if (!isKeywiseSatisfiable(pods)) return false
  if (!namespaces || namespaces.requirements.length === 0) return true
  const isDeclared = (name: string) => declared.get(name)?.path !== undefined
  if ([...declared.values()].some(({ name, labels }) => isDeclared(name) && isSelected(namespaces, labels))) return true
  const naming = namespaces.requirements.filter(({ key }) => key === NAME)
  const others = namespaces.requirements.filter(({ key }) => key !== NAME)
  const names = [...naming.flatMap(({ values }) => values), 'a name no selector lists'].filter(
    (name) => !isDeclared(name),
  )
  const isNameable = names.some((name) => isSelected({ path: '', requirements: naming }, new Map([[NAME, name]])))
  return isNameable && isKeywiseSatisfiable({ path: '', requirements: others })
}

function isKeywiseSatisfiable({ path, requirements }: LabelSelector): boolean {
  return requirements.every(({ key }) => {
    const asked = { path, requirements: requirements.filter((one) => one.key === key) }
    const values = [...asked.requirements.flatMap((one) => one.values), 'a value no selector lists']
    return isSelected(asked, new Map()) || values.some((value) => isSelected(asked, new Map([[key, value]])))
  })
}

describe('implied endpoints', () => {
  it('[END-8] whoever a selector speaks of is there, unless nobody can be meant', () => {
    fc.assert(
      fc.property(randomCluster, (note) => {
        const cluster = makeCluster(note)
        const { endpoints } = prepare(cluster, { cni: 'upstream', implied: true })
        const ends = endpoints.flatMap((endpoint) => endsOf(cluster, endpoint))
        for (const place of placesOf(cluster)) {
          const isSomebody = ends.some((end) => mayMatch(cluster, place, end))
          expect(isSomebody, place.path).toBe(isSatisfiable(cluster, place))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('[END-8] satisfy the selectors that imply them, which no declared pod does', () => {
    fc.assert(
      fc.property(randomCluster, (note) => {
        const cluster = makeCluster(note)
        const { endpoints } = prepare(cluster, { cni: 'upstream', implied: true })
        const places = new Map(placesOf(cluster).map((place) => [place.path, place]))
        const declared = endpoints
          .filter((one) => one.kind === 'pods' && !one.implied)
          .flatMap((one) => endsOf(cluster, one))
        for (const endpoint of endpoints) {
          const [end] = endsOf(cluster, endpoint)
          for (const path of (endpoint.kind === 'pods' && endpoint.implied?.selectors) || []) {
            const place = places.get(path)
            if (!place || !end) throw new Error(`nothing is at ${path}`)
            expect(mayMatch(cluster, place, end), path).toBe(true)
            expect(
              declared.some((one) => mayMatch(cluster, place, one)),
              path,
            ).toBe(false)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('[END-8] change nothing between declared ones', () => {
    fc.assert(
      fc.property(randomCluster, (note) => {
        const [without, within] = [false, true].map((implied) => reachOf(note, { cni: 'upstream', implied }))
        expect(within).toEqual(without)
      }),
      { numRuns: 60 },
    )
  })
})
