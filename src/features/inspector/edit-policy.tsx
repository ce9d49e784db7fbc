import type { ReactNode } from 'react'
import type { ResourcePath } from '../../core/model/path.ts'
import { useAppActions } from '../../store/context.tsx'
import '../../ui/button.css'

interface EditPolicyProps {
  readonly path: ResourcePath
  readonly name: string
  readonly children?: ReactNode
  /** The id of what is to be known before it is opened. */
  readonly describedBy?: string | undefined
}

/** Opens the form of a policy. */
export function EditPolicy({ path, name, children = 'Edit policy', describedBy }: EditPolicyProps) {
  const { select } = useAppActions()
  return (
    <button
      type="button"
      className="link-button edit-policy"
      aria-label={`Edit policy ${name}`}
      aria-describedby={describedBy}
      onClick={() => select({ kind: 'policy', id: path })}
    >
      {children}
    </button>
  )
}
