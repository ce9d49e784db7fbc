import { describe, expect, it } from 'vitest'
import type { PictureNode } from '../core/picture/picture.ts'
import { pictureOf, workloadNode } from './fake-engine.testing.ts'
import { toGatheredEnd } from './gather.ts'
import { setUp } from './store.testing.ts'

const NODES = ['web', 'api', 'db'].map((name) => workloadNode(name, [`shop/deployment/${name}`]))
const FRAME: PictureNode = {
  kind: 'namespace',
  id: 'ns',
  title: 'shop',
  accessibleName: 'shop',
  stale: false,
  namespace: 'shop',
  declared: true,
  implied: false,
  subtitle: '',
  policies: [],
  workloads: 3,
  folded: false,
}

async function setUpPicture() {
  const store = setUp()
  await store.read({ picture: pictureOf([...NODES, FRAME], []) })
  return store
}

describe('workloads that are acted on together', () => {
  it('begin with the selected one, and take and leave out others', async () => {
    const { state } = await setUpPicture()
    state().select({ kind: 'node', id: 'web' })
    state().gather('api')
    expect([state().gathered, state().selection]).toEqual([['web', 'api'], null])
    state().gather('db')
    state().gather('web')
    expect(state().gathered).toEqual(['api', 'db'])
    expect(toGatheredEnd([...NODES], state().gathered)).toEqual({
      kind: 'workloads',
      ids: ['shop/deployment/api', 'shop/deployment/db'],
    })
  })

  it('are selected as before when only one is left, and no more once something is selected', async () => {
    const { state } = await setUpPicture()
    state().gather('web')
    expect(state().selection).toEqual({ kind: 'node', id: 'web' })
    state().gather('api')
    state().gather('api')
    expect([state().gathered, state().selection]).toEqual([[], { kind: 'node', id: 'web' }])
    state().gather('web')
    expect([state().gathered, state().selection]).toEqual([[], null])
    state().gather('web')
    state().gather('db')
    state().select(null)
    expect(state().gathered).toEqual([])
  })

  it('are workloads only: what else is pointed at changes nothing', async () => {
    const { state } = await setUpPicture()
    state().gather('web')
    state().gather('api')
    state().gather('ns')
    expect(state().gathered).toEqual(['web', 'api'])
  })

  it('are forgotten when they are gone from the text', async () => {
    const { state, apply, splice, read } = await setUpPicture()
    for (const id of ['web', 'api', 'db']) state().gather(id)
    apply([splice(0, 0, 'x')])
    await read({ picture: pictureOf(NODES.slice(0, 2), []) })
    expect(state().gathered).toEqual(['web', 'api'])
    apply([splice(0, 0, 'x')])
    await read({ picture: pictureOf(NODES.slice(0, 1), []) })
    expect(state().gathered).toEqual([])
  })
})
