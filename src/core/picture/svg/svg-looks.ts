import type { Answer } from '../../model/verdict.ts'
import type { NodeBox } from '../picture.ts'
import type { SvgColours } from './svg-colours.ts'
import { FONTS, line, widthOf } from './svg-text.ts'
import { element, type Svg } from './svg-xml.ts'

/** How a node stands to what is selected, as an outline. */
export type NodeMark = 'selected' | 'reached' | 'maybe' | 'blocked' | 'faded'

/** What a selection says of a node. */
export interface NodeLook {
  readonly mark?: NodeMark
  /** "→ ✓": what the selection may send here, and what this may send to the selection. */
  readonly chips?: readonly { readonly words: string; readonly answer: Answer | 'some' }[]
}

/** What a selection does to the picture, by ids of nodes and edges; what is not named stays as it is at rest. */
export interface SvgLooks {
  readonly nodes: ReadonlyMap<string, NodeLook>
  readonly edges: ReadonlyMap<string, EdgeLook>
}

/** What a selection does to an edge. */
export type EdgeLook = 'selected' | 'faded'

interface Outline {
  readonly stroke: string
  readonly 'stroke-width'?: number
  readonly 'stroke-dasharray'?: string
  readonly 'fill-opacity'?: number
}

/** The border of a card, a pill or a frame. */
export function outlineOf(look: NodeLook | undefined, usual: string, colours: SvgColours): Outline {
  switch (look?.mark) {
    case 'selected':
      return { stroke: colours.allowed, 'stroke-width': 2 }
    case 'reached':
      return { stroke: colours.allowed }
    case 'maybe':
      return { stroke: colours.depends, 'stroke-dasharray': '1.5 2.5' }
    case 'blocked':
      return { stroke: colours.denied }
    case 'faded':
      return { stroke: usual, 'fill-opacity': 0.4 }
    case undefined:
      return { stroke: usual }
  }
}

/** The ring around what is selected; it lies under the thing itself. */
export function drawHalo(
  look: NodeLook | undefined,
  { x, y, width, height }: NodeBox,
  rx: number,
  colours: SvgColours,
) {
  if (look?.mark !== 'selected') return ''
  const ring = { x: x - 3, y: y - 3, width: width + 6, height: height + 6, rx: rx + 3 }
  return element('rect', { ...ring, fill: 'none', stroke: colours.allowed, 'stroke-opacity': 0.22, 'stroke-width': 5 })
}

/** The signs at the upper right of a node. */
export function drawChips(look: NodeLook | undefined, box: NodeBox, colours: SvgColours): Svg {
  let right = box.x + box.width - 10
  const chips = [...(look?.chips ?? [])].reverse().map(({ words, answer }) => {
    const width = widthOf(words, FONTS.chip) + 10
    right -= width
    const colour = colours[answer === 'some' ? 'allowed' : answer]
    const middle = right + width / 2
    const rect = { x: right, y: box.y - 9.5, width, height: 19, rx: 4, fill: colours.panel, stroke: colour }
    right -= 3
    return element('rect', rect) + line(words, middle, box.y, { font: FONTS.chip, fill: colour, anchor: 'middle' })
  })
  return chips.join('')
}
