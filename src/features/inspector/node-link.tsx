import type { PictureNode } from '../../core/picture/picture.ts'
import { useAppActions } from '../../store/context.tsx'

/** Selects another node on the picture; of another namespace it is called by both names. */
export function NodeLink({ node, home }: { node: PictureNode; home?: string | undefined }) {
  const { select } = useAppActions()
  const space = node.kind === 'workload' ? node.namespace : undefined
  const name = space === undefined || space === home ? node.title : `${space}/${node.title}`
  return (
    <button
      type="button"
      className="link-button node-link"
      aria-label={`Select ${name}`}
      onClick={() => select({ kind: 'node', id: node.id })}
    >
      {name}
    </button>
  )
}
