import { SIGNS } from '../../core/picture/edge-label.ts'
import type { PictureEdge, PictureNode } from '../../core/picture/picture.ts'
import { drawAtRest } from '../../core/picture/svg/draw-at-rest.ts'
import type { SvgTheme } from '../../core/picture/svg/svg-colours.ts'
import type { EdgeLook, NodeLook, NodeMark, SvgLooks } from '../../core/picture/svg/svg-looks.ts'
import { type WrittenSvg, writeSvg } from '../../core/picture/svg/write-svg.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { AppState } from '../../store/state.ts'
import { isForemost, isSelectedEdge } from './drawn-edges.ts'
import { drawnNow } from './drawn-now.ts'
import { type Standing, standingClass, standingOf } from './use-standing.ts'

/** The picture as it is seen now: folded, filtered and selected as on the canvas. Undefined while there is none. */
export function writePicture(store: AppStore, theme: SvgTheme): WrittenSvg | undefined {
  const state = store.getState()
  const { snapshot, title, positions } = state
  if (!snapshot) return undefined
  const drawn = drawnNow(store) ?? drawAtRest(snapshot.picture, positions)
  return writeSvg({ ...drawn, title, theme, looks: looksOf(state, drawn.picture.nodes, drawn.edges) })
}

function looksOf(state: AppState, nodes: readonly PictureNode[], edges: readonly PictureEdge[]): SvgLooks {
  return {
    nodes: new Map(nodes.map((node) => [node.id, lookOf(node, standingOf(state, node.id))])),
    edges: new Map(
      edges.flatMap((edge) => {
        const look = edgeLookOf(edge, state)
        return look ? [[edge.id, look] as const] : []
      }),
    ),
  }
}

function edgeLookOf(edge: PictureEdge, state: AppState): EdgeLook | undefined {
  if (isSelectedEdge(edge.id, state)) return 'selected'
  return isForemost(edge, state) ? undefined : 'faded'
}

const MARKS: Readonly<Record<string, NodeMark>> = {
  'is-selected': 'selected',
  'is-reached': 'reached',
  'is-maybe': 'maybe',
  'is-blocked': 'blocked',
  'is-faded': 'faded',
}

/** The cards of an open frame speak for themselves. */
function lookOf(node: PictureNode, standing: Standing): NodeLook {
  const mark = MARKS[standingClass(standing)]
  const isOpenFrame = node.kind === 'namespace' && !node.folded
  if (!mark || (isOpenFrame && mark !== 'selected' && mark !== 'faded')) return {}
  if (standing === null || typeof standing === 'string') return { mark }
  const chip = (arrow: string, answer: NonNullable<typeof standing.out>) => ({
    words: `${arrow} ${SIGNS[answer]}`,
    answer,
  })
  return {
    mark,
    chips: [...(standing.out ? [chip('→', standing.out)] : []), ...(standing.in ? [chip('←', standing.in)] : [])],
  }
}
