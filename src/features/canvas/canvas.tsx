import {
  Background,
  BackgroundVariant,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  useConnection,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { type CSSProperties, type MouseEvent, useEffect, useMemo, useRef } from 'react'
import { MOST_STUB_WORDS } from '../../core/picture/edge-words.ts'
import { edgesForParts } from '../../core/picture/edges-for-parts.ts'
import { labelScale } from '../../core/picture/measure-node.ts'
import type { Picture, PictureEdge } from '../../core/picture/picture.ts'
import { useApp, useAppActions, useAppStore } from '../../store/context.tsx'
import { isPreviewed } from '../../store/is-waiting.ts'
import { selectEffects } from '../../store/select-effects.ts'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import './canvas.css'
import './changes.css'
import './marks.css'
import { drawnEdges } from './drawn-edges.ts'
import { useDrawnNow } from './drawn-now.ts'
import { EdgeLine } from './edge-line.tsx'
import type { FlowEdge } from './flow-edges.ts'
import type { FlowNode } from './flow-nodes.ts'
import { graphCommands } from './graph-commands.ts'
import { GroupCard } from './group-card.tsx'
import { Legend } from './legend.tsx'
import { NamespaceFrame } from './namespace-frame.tsx'
import { Notices } from './notices.tsx'
import { OutsidePill } from './outside-pill.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { CaretEdges } from './use-caret-edges.ts'
import { useChangedView } from './use-changed-view.ts'
import { useDrag } from './use-drag.ts'
import { useDrop } from './use-drop.ts'
import { useEffectsView } from './use-effects-view.ts'
import { useDrawnFilter, useFilteredView } from './use-filtered-view.ts'
import { useFlowEdges, useFlowNodes } from './use-flow.ts'
import { useGoal } from './use-goal.ts'
import { useHandler } from './use-handler.ts'
import { useLayout } from './use-layout.ts'
import { useNear } from './use-near.ts'
import { usePointed } from './use-pointed.ts'
import { useReadableLabels } from './use-readable-labels.ts'
import { useRoutes } from './use-routes.ts'
import { useStablePicture } from './use-stable-picture.ts'
import { useView } from './use-view.ts'
import { useWalk } from './use-walk.ts'
import { useShowAll, ViewControls } from './view-controls.tsx'
import { WorkloadCard } from './workload-card.tsx'

const NODE_TYPES = {
  namespace: NamespaceFrame,
  workload: WorkloadCard,
  outside: OutsidePill,
  group: GroupCard,
} satisfies NodeTypes

const EDGE_TYPES = { flow: EdgeLine }

/** Below this zoom small print cannot be read: it is left out, and names are written larger. */
const FAR = 0.5

/** Names are written so large from afar that they are this large on the screen, as long as they fit their cards. */
const READABLE = 9.5
const LARGEST = 26

/** The size of names in canvas units when seen from afar, in few steps; 0 when everything can be read as it is. */
function farTextSize(zoom: number): number {
  return zoom >= FAR ? 0 : Math.min(LARGEST, Math.ceil(READABLE / zoom))
}

function hasManyStubs(edges: readonly PictureEdge[]): boolean {
  return edges.filter(({ half }) => half).length > MOST_STUB_WORDS
}

const NEAR_STYLE: CSSProperties = {}

/** The least card holds three lines of names that are not larger than this. */
const THREE_LINES = 20

/** The size of labels in canvas units, as large as the picture has room for. */
const LABEL = 11.5

type FarStyle = CSSProperties & Record<'--far-name' | '--far-lines' | '--far-label', string>

function farStyle(size: number, scale: number): FarStyle {
  const label = Math.min(size, LABEL * scale)
  return { '--far-name': `${size}px`, '--far-lines': size > THREE_LINES ? '2' : '3', '--far-label': `${label}px` }
}

function farClass(size: number, scale: number): string {
  if (size === 0) return ''
  return scale > 1 ? 'is-far has-large-labels' : 'is-far'
}

/** The one stop of Tab, and how one goes on from there. */
const GRAPH_NAME = 'Nodes and edges: arrow keys go from node to node, E along edges, ? tells all keys'

const EMPTY: Picture = { nodes: [], edges: [], edgesNotDrawn: 0, folded: new Set() }

/** The graph: drawn from the newest picture, blocked while a dialog lies over it; beside a preview it can be looked at. */
export function Canvas() {
  useGraphCommands()
  const isBlocked = useApp((state) => state.dialog?.kind === 'pick-target')
  const isPreviewing = useApp(isPreviewed)
  return (
    <ReactFlowProvider>
      <section
        className={isPreviewing ? 'canvas is-previewing' : 'canvas'}
        data-graph
        aria-label="Graph"
        tabIndex={-1}
        inert={isBlocked}
      >
        <Graph />
      </section>
    </ReactFlowProvider>
  )
}

function useGraphCommands(): void {
  const store = useAppStore()
  useCommands(useMemo(() => Object.values(graphCommands(store)), [store]))
}

function Graph() {
  const picture = useStablePicture(useApp((state) => state.snapshot?.picture) ?? EMPTY)
  const positions = useApp((state) => state.positions)
  const documentId = useApp((state) => state.documentId)
  const isPreviewing = useApp(isPreviewed)
  const { moved, isDragging, ...dragging } = useDrag(picture, positions)
  const livePositions = useMemo(() => ({ ...positions, ...moved }), [positions, moved])
  const filter = useDrawnFilter(picture)
  const layout = useLayout(picture, livePositions, documentId, filter)
  const nodes = useFlowNodes(picture.nodes, layout)
  const drawn = useDrawnEdges(picture)
  const found = useRoutes(picture, drawn, layout, isDragging)
  const routes = useReadableLabels({ picture, edges: drawn, layout, routes: found })
  const edges = useFlowEdges(drawn, routes)
  useDrawnNow({ documentId, picture, layout, edges: drawn, routes })
  const onConnectEnd = useHandler(useDrop(picture))
  const farSize = useStore((flow) => farTextSize(flow.transform[2]))
  const isConnecting = useConnection(({ inProgress }) => inProgress)
  const scale = useMemo(() => labelScale(picture.nodes, drawn), [picture, drawn])
  const view = useView()
  const showAll = useShowAll(layout, view)
  useFirstFit(documentId, nodes.length > 0, showAll)
  useEffectsView(layout, view)
  useChangedView({ layout, edges: drawn, isDragging }, view)
  useFilteredView(layout, filter, showAll)
  useGoal(layout, view)
  useWalk({ picture, layout, edges: drawn, view })
  const goNear = useNear(picture, layout, view)
  const onNodeDoubleClick = useHandler((_: unknown, { data }: FlowNode) => goNear(data.node))
  const onMoveStart = useHandler((event: unknown) => event && view.release())
  const pointing = usePointed()
  const clicks = useClicks()
  return (
    <CaretEdges value={useCaretEdges(picture)}>
      <ReactFlow<FlowNode, FlowEdge>
        aria-label={GRAPH_NAME}
        tabIndex={0}
        className={`${farClass(farSize, scale)} ${hasManyStubs(drawn) ? 'has-many-stubs' : ''} ${isConnecting ? 'is-connecting' : ''}`}
        style={farSize === 0 ? NEAR_STYLE : farStyle(farSize, scale)}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        {...(isPreviewing ? {} : clicks)}
        onNodeDoubleClick={onNodeDoubleClick}
        zoomOnDoubleClick={false}
        onConnectEnd={onConnectEnd}
        {...dragging}
        {...pointing}
        onMoveStart={onMoveStart}
        elementsSelectable={false}
        nodesDraggable={!isPreviewing}
        nodesConnectable={!isPreviewing}
        nodesFocusable={!isPreviewing}
        edgesFocusable={!isPreviewing}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomActivationKeyCode={null}
        nodeDragThreshold={4}
        paneClickDistance={4}
        connectionRadius={28}
        minZoom={0.08}
        maxZoom={2}
        zIndexMode="manual"
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dot)" bgColor="var(--canvas)" />
      </ReactFlow>
      <Notices />
      <SelectionBar nodes={picture.nodes} edges={drawn} />
      {nodes.length > 0 && (
        <div className="canvas__foot">
          <Legend />
          <ViewControls view={view} layout={layout} onFit={showAll} />
        </div>
      )}
    </CaretEdges>
  )
}

