import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NodePlace, nodeInOrder, nodeThatWay, placesOf, type Way } from './next-node.ts'
import { card, frame, outside } from './picture.testing.ts'

const place = (id: string, x: number, y: number): NodePlace => ({ id, box: { x, y, width: 100, height: 60 } })

/**
 * a  b  c
 * d     e
 */
const PLACES = [place('a', 0, 0), place('b', 200, 0), place('c', 400, 0), place('d', 0, 100), place('e', 400, 100)]

const go = (from: string, way: Way) => nodeThatWay(PLACES, from, way)

describe('nodeThatWay', () => {
  it('goes to the neighbour that way', () => {
    expect([go('a', 'right'), go('b', 'right'), go('a', 'down'), go('e', 'up')]).toEqual(['b', 'c', 'd', 'c'])
  })

  it('goes rather straight ahead than aside', () => {
    expect(go('d', 'right')).toBe('e')
    expect(go('e', 'left')).toBe('d')
  })

  it('stays where nothing lies that way', () => {
    expect([go('a', 'left'), go('a', 'up'), go('e', 'down')]).toEqual([undefined, undefined, undefined])
  })

  it('begins at the first node', () => {
    expect(nodeThatWay(PLACES, 'gone', 'right')).toBe('a')
    expect(nodeThatWay([], 'gone', 'right')).toBeUndefined()
  })

  it('never stays, and never goes backwards, wherever nodes lie', () => {
    const places = fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), {
      minLength: 1,
    })
    fc.assert(
      fc.property(places, fc.constantFrom<Way>('left', 'right', 'up', 'down'), (spots, way) => {
        const all = spots.map(([x, y], at) => place(`${at}`, x, y))
        for (const { id, box } of all) {
          const to = all.find((other) => other.id === nodeThatWay(all, id, way))
          if (to === undefined) continue
          const steps = {
            left: box.x - to.box.x,
            right: to.box.x - box.x,
            up: box.y - to.box.y,
            down: to.box.y - box.y,
          }
          expect(steps[way]).toBeGreaterThan(0)
        }
      }),
    )
  })
})

describe('placesOf', () => {
  const nodes = [outside('internet', []), card('shop', 'web'), card('shop', 'api'), frame('shop')]
  const layout = new Map([
    ['outside:internet', { x: 0, y: 40, width: 90, height: 30 }],
    ['frame:shop', { x: 200, y: 0, width: 300, height: 300 }],
    ['shop/deployment/web', { x: 220, y: 150, width: 100, height: 60 }],
    ['shop/deployment/api', { x: 220, y: 50, width: 100, height: 60 }],
  ])

  it('reads from left to right, a frame before what is in it', () => {
    expect(placesOf(nodes, layout).map(({ id }) => id)).toEqual([
      'outside:internet',
      'frame:shop',
      'shop/deployment/api',
      'shop/deployment/web',
    ])
  })

  it('leads from a frame down into it, and up again', () => {
    const places = placesOf(nodes, layout)
    expect(nodeThatWay(places, 'frame:shop', 'down')).toBe('shop/deployment/api')
    expect(nodeThatWay(places, 'shop/deployment/api', 'up')).toBe('frame:shop')
  })
})

it('leads through all nodes in order, round and round', () => {
  const seen: string[] = []
  for (let at = nodeInOrder(PLACES, undefined, 1); seen.length < 6; at = nodeInOrder(PLACES, at, 1)) seen.push(at ?? '')
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e', 'a'])
  expect(nodeInOrder(PLACES, 'a', -1)).toBe('e')
})
