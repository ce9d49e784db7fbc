import { useMemo } from 'react'
import type { GroupNode, OutsideNode, PictureEdge } from '../../core/picture/picture.ts'
import type { PolicySummary } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'
import { EdgeEntry } from './edge-entry.tsx'
import { EditPolicy } from './edit-policy.tsx'
import { NodeLink } from './node-link.tsx'
import { RelatedNodes } from './related-nodes.tsx'
import { policiesOfRules } from './rule-names.ts'

/** Longer lists are counted. */
const LISTED = 12

const NO_EDGES: readonly PictureEdge[] = []
const NO_POLICIES: readonly PolicySummary[] = []

/** Addresses outside, or everybody: what is known of them, who reaches whom, and by which policies. */
export function OutsideDetails({ node }: { node: OutsideNode }) {
  return (
    <>
      {node.notes.length > 0 && (
        <ul>
          {node.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Ways node={node} />
      <NamedBy id={node.id} />
    </>
  )
}

/** Several nodes that one selector matches. */
export function GroupDetails({ node }: { node: GroupNode }) {
  const nodes = useApp((state) => state.snapshot?.picture.nodes)
  const members = nodes?.filter(({ id }) => node.members.includes(id)) ?? []
  return (
    <>
      <section>
        <h3>{members.length} members</h3>
        <ul className="chips">
          {members.map((member) => (
            <li key={member.id} className="chip">
              <NodeLink node={member} />
            </li>
          ))}
        </ul>
      </section>
      <Ways node={node} />
      <NamedBy id={node.id} />
    </>
  )
}

function Ways({ node }: { node: OutsideNode | GroupNode }) {
  return (
    <div className="inspector-ways">
      <section>
        <h3>reached from</h3>
        <RelatedNodes node={node} direction="ingress" />
      </section>
      <section>
        <h3>reaches</h3>
        <RelatedNodes node={node} direction="egress" />
      </section>
    </div>
  )
}

/** The edges at rest of a node, and the policies whose rules they stand for. */
function NamedBy({ id }: { id: string }) {
  const edges = useApp((state) => state.snapshot?.picture.edges ?? NO_EDGES)
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const own = useMemo(() => edges.filter(({ from, to }) => from === id || to === id), [edges, id])
  const named = policiesOfRules(
    own.flatMap(({ rules }) => rules),
    policies,
  )
  if (own.length === 0) return null
  return (
    <div className="inspector-columns">
      <section>
        <h3>{own.length === 1 ? '1 edge' : `${own.length} edges`}</h3>
        <ul className="inspector-list">
          {own.slice(0, LISTED).map((edge) => (
            <EdgeEntry key={edge.id} edge={edge} />
          ))}
          {own.length > LISTED && <li className="quiet">and {own.length - LISTED} more</li>}
        </ul>
      </section>
      <section>
        <h3>{named.length === 1 ? 'named by 1 policy' : `named by ${named.length} policies`}</h3>
        <ul className="inspector-list">
          {named.slice(0, LISTED).map(({ path, name, namespace }) => (
            <li key={path}>
              <EditPolicy path={path} name={name}>
                {name}
              </EditPolicy>
              <span className="quiet">{namespace}</span>
            </li>
          ))}
          {named.length > LISTED && <li className="quiet">and {named.length - LISTED} more</li>}
        </ul>
      </section>
    </div>
  )
}
