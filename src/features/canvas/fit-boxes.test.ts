import { describe, expect, it } from 'vitest'
import { fitBoxes, isInside } from './fit-boxes.ts'

const AREA = { left: 20, top: 40, right: 520, bottom: 440 }
const box = (x: number, y: number, width = 100, height = 60) => ({ x, y, width, height })

describe('fitBoxes', () => {
  it('puts boxes into the middle of the area without coming nearer', () => {
    const view = fitBoxes([box(1000, 1000)], AREA, 1)
    expect(view.zoom).toBe(1)
    expect(1050 * view.zoom + view.x).toBe(270)
    expect(1030 * view.zoom + view.y).toBe(240)
  })

  it('goes so far away that all boxes lie in the area', () => {
    const boxes = [box(0, 0), box(2000, 900)]
    const view = fitBoxes(boxes, AREA, 1)
    expect(view.zoom).toBeLessThan(1)
    expect(isInside(boxes, { ...view, zoom: view.zoom * 0.999 }, AREA)).toBe(true)
  })
})

describe('isInside', () => {
  it('wants every box whole', () => {
    const view = { x: 0, y: 0, zoom: 1 }
    expect(isInside([box(30, 50)], view, AREA)).toBe(true)
    expect(isInside([box(30, 50), box(450, 50)], view, AREA)).toBe(false)
    expect(isInside([box(30, 20)], view, AREA)).toBe(false)
  })
})
