import { describe, expect, it } from 'vitest'
import { toFlowNodes } from './flow-nodes.ts'
import { card, edge, frame, picture } from './picture.testing.ts'
import { keepIdentity } from './use-stable-picture.ts'

const make = (title: string) => picture([frame('x'), card('x', 'a'), card('x', title)], [edge('a', 'b')])

describe('keepIdentity', () => {
  it('keeps the whole picture when a copy says the same', () => {
    const first = make('b')
    expect(keepIdentity(first, structuredClone(first))).toBe(first)
  })

  it('keeps every node and edge but the one that changed', () => {
    const first = make('b')
    const next = keepIdentity(first, make('c'))
    expect(next.nodes.map((node, index) => node === first.nodes[index])).toEqual([true, true, false])
    expect(next.edges).toBe(first.edges)
  })
})

describe('toFlowNodes', () => {
  it('keeps what was neither changed nor moved, and leaves out what has no place', () => {
    const nodes = make('b').nodes
    const box = { x: 0, y: 0, width: 10, height: 10 }
    const places = new Map(nodes.slice(0, 2).map((node) => [node.id, box]))
    const first = toFlowNodes(nodes, places, new Map())
    const moved = new Map(places).set('x/deployment/a', { ...box, x: 5 })
    const second = toFlowNodes(nodes, moved, new Map(first.map((node) => [node.id, node])))
    expect(second.map(({ id }) => id)).toEqual(['frame:x', 'x/deployment/a'])
    expect(second.map((node, index) => node === first[index])).toEqual([true, false])
  })
})
