import { assertNever } from '../../model/assert-never.ts'
import { boundsOf } from '../boxes.ts'
import { MOST_STUB_WORDS } from '../edge-words.ts'
import type { EdgeRoute, Layout, NodeBox, Picture, PictureEdge, PictureNode, Routes } from '../picture.ts'
import { boundsOfEdge, boundsOfNode } from './svg-bounds.ts'
import { drawGroup, drawWorkload } from './svg-card.ts'
import { SVG_COLOURS, type SvgColours, type SvgTheme } from './svg-colours.ts'
import { drawEdge, drawLabel } from './svg-edge.ts'
import { drawNamespace } from './svg-frame.ts'
import { layoutLegend } from './svg-legend.ts'
import type { NodeLook, SvgLooks } from './svg-looks.ts'
import { svgNotes } from './svg-notes.ts'
import { drawOutside } from './svg-pill.ts'
import { cutText, FONTS, type Font, line, SANS } from './svg-text.ts'
import { element, escapeXml, type Svg } from './svg-xml.ts'

/** A picture that is ready to be written: with its places, and the edges that are drawn of it. */
export interface DrawnPicture {
  readonly picture: Picture
  readonly layout: Layout
  /** Those at rest, or what is drawn instead of them while something is selected. */
  readonly edges: readonly PictureEdge[]
  /** With the ends and labels of `routeDrawn`. */
  readonly routes: Routes
}

export interface SvgRequest extends DrawnPicture {
  /** Of the document, as people see it. */
  readonly title: string
  readonly theme: SvgTheme
  /** What a selection marks and fades; absent for the picture at rest. */
  readonly looks?: SvgLooks
}

/** A picture as an SVG document. */
export interface WrittenSvg {
  readonly text: string
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
}

const MARGIN = 24
/** The title, a line for what is left out, and the space below them. */
const HEAD = { title: 26, note: 18, below: 14 }
const LEAST_WIDTH = 560
const TITLE: Font = { kind: 'name', size: 18 }

/**
 * Writes a picture as the canvas draws it, with its title, what is left out of it, and the legend: one document that
 * asks for nothing else. The same picture gives the same bytes.
 */
export function writeSvg(request: SvgRequest): WrittenSvg {
  const { title, theme } = request
  const colours = SVG_COLOURS[theme]
  const { edges, nodes } = placedThings(request)
  const bounds = boundsOf([
    ...nodes.flatMap(({ node, box }) => boundsOfNode(node, box)),
    ...edges.flatMap(({ edge, route }) => boundsOfEdge(edge, route)),
  ]) ?? { x: 0, y: 0, width: 0, height: 0 }
  const inner = Math.max(LEAST_WIDTH, bounds.width)
  const notes = svgNotes(request.picture)
  const head = HEAD.title + notes.length * HEAD.note + HEAD.below
  const legend = layoutLegend(inner, colours)
  const [x, y] = [Math.floor(bounds.x) - MARGIN, Math.floor(bounds.y) - head - MARGIN]
  const width = Math.ceil(inner + 2 * MARGIN + 1)
  const below = bounds.y + bounds.height + 16
  const height = Math.ceil(below + legend.height + MARGIN - y)
  const view = { x, y, width, height }
  const text = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${x} ${y} ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': title,
      'font-family': SANS,
    },
    [
      element('title', {}, [escapeXml(title)]),
      element('rect', { ...view, fill: colours.canvas }),
      drawHead(title, notes, { ...view, width: inner }, colours),
      drawThings({ nodes, edges }, request.looks, colours),
      legend.draw(x + MARGIN, below),
    ],
  )
  return { text: `${text}\n`, width, height }
}

interface PlacedNode {
  readonly node: PictureNode
  readonly box: NodeBox
}

interface PlacedEdge {
  readonly edge: PictureEdge
  readonly route: EdgeRoute
}

interface Things {
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
}

/** What has a place is drawn, and nothing else. */
function placedThings({ picture, layout, edges, routes }: DrawnPicture): Things {
  return {
    nodes: picture.nodes.flatMap((node) => {
      const box = layout.get(node.id)
      return box ? [{ node, box }] : []
    }),
    edges: edges.flatMap((edge) => {
      const route = routes.get(edge.id)
      return route ? [{ edge, route }] : []
    }),
  }
}

function drawHead(title: string, notes: readonly string[], view: NodeBox, colours: SvgColours): Svg {
  const left = view.x + MARGIN
  const top = view.y + MARGIN
  const words = notes.map((note, index) =>
    line(cutText(note, view.width, FONTS.small), left, top + HEAD.title + (index + 0.5) * HEAD.note, {
      font: FONTS.small,
      fill: colours['ink-2'],
    }),
  )
  const name = cutText(title, view.width, TITLE)
  return line(name, left, top + HEAD.title / 2, { font: TITLE, fill: colours.ink }) + words.join('')
}

/** Frames lie under edges, and edges under cards. */
function drawThings({ nodes, edges }: Things, looks: SvgLooks | undefined, colours: SvgColours): Svg {
  const isFrame = ({ node }: PlacedNode) => node.kind === 'namespace' && !node.folded
  const draw = ({ node, box }: PlacedNode) => drawNode(node, box, looks?.nodes.get(node.id), colours)
  return [
    ...nodes.filter(isFrame).map(draw),
    drawEdges(edges, looks, colours),
    ...nodes.filter((placed) => !isFrame(placed)).map(draw),
  ].join('')
}

/** Labels that lie over something, and of many stubs all words, are written where the edge is selected, as on the canvas. */
function drawEdges(edges: readonly PlacedEdge[], looks: SvgLooks | undefined, colours: SvgColours): Svg {
  const hasManyStubs = edges.filter(({ edge }) => edge.half).length > MOST_STUB_WORDS
  return edges
    .map(({ edge, route }) => {
      const look = looks?.edges.get(edge.id)
      const isAmongMany = edge.half !== undefined && hasManyStubs && look !== 'selected'
      const isSilent = isAmongMany || (route.isCovered && look !== 'selected')
      const words = edge.half ? `${edge.accessibleName}: ${edge.half.words}` : edge.accessibleName
      return element('g', { 'data-edge': edge.id }, [
        element('title', {}, [escapeXml(words)]),
        drawEdge(edge, route, look, colours),
        ...(isSilent ? [] : [drawLabel(edge, route, colours)]),
      ])
    })
    .join('')
}

function drawNode(node: PictureNode, box: NodeBox, look: NodeLook | undefined, colours: SvgColours): Svg {
  return element('g', { 'data-node': node.id }, [
    element('title', {}, [escapeXml(node.accessibleName)]),
    drawFace(node, box, look, colours),
  ])
}

function drawFace(node: PictureNode, box: NodeBox, look: NodeLook | undefined, colours: SvgColours): Svg {
  switch (node.kind) {
    case 'namespace':
      return drawNamespace(node, box, look, colours)
    case 'workload':
      return drawWorkload(node, box, look, colours)
    case 'outside':
      return drawOutside(node, box, look, colours)
    case 'group':
      return drawGroup(node, box, look, colours)
    default:
      return assertNever(node)
  }
}
