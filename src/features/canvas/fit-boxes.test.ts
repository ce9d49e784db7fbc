import { describe, expect, it } from 'vitest'
import { fitBoxes, isInside, reachBoxes, zoomAtMiddle } from './fit-boxes.ts'

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

describe('reachBoxes', () => {
  const HERE = { x: 0, y: 0, zoom: 1 }

  it('goes no further than it takes, on the side where something is missing', () => {
    expect(reachBoxes([box(30, 50)], AREA, HERE)).toEqual(HERE)
    expect(reachBoxes([box(500, 50)], AREA, HERE)).toEqual({ x: -80, y: 0, zoom: 1 })
    expect(reachBoxes([box(30, -10)], AREA, HERE)).toEqual({ x: 0, y: 50, zoom: 1 })
  })

  it('goes so far away that all boxes lie in the area, and keeps its middle as far as they allow', () => {
    const boxes = [box(-200, 240), box(640, 240)]
    const view = reachBoxes(boxes, AREA, HERE)
    expect(view.zoom).toBeCloseTo(500 / 940)
    expect(isInside(boxes, view, AREA)).toBe(true)
    expect(240 * view.zoom + view.y).toBeCloseTo(240)
  })
})

describe('zoomAtMiddle', () => {
  it('leaves what is in the middle where it is', () => {
    const view = zoomAtMiddle(AREA, { x: 100, y: -40, zoom: 0.5 }, 2)
    expect(view.zoom).toBe(2)
    // In the middle of the area, at 270 and 240, the point 340, 560 was seen.
    expect([340 * 2 + view.x, 560 * 2 + view.y]).toEqual([270, 240])
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