function useClicks() {
  const { select, gather } = useAppActions()
  return useMemo(
    () => ({
      onNodeClick: (event: MouseEvent, { id }: FlowNode) =>
        isOneMore(event) ? gather(id) : select({ kind: 'node', id }),
      onEdgeClick: (event: MouseEvent, { id, data }: FlowEdge) => {
        // What a comparison draws is in its own list.
        if (data?.edge.change !== undefined) return
        if (isOneMore(event)) gather(id)
        else select({ kind: 'edge', id })
      },
      onPaneClick: () => select(null),
    }),
    [select, gather],
  )
}

function isOneMore({ shiftKey, ctrlKey, metaKey }: MouseEvent): boolean {
  return shiftKey || ctrlKey || metaKey
}

function useDrawnEdges(picture: Picture): readonly PictureEdge[] {
  const selection = useApp((state) => state.selection)
  const selectionView = useApp((state) => state.selectionView)
  const openedEdges = useApp((state) => state.openedEdges)
  const question = useApp((state) => state.question)
  const explanation = useApp((state) => state.explanation)
  const effects = useApp(selectEffects)
  const focus = useApp((state) => state.focus)
  const lookedEdges = useApp((state) => state.lookedEdges)
  return useMemo(
    () =>
      drawnEdges(picture, {
        selection,
        selectionView,
        openedEdges,
        question,
        explanation,
        effects,
        focus,
        lookedEdges,
      }),
    [picture, selection, selectionView, openedEdges, question, explanation, effects, focus, lookedEdges],
  )
}

function useCaretEdges(picture: Picture): ReadonlySet<string> {
  const parts = useApp((state) => state.caretParts)
  return useMemo(() => new Set(edgesForParts(picture, parts)), [picture, parts])
}

/** Shows the whole picture once per document, when it first arrives; the viewport stays put afterwards. */
function useFirstFit(documentId: string, hasNodes: boolean, showAll: (instantly: 'instantly') => void): void {
  const fitted = useRef<string | null>(null)
  useEffect(() => {
    if (!hasNodes || fitted.current === documentId) return
    fitted.current = documentId
    showAll('instantly')
  }, [documentId, hasNodes, showAll])
}
