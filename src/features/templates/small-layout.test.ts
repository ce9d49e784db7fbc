import { describe, expect, it } from 'vitest'
import { TEMPLATE_WORDS } from '../../core/authoring/templates/words.ts'
import { layoutSmall, type SmallLayout } from './small-layout.ts'

type Placed = SmallLayout['nodes'][number]

const overlap = (one: Placed, other: Placed) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height
const isWithin = (one: Placed, frame: Placed) =>
  frame.x < one.x &&
  frame.y < one.y &&
  one.x + one.width < frame.x + frame.width &&
  one.y + one.height < frame.y + frame.height

describe('layoutSmall', () => {
  for (const { id, picture } of TEMPLATE_WORDS)
    it(`[ISO-4] ${id}: boxes keep apart, frames hold their own and nobody else, all of it is within`, () => {
      const { nodes, edges, width, height } = layoutSmall(picture)
      const frames = nodes.filter(({ node }) => node.kind === 'namespace')
      const boxes = nodes.filter(({ node }) => node.kind !== 'namespace')
      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) expect(overlap(one, other)).toBe(false)
        for (const frame of frames) {
          const isOwn = one.node.within === frame.node.id
          expect([frame.node.id, one.node.id, isOwn ? isWithin(one, frame) : overlap(one, frame)]).toEqual([
            frame.node.id,
            one.node.id,
            isOwn,
          ])
        }
      }
      for (const [index, one] of frames.entries())
        for (const other of frames.slice(index + 1)) expect(overlap(one, other)).toBe(false)
      for (const box of nodes) expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width).toBe(true)
      for (const box of nodes) expect(box.y + box.height <= height).toBe(true)
      for (const { from, to } of edges) expect(Math.abs(to.x - from.x)).toBeGreaterThan(12)
    })
})
