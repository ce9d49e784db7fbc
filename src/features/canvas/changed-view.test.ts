import { describe, expect, it } from 'vitest'
import type { Layout, NodeBox } from '../../core/picture/picture.ts'
import { type PictureChange, viewOfChanges } from './changed-view.ts'
import { isInside } from './fit-boxes.ts'

const PANE = { left: 0, top: 0, right: 1000, bottom: 600 }
const FREE = { left: 20, top: 50, right: 980, bottom: 500 }
const AREAS = { free: FREE, pane: PANE }
const HERE = { x: 0, y: 0, zoom: 1 }

const box = (x: number, y: number): NodeBox => ({ x, y, width: 100, height: 60 })
const places = (...boxes: readonly NodeBox[]): Layout => new Map(boxes.map((one, index) => [`node ${index}`, one]))

function view(change: Partial<PictureChange>, from = HERE) {
  const layout = change.layout ?? places(...(change.boxes ?? []))
  return viewOfChanges({ boxes: [], before: layout, sawAll: false, ...change, layout }, AREAS, from)
}

describe('viewOfChanges', () => {
  it('stays where all that changed is in sight', () => {
    const far = box(5000, 0)
    expect(view({ boxes: [box(100, 100)], layout: places(box(100, 100), far) })).toBeNull()
    expect(view({ boxes: [] })).toBeNull()
  })

  it('shows what changed out of sight, or under what lies over the canvas, beside what is in sight', () => {
    for (const hidden of [box(1000, 100), box(100, 520)]) {
      const boxes = [box(400, 200), hidden]
      const found = view({ boxes }) ?? HERE
      expect(isInside(boxes, found, FREE)).toBe(true)
      expect(found.zoom).toBe(1)
    }
  })

  it('goes further away where it takes that, and never nearer', () => {
    const boxes = [box(0, 100), box(1500, 100)]
    const found = view({ boxes }) ?? HERE
    expect(isInside(boxes, found, FREE)).toBe(true)
    expect(found.zoom).toBeLessThan(1)
    expect(view({ boxes: [box(5000, 0)] }, { ...HERE, zoom: 0.3 })?.zoom).toBe(0.3)
  })

  it('goes on showing everything to who saw everything', () => {
    const [old, fresh] = [box(20, 60), box(1200, 60)]
    const change = { boxes: [fresh], layout: places(old, fresh), before: places(old) }
    expect(isInside([old, fresh], view({ ...change, sawAll: true }) ?? HERE, FREE)).toBe(true)
    expect(isInside([old], view(change) ?? HERE, FREE)).toBe(false)
    const pushed = { boxes: [old], layout: places(old, fresh), sawAll: true }
    expect(isInside([old, fresh], view(pushed) ?? HERE, FREE)).toBe(true)
  })

  it('of changes all over a large picture shows only what is new', () => {
    const all = [box(100, 100), box(4000, 0), box(0, 3000)]
    const fresh = box(1000, 100)
    expect(view({ boxes: all })).toBeNull()
    const found = view({ boxes: [...all, fresh], layout: places(...all, fresh), before: places(...all) }) ?? HERE
    expect(isInside([fresh], found, FREE)).toBe(true)
    expect(found.zoom).toBe(1)
  })

  it('shows changes all over a large picture from afar where none of them is in sight', () => {
    const all = [box(2000, 100), box(9000, 0)]
    expect(isInside(all, view({ boxes: all }) ?? HERE, FREE)).toBe(true)
  })
})
