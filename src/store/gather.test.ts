import { describe, expect, it } from 'vitest'
import type { PictureNode } from '../core/picture/picture.ts'
import { edgeOf, pictureOf, workloadNode } from './fake-engine.testing.ts'
import { toGatheredEnd } from './gather.ts'
import { toGenerateIntention } from './generate-intention.ts'
import { toGatheredIsolation } from './isolate-intention.ts'
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

  it('are workloads of any kind, or edges, and never both: the other kind begins anew', async () => {
    const { state, read } = setUp()
    const edges = ['one', 'two'].map((id) => edgeOf(id, 'web', 'api'))
    const stub = { ...edgeOf('stub', 'web', 'db'), half: { admittedBy: 'source' as const, at: 'db', words: 'blocked' } }
    await read({ picture: pictureOf([...NODES, FRAME], [...edges, stub]) })
    state().select({ kind: 'node', id: 'web' })
    state().gather('one')
    expect(state().selection).toEqual({ kind: 'edge', id: 'one' })
    for (const id of ['two', 'stub']) state().gather(id)
    expect([state().gathered, state().selection]).toEqual([['one', 'two'], null])
    expect(toGatheredEnd([...NODES], state().gathered)).toBeUndefined()
    state().gather('db')
    expect(state().selection).toEqual({ kind: 'node', id: 'db' })
  })

  it('give least privilege its flows: the ends of edges, a frame as a whole', async () => {
    const { state, read } = setUp()
    const edges = [edgeOf('one', 'web', 'api'), edgeOf('two', 'ns', 'db')]
    const endpoints = ['shop/deployment/web', 'shop/deployment/api', 'other/deployment/x'].map((id) => ({ id }))
    await read({ picture: pictureOf([...NODES, FRAME], edges), endpoints: endpoints as never })
    expect(toGenerateIntention(state())).toBeUndefined()
    for (const id of ['one', 'two']) state().gather(id)
    const some = (...ids: readonly string[]) => ({ endpoints: ids, isWhole: false })
    expect(toGenerateIntention(state())).toEqual({
      kind: 'generate',
      keepDns: true,
      flows: {
        edges: [
          { from: some('shop/deployment/web'), to: some('shop/deployment/api') },
          {
            from: { endpoints: ['shop/deployment/web', 'shop/deployment/api'], isWhole: true },
            to: some('shop/deployment/db'),
          },
        ],
      },
    })
  })

  it('are isolated together, with what passes now kept where that is asked', async () => {
    const { state } = await setUpPicture()
    expect(toGatheredIsolation(state(), true)).toBeUndefined()
    for (const id of ['web', 'db']) state().gather(id)
    const scope = { kind: 'workloads', ids: ['shop/deployment/web', 'shop/deployment/db'] }
    const isolation = { kind: 'isolate', scope, directions: ['ingress', 'egress'], keepDns: true }
    expect(toGatheredIsolation(state(), false)).toEqual(isolation)
    expect(toGatheredIsolation(state(), true)).toEqual({ ...isolation, keepOpen: true })
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
