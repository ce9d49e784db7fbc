import type { Point } from '../boxes.ts'

/** Commands of the outline, on a square of 16. */
const OUTLINE: readonly (readonly [command: string, ...numbers: number[]])[] = [
  ['M', 8, 1.8],
  ['L', 13.2, 3.7],
  ['L', 13.2, 8],
  ['C', 13.2, 11, 11.1, 13.2, 8, 14.3],
  ['C', 4.9, 13.2, 2.8, 11, 2.8, 8],
  ['L', 2.8, 3.7],
]

/** Path data of a shield in a square of `size` around a point. */
export function shieldPath({ x, y }: Point, size: number): string {
  const scale = size / 16
  const corner = [x - size / 2, y - size / 2] as const
  const place = (number: number, index: number) => round((corner[index % 2] ?? 0) + number * scale)
  return `${OUTLINE.map(([command, ...numbers]) => command + numbers.map(place).join(' ')).join(' ')}Z`
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100)
}
