import type { NodeBox } from '../picture.ts'
import type { SvgColours } from './svg-colours.ts'
import { element, linePath, type Svg } from './svg-xml.ts'

/** Stripes over a box that is read from an older text; `inset` keeps them off round corners. */
export function drawHatch(box: NodeBox, colours: SvgColours, inset = 2, period = 11.3): Svg {
  const stripes = stripesOf(box, inset, period)
  return stripes === '' ? '' : element('path', { d: stripes, fill: 'none', stroke: colours.line, 'stroke-width': 1 })
}

/** Path data of slanting lines, from the upper left corner to the lower right one. */
export function stripesOf(box: NodeBox, inset: number, period: number): string {
  const [x, y] = [box.x + inset, box.y + inset]
  const [width, height] = [box.width - 2 * inset, box.height - 2 * inset]
  const lines: string[] = []
  for (let sum = period; sum < width + height; sum += period) {
    const [right, low] = [Math.min(sum, width), Math.min(sum, height)]
    lines.push(
      linePath([
        [x + right, y + sum - right],
        [x + sum - low, y + low],
      ]),
    )
  }
  return lines.join(' ')
}
