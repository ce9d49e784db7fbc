import { expect, it } from 'vitest'
import { scaleThatFits } from './rasterise.ts'

it('draws as large as is wanted, where a browser can', () => {
  expect(scaleThatFits(1200, 800, 2)).toBe(2)
})

it.each([
  [20_000, 100],
  [100, 40_000],
  [12_000, 9000],
])('draws %d × %d smaller, within what every browser draws', (width, height) => {
  const scale = scaleThatFits(width, height, 2)
  expect(scale).toBeLessThan(2)
  expect(scale).toBeGreaterThan(0)
  expect(Math.max(width, height) * scale).toBeLessThanOrEqual(16_384)
  expect(width * height * scale * scale).toBeLessThanOrEqual(64 * 1024 * 1024)
})
