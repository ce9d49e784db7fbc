import type { ReactNode } from 'react'
import type { ResourcePath } from '../../core/model/path.ts'
import { useAppActions } from '../../store/context.tsx'
import '../../ui/button.css'

interface EditPolicyProps {
  readonly path: ResourcePath
  readonly name: string
  readonly children?: ReactNode
}

/** Opens the form of a policy. */
export function EditPolicy({ path, name, children = 'Edit policy' }: EditPolicyProps) {
  const { select } = useAppActions()
  return (
    <button
      type="button"
      className="link-button edit-policy"
      aria-label={`Edit policy ${name}`}
      onClick={() => select({ kind: 'policy', id: path })}
    >
      {children}
    </button>
  )
}
