import { useApp } from '../../store/context.tsx'
import { findEdge } from '../../store/find-edge.ts'
import { EdgeDetails } from './edge-details.tsx'
import { NodeDetails } from './node-details.tsx'
import { PolicyList } from './policy-list.tsx'
import { WholeDocument } from './whole-document.tsx'
import './inspector.css'

/** What is selected on the canvas. */
export function InspectorPanel() {
  const node = useApp(({ selection, snapshot }) =>
    selection?.kind === 'node' ? snapshot?.picture.nodes.find(({ id }) => id === selection.id) : undefined,
  )
  const edge = useApp((state) => (state.selection?.kind === 'edge' ? findEdge(state, state.selection.id) : undefined))
  if (node) return <NodeDetails node={node} />
  if (edge) return <EdgeDetails edge={edge} />
  return (
    <div className="inspector">
      <p className="quiet">
        Select a workload, a namespace or an edge to see what stands behind it, or a policy to edit it.
      </p>
      <WholeDocument />
      <PolicyList />
    </div>
  )
}
