import type { PictureEdge } from '../core/picture/picture.ts'
import type { AppData } from './state.ts'

type EdgeSources = Pick<AppData, 'snapshot' | 'openedEdges' | 'selectionView'>

/** An edge at rest, of an opened bundle, or of the selected node's view. */
export function findEdge({ snapshot, openedEdges, selectionView }: EdgeSources, id: string): PictureEdge | undefined {
  const isIt = (edge: PictureEdge) => edge.id === id
  return snapshot?.picture.edges.find(isIt) ?? openedEdges.find(isIt) ?? selectionView?.edges.find(isIt)
}

/** Whether the edge is drawn at rest, not only while something is selected. */
export function isInPicture({ snapshot }: Pick<AppData, 'snapshot'>, id: string): boolean {
  return snapshot?.picture.edges.some((edge) => edge.id === id) ?? false
}
