import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { Canvas } from '../features/canvas/canvas.tsx'
import { useMatrixPlace } from '../features/matrix/use-matrix-place.ts'
import { SearchField } from '../features/search/search-field.tsx'
import { useApp, useAppActions } from '../store/context.tsx'
import { selectIsEmpty } from '../store/select-is-empty.ts'
import type { PictureView } from '../store/state.ts'
import { CellExplanation, FilterMenu, FlowTable, MatrixView } from './late-parts.tsx'
import { Pane } from './pane.tsx'
import './picture-views.css'

interface PictureViewsProps {
  /** Over all of it. */
  readonly banner: ReactNode
  /** Beside what is shown. */
  readonly aside: ReactNode
  readonly children: ReactNode
}

/**
 * The same cluster as a graph, a matrix or a table; what is put inside lies over whichever is shown. Of a document that draws
 * nothing there is no matrix and no table.
 */
export function PictureViews({ banner, aside, children }: PictureViewsProps) {
  const view = useApp((state) => state.pictureView)
  const isEmpty = useApp(selectIsEmpty)
  const { showView } = useAppActions()
  const matrix = useMatrixPlace()
  return (
    <Tabs.Root
      className="picture-views"
      data-picture
      value={view}
      onValueChange={(chosen) => showView(chosen as PictureView)}
    >
      <div className="views-bar">
        <Tabs.List className="views-switch" aria-label="View of the cluster">
          <ViewTab view="graph">Graph</ViewTab>
          <ViewTab view="matrix">Matrix</ViewTab>
          <ViewTab view="flows">Flows</ViewTab>
        </Tabs.List>
        <SearchField />
        {view === 'graph' && <FilterMenu />}
      </div>
      {banner}
      <div className="picture-row">
        {aside}
        <div className="picture-body">
          <GraphContent isShown={view === 'graph'} />
          <Tabs.Content className="view-content" value="matrix" tabIndex={-1}>
            <Pane what="The matrix">{!isEmpty && <MatrixView place={matrix} ExplanationView={CellExplanation} />}</Pane>
          </Tabs.Content>
          <Tabs.Content className="view-content" value="flows" tabIndex={-1}>
            <Pane what="The table of flows">{!isEmpty && <FlowTable />}</Pane>
          </Tabs.Content>
          {children}
        </div>
      </div>
    </Tabs.Root>
  )
}

function ViewTab({ view, children }: { view: PictureView; children: ReactNode }) {
  return (
    <Tabs.Trigger className="views-tab" value={view} data-view={view}>
      {children}
    </Tabs.Trigger>
  )
}

/** Stays where it is behind the other views, so that whoever comes back finds it as it was left. */
function GraphContent({ isShown }: { isShown: boolean }) {
  return (
    <Tabs.Content className="view-content graph-content" value="graph" tabIndex={-1} forceMount inert={!isShown}>
      <Pane what="The graph">
        <Canvas />
      </Pane>
    </Tabs.Content>
  )
}
