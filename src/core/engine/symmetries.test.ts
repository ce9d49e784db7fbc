import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClusterNote, makeCluster, mapPolicies } from './cluster.testing.ts'
import {
  mapRules,
  renameNamespaces,
  reverseNote,
  splitPeers,
  splitPolicy,
  splitPorts,
  swapDirections,
  withoutSides,
} from './note-changes.testing.ts'
import { readPolicies, type TextForm } from './policy-text.testing.ts'
import { prepare } from './prepare.ts'
import { randomCluster, randomPolicy, randomSettings } from './random-cluster.testing.ts'
import { type Reach, reachOf, reachOfPrepared } from './reach.testing.ts'

const declaredOnly = randomSettings.map((settings) => ({ ...settings, implied: false }))

/** The whole reach of random clusters, before and after a change, is the same but for names. */
function keepsReach(
  change: (note: ClusterNote) => ClusterNote,
  rename: (pair: string) => string = (pair) => pair,
): void {
  fc.assert(
    fc.property(randomCluster, declaredOnly, (note, settings) => {
      expect(reachOf(change(note), settings)).toEqual(renamePairs(reachOf(note, settings), rename))
    }),
    { numRuns: 40 },
  )
}

function renamePairs(reach: Reach, rename: (pair: string) => string): Reach {
  return new Map([...reach].map(([pair, words]) => [rename(pair), words] as const).sort(([a], [b]) => (a < b ? -1 : 1)))
}

describe('the reach of a cluster', () => {
  it('[ISO-5] does not change when documents, policies, rules, peers and ports are reordered', () => {
    keepsReach(reverseNote)
  })

  it('[RUL-3] does not change when the peers of a rule become rules of their own', () => {
    keepsReach((note) => mapRules(note, splitPeers))
  })

  it('[RUL-3] does not change when the ports of a rule become rules of their own', () => {
    keepsReach((note) => mapRules(note, splitPorts))
  })

  it('[ISO-5] does not change when the rules of a policy become policies of their own', () => {
    keepsReach((note) => ({ ...note, policies: (note.policies ?? []).flatMap(splitPolicy) }))
  })

  it('[ISO-5] does not change when policies stand twice', () => {
    keepsReach((note) => ({ ...note, policies: (note.policies ?? []).flatMap((policy) => [policy, policy]) }))
  })

  it('[END-3] does not change when namespaces are renamed with their labels', () => {
    const names: Readonly<Record<string, string>> = { a: 'q', b: 'p', c: 'o', d: 'n' }
    const rename = (name: string) => names[name] ?? name
    keepsReach(
      (note) => renameNamespaces(note, rename),
      (pair) =>
        pair
          .split(' → ')
          .map((end) => end.replace(/^[^/]+(?=\/)/, rename))
          .join(' → '),
    )
  })

  it('[ISO-6] turns round with the policies', () => {
    fc.assert(
      fc.property(randomCluster, declaredOnly, (note, settings) => {
        const forward = withoutSides(note)
        const turned = renamePairs(reachOf(swapDirections(forward), settings), (pair) =>
          pair.split(' → ').reverse().join(' → '),
        )
        expect(turned).toEqual(reachOf(forward, settings))
      }),
      { numRuns: 40 },
    )
  })

  it('[SEL-5] does not change by a policy of a namespace without pods, nor by one that selects no pod', () => {
    fc.assert(
      fc.property(randomCluster, declaredOnly, randomPolicy, (note, settings, policy) => {
        const elsewhere = { ...policy, name: 'elsewhere', namespace: 'e' }
        const nobody = { ...policy, name: 'nobody', podSelector: { matchLabels: { app: 'nobody' } } }
        const more = { ...note, policies: [elsewhere, ...(note.policies ?? []), nobody] }
        const [before, after] = [reachOf(note, settings), reachOf(more, settings)]
        // A block of the other family brings its addresses into view.
        expect(new Map([...after].filter(([pair]) => before.has(pair)))).toEqual(before)
      }),
      { numRuns: 40 },
    )
  })

  it('[YML-1] is the same for policies in YAML, in JSON and in a List', () => {
    fc.assert(
      fc.property(
        randomCluster,
        declaredOnly,
        fc.constantFrom<TextForm>('yaml', 'json', 'list'),
        (note, settings, form) => {
          const current = mapPolicies(note, ({ stale: _, ...policy }) => policy)
          const policies = readPolicies(current.policies ?? [], form)
          const read = prepare({ ...makeCluster(current), policies }, settings)
          expect(reachOfPrepared(read)).toEqual(reachOf(current, settings))
        },
      ),
      { numRuns: 40 },
    )
  })
})
