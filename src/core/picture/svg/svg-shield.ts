import type { Isolation } from '../../model/verdict.ts'
import type { Point } from '../boxes.ts'
import type { NodeBox, WorkloadNode } from '../picture.ts'
import { shieldPath } from './shield-path.ts'
import type { SvgColours } from './svg-colours.ts'
import { element, type Svg } from './svg-xml.ts'

/** As the canvas draws it: filled is isolated, hollow open, barred admits nothing. */
export function drawShield(centre: Point, isolation: Isolation, colours: SvgColours): Svg {
  const stroke = { open: colours['line-strong'], isolated: colours.allowed, 'admits-nothing': colours['ink-2'] }[
    isolation
  ]
  const fill = isolation === 'open' ? colours.panel : stroke
  const outline = element('path', {
    d: shieldPath(centre, 13),
    fill,
    stroke,
    'stroke-width': 1.2,
    'stroke-linejoin': 'round',
  })
  if (isolation !== 'admits-nothing') return outline
  const bar = { x1: centre.x - 2.8, y1: centre.y, x2: centre.x + 2.8, y2: centre.y }
  return outline + element('line', { ...bar, stroke: colours.panel, 'stroke-width': 1.8, 'stroke-linecap': 'round' })
}

/** How far badges and the stubs of open directions reach out of a card. */
export const BADGE_REACH = 27

/** The shields at both sides of a card; an open direction has a stub to everything. */
export function drawBadges({ isolation }: WorkloadNode, box: NodeBox, colours: SvgColours): Svg {
  const y = box.y + box.height / 2
  return (
    drawBadge({ x: box.x, y }, -1, isolation.ingress, colours) +
    drawBadge({ x: box.x + box.width, y }, 1, isolation.egress, colours)
  )
}

function drawBadge(centre: Point, side: 1 | -1, isolation: Isolation, colours: SvgColours): Svg {
  const shield = drawShield(centre, isolation, colours)
  if (isolation === 'open') return drawOpenStub(centre, side, colours) + shield
  const square = { x: centre.x - 9.5, y: centre.y - 9.5, width: 19, height: 19, rx: 6 }
  return element('rect', { ...square, fill: colours.panel, stroke: colours.line }) + shield
}

function drawOpenStub({ x, y }: Point, side: 1 | -1, colours: SvgColours): Svg {
  const stroke = { stroke: colours['line-strong'], 'stroke-width': 1.5 }
  return (
    element('line', { x1: x + side * 8, y1: y, x2: x + side * 19, y2: y, ...stroke }) +
    element('circle', { cx: x + side * 22, cy: y, r: 3.25, fill: colours.panel, ...stroke })
  )
}
