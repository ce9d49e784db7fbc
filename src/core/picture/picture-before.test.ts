import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeCluster } from '../engine/cluster.testing.ts'
import { prepare } from '../engine/prepare.ts'
import { randomCluster, randomSettings } from '../engine/random-cluster.testing.ts'
import { applyEdit, randomEdit, shareObjects } from '../engine/random-edits.testing.ts'
import type { Cluster } from '../model/cluster.ts'
import { buildPicture } from './build-picture.ts'
import { ALL_BLOCKS } from './peer-nodes.ts'
import type { Picture } from './picture.ts'
import { NO_FILTER } from './picture-filter.ts'
import { sketchPicture } from './sketch-picture.ts'

/** So many that no picture of them is bundled exactly. */
const CROWD = 620

/** Most stand in namespaces of their own, some among those that the random policies speak of. */
const workloads = Array.from({ length: CROWD }, (_, index) => ({
  id: `${index % 10 === 0 ? (['a', 'b', 'c'][index % 3] ?? 'a') : `crowd-${index % 40}`}/deployment/crowd-${index}`,
  labels: { app: ['x', 'y', 'z'][index % 3] ?? 'x' },
}))
const crowd = makeCluster({ workloads })

const folds = fc.constantFrom<Readonly<Record<string, boolean>>>({}, { a: false }, { a: true, b: false }, { c: true })
const filter = fc.constantFrom(NO_FILTER, NO_FILTER, NO_FILTER, { ...NO_FILTER, namespaces: ['a'] })

function withCrowd(cluster: Cluster): Cluster {
  const namespaces = new Map([...crowd.namespaces, ...cluster.namespaces])
  return { ...cluster, namespaces, workloads: [...cluster.workloads, ...crowd.workloads] }
}

/** Their names tell of edges, which a sketch has none of. */
const cardsOf = ({ nodes, folded }: Picture) => ({
  cards: nodes
    .filter(({ kind }) => kind === 'namespace' || kind === 'workload')
    .map(({ accessibleName, ...card }) => card),
  folded,
})

/** They count when namespaces are folded. */
const countBlocks = ({ nodes }: Picture) =>
  nodes.filter((node) => node.id === ALL_BLOCKS || (node.kind === 'outside' && node.role === 'block')).length

it('a large picture from the one before is the picture from scratch, after any change, and a sketch has its cards', () => {
  let drawn = 0
  let counted = 0
  let sketched = 0
  fc.assert(
    fc.property(
      randomCluster,
      randomSettings,
      fc.array(fc.record({ edit: randomEdit, folds, filter }), { minLength: 2, maxLength: 6 }),
      (note, settings, changes) => {
        let situation = { note, settings }
        let cluster = makeCluster(note)
        let prepared = prepare(withCrowd(cluster), settings)
        let last = buildPicture(prepared, { folds: {} })
        for (const { edit, ...options } of changes) {
          situation = applyEdit(situation, edit)
          cluster = shareObjects(makeCluster(situation.note), cluster)
          const next = prepare(withCrowd(cluster), situation.settings, prepared)
          const picture = buildPicture(next, { ...options, before: prepared })
          const anew = buildPicture(prepare(withCrowd(makeCluster(situation.note)), situation.settings), options)
          expect(picture, edit.kind).toEqual(anew)
          const sketch = sketchPicture(next, options.folds, { ...last, edgesNotDrawn: 1 })
          if (sketch && !picture.filtered && countBlocks(sketch) === countBlocks(picture)) {
            sketched += 1
            expect(cardsOf(sketch), edit.kind).toEqual(cardsOf(picture))
          }
          last = picture
          drawn += picture.edges.length
          counted += picture.edgesNotDrawn
          prepared = next
        }
      },
    ),
    { numRuns: 12 },
  )
  expect(drawn).toBeGreaterThan(0)
  expect(counted).toBeGreaterThan(0)
  expect(sketched).toBeGreaterThan(0)
}, 120_000)
