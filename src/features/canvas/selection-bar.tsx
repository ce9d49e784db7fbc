import type { PictureEdge, PictureNode } from '../../core/picture/picture.ts'
import { toConnectEnd } from '../../store/connect-end.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { toIsolateIntention } from '../../store/isolate-intention.ts'
import { commandsOfNode } from '../../store/structure-commands.ts'
import { Button } from '../../ui/button.tsx'
import { CommandMenu } from '../../ui/command-menu.tsx'
import { GatheredBar } from './gathered-bar.tsx'
import { ReachButtons } from './reach-buttons.tsx'

/** What can be done with the selection, and what the signs on the other nodes mean. */
export function SelectionBar({ nodes, edges }: { nodes: readonly PictureNode[]; edges: readonly PictureEdge[] }) {
  const selection = useApp((state) => state.selection)
  const gathered = useApp((state) => state.gathered)
  if (gathered.length > 0) return <GatheredBar gathered={gathered} nodes={nodes} />
  if (selection === null) return null
  const node = selection.kind === 'node' ? nodes.find((each) => each.id === selection.id) : undefined
  const edge = selection.kind === 'edge' ? edges.find((each) => each.id === selection.id) : undefined
  if (node !== undefined) return <NodeBar node={node} nodes={nodes} />
  return edge === undefined ? null : <EdgeBar edge={edge} nodes={nodes} />
}

function NodeBar({ node, nodes }: { node: PictureNode; nodes: readonly PictureNode[] }) {
  const { startConnect, proposeChange, beginChange, toggleDenied } = useAppActions()
  const showDenied = useApp((state) => state.showDenied)
  const end = toConnectEnd(node)
  const isolation = toIsolateIntention(node)
  return (
    <div className="selection-bar" role="toolbar" aria-label={`Actions for ${node.title}`}>
      <strong className="selection-bar__name">{node.title}</strong>
      <ReachButtons nodes={nodes} />
      <Button aria-pressed={showDenied} onClick={toggleDenied}>
        Denied flows <kbd>D</kbd>
      </Button>
      {isolation !== undefined && (
        <Button onClick={() => proposeChange(isolation)}>
          Isolate… <kbd>I</kbd>
        </Button>
      )}
      <CommandMenu
        label="More"
        name={`More for ${node.title}`}
        commands={commandsOfNode(node)}
        onChoose={({ intention }) => beginChange(intention)}
      />
      {end !== undefined && (
        <Button variant="primary" onClick={() => startConnect(end, node.title)}>
          Connect… <kbd>C</kbd>
        </Button>
      )}
    </div>
  )
}

function EdgeBar({ edge, nodes }: { edge: PictureEdge; nodes: readonly PictureNode[] }) {
  const { startDisconnect } = useAppActions()
  const titleOf = (id: string) => nodes.find((node) => node.id === id)?.title ?? id
  const name = `${titleOf(edge.from)} → ${titleOf(edge.to)}`
  return (
    <div className="selection-bar" role="toolbar" aria-label={`Actions for ${name}`}>
      <strong className="selection-bar__name">{name}</strong>
      <span className="selection-bar__words" role="status">
        {toEdgeWords(edge)}
      </span>
      {(edge.rules.length > 0 || edge.answer !== 'denied') && (
        <Button onClick={() => startDisconnect(edge.id)}>
          Delete… <kbd>Del</kbd>
        </Button>
      )}
    </div>
  )
}

function toEdgeWords(edge: PictureEdge): string {
  const rules = edge.rules.length === 1 ? '1 rule' : `${edge.rules.length} rules`
  const answer = edge.half ? edge.half.words : edge.answer
  return [`${edge.label}: ${answer}`, ...(edge.rules.length > 0 ? [rules] : [])].join(' · ')
}
