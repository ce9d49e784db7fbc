import { describe, expect, it, vi } from 'vitest'
import type { PictureNode } from '../core/picture/picture.ts'
import { inspectEnd, isolateEnd, nodeOfEnd } from './end-acts.ts'
import { emptySnapshot } from './fake-engine.testing.ts'

const web = {
  kind: 'workload',
  id: 'shop/deployment/web',
  endpoints: ['shop/deployment/web'],
  implied: false,
  isolation: { ingress: 'isolated', egress: 'open' },
} as unknown as PictureNode
const ops = { kind: 'namespace', id: 'frame:ops', namespace: 'ops', folded: true } as unknown as PictureNode
const nodes = [web, ops]

function setUp() {
  const snapshot = emptySnapshot(1)
  const picture = { ...snapshot.picture, nodes }
  return { snapshot: { ...snapshot, picture }, select: vi.fn(), proposeChange: vi.fn() }
}

describe('an end of a table', () => {
  it('is its own node, else the namespace that it is folded into', () => {
    expect(nodeOfEnd({ kind: 'workload', id: 'shop/deployment/web' }, nodes)).toBe(web)
    expect(nodeOfEnd({ kind: 'workload', id: 'ops/deployment/agent' }, nodes)).toBe(ops)
    expect(nodeOfEnd({ kind: 'workload', id: 'opsy/deployment/agent' }, nodes)).toBeUndefined()
    expect(nodeOfEnd({ kind: 'internet' }, nodes)).toBeUndefined()
  })

  it('is inspected where it is drawn, else says why not', () => {
    const state = setUp()
    expect(inspectEnd({ kind: 'workload', id: 'shop/deployment/web' }, state)).toBeUndefined()
    expect(state.select.mock.calls).toEqual([[{ kind: 'node', id: 'shop/deployment/web' }]])
    expect(inspectEnd({ kind: 'internet' }, state)).toContain('not drawn')
  })

  it('is isolated for the directions in which it is open; folded, as the workload that it is', () => {
    const state = setUp()
    isolateEnd({ kind: 'workload', id: 'shop/deployment/web' }, state)
    isolateEnd({ kind: 'workload', id: 'ops/deployment/agent' }, state)
    expect(state.proposeChange.mock.calls.map(([{ scope, directions }]) => [scope.id, directions])).toEqual([
      ['shop/deployment/web', ['egress']],
      ['ops/deployment/agent', ['ingress', 'egress']],
    ])
    expect(isolateEnd({ kind: 'internet' }, state)).toContain('no pods')
  })
})
