import { assertNever } from '../../model/assert-never.ts'
import { boundsOf } from '../boxes.ts'
import { labelOf } from '../edge-label.ts'
import type { EdgeRoute, NodeBox, PictureEdge, PictureNode } from '../picture.ts'
import { STACK_REACH } from './svg-card.ts'
import { notesBox } from './svg-pill.ts'
import { BADGE_REACH } from './svg-shield.ts'
import { FONTS, widthOf } from './svg-text.ts'

/** What stands out of every node: halos to all sides, chips and the word of stale ones above. */
const RIM = 10

/** All that is drawn for a node, in units of the picture. */
export function boundsOfNode(node: PictureNode, box: NodeBox): readonly NodeBox[] {
  const whole = grow(box, RIM, RIM)
  switch (node.kind) {
    case 'workload':
      return [grow(box, BADGE_REACH, RIM)]
    case 'group':
      return [grow(box, RIM + STACK_REACH, RIM + STACK_REACH)]
    case 'namespace':
      return [whole]
    case 'outside':
      return withNotes(whole, notesBox(node, box))
    default:
      return assertNever(node)
  }
}

/** All that is drawn for an edge: curves stay between the points that make them. */
export function boundsOfEdge(edge: PictureEdge, { path, label, blocked }: EdgeRoute): readonly NodeBox[] {
  const numbers = [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text))
  const points = numbers.flatMap((x, index) => (index % 2 === 0 ? [dot(x, numbers[index + 1] ?? 0)] : []))
  const width = Math.max(label.width, widthOf(labelOf(edge), FONTS.label) + 6)
  const height = Math.max(label.height, 18)
  const words = { x: label.x - width / 2, y: label.y - height / 2, width, height }
  const ways = boundsOf([...points, ...(blocked ? [dot(blocked.x, blocked.y)] : [])])
  return ways ? [grow(ways, RIM, RIM), words] : [words]
}

function dot(x: number, y: number): NodeBox {
  return { x, y, width: 0, height: 0 }
}

function grow({ x, y, width, height }: NodeBox, aside: number, above: number): NodeBox {
  return { x: x - aside, y: y - above, width: width + 2 * aside, height: height + 2 * above }
}

function withNotes(whole: NodeBox, notes: NodeBox | undefined): readonly NodeBox[] {
  return notes ? [whole, notes] : [whole]
}
