import { assertNever } from '../../core/model/assert-never.ts'
import type { NamespaceNode, PictureNode } from '../../core/picture/picture.ts'
import { useAppActions } from '../../store/context.tsx'
import { toIsolateIntention } from '../../store/isolate-intention.ts'
import { commandsOfNode } from '../../store/structure-commands.ts'
import { Button } from '../../ui/button.tsx'
import { CommandMenu } from '../../ui/command-menu.tsx'
import { NamespaceDetails } from './namespace-details.tsx'
import { NodeProblems } from './node-problems.tsx'
import { GroupDetails, OutsideDetails } from './outside-details.tsx'
import { WorkloadDetails } from './workload-details.tsx'

/** What a node of the picture is, and what can be done with it. */
export function NodeDetails({ node }: { node: PictureNode }) {
  return (
    <div className="inspector">
      <header className="inspector-head">
        <h2>{node.title}</h2>
        <span className="quiet">
          {node.kind === 'namespace' || node.kind === 'workload' ? node.subtitle : node.detail}
        </span>
        {node.stale && <span className="quiet">broken now: this is the last good text</span>}
        <IsolateButton node={node} />
        {node.kind === 'namespace' && <GenerateButton node={node} />}
        <MoreMenu node={node} />
      </header>
      <NodeProblems id={node.id} />
      <Details node={node} />
    </div>
  )
}

function Details({ node }: { node: PictureNode }) {
  switch (node.kind) {
    case 'workload':
      return <WorkloadDetails node={node} />
    case 'namespace':
      return <NamespaceDetails node={node} />
    case 'outside':
      return <OutsideDetails node={node} />
    case 'group':
      return <GroupDetails node={node} />
    default:
      return assertNever(node)
  }
}

function IsolateButton({ node }: { node: PictureNode }) {
  const { proposeChange } = useAppActions()
  const intention = toIsolateIntention(node)
  return intention && <Button onClick={() => proposeChange(intention)}>Isolate {node.title}…</Button>
}

function MoreMenu({ node }: { node: PictureNode }) {
  const { beginChange } = useAppActions()
  return (
    <CommandMenu
      label="Change"
      name={`Change ${node.title}`}
      commands={commandsOfNode(node)}
      onChoose={({ intention }) => beginChange(intention)}
    />
  )
}

/** Begins with what policies admit now: everything else at the namespace's pods is closed. */
function GenerateButton({ node: { namespace } }: { node: NamespaceNode }) {
  const { proposeChange } = useAppActions()
  const generate = () => proposeChange({ kind: 'generate', flows: 'drawn', within: namespace, keepDns: true })
  return <Button onClick={generate}>Allow only what is drawn…</Button>
}
