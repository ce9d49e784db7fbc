import type { MatrixDetail } from '../../core/matrix/matrix.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { changesOfCell } from './cell-changes.ts'

interface ActionsProps {
  readonly detail: MatrixDetail
  readonly onOpen: (detail: MatrixDetail) => void
}

/** What can be done about a cell. */
export function CellActions({ detail, onOpen }: ActionsProps) {
  const snapshot = useApp((state) => state.snapshot)
  const actions = useAppActions()
  const { connect, remove, expect } = snapshot ? changesOfCell(detail, snapshot, actions) : {}
  const isClosed = [detail.from, detail.to].some((end) => end.kind === 'namespace' && end.workloads > 0)
  return (
    <span className="matrix-card__actions">
      {isClosed && <Button onClick={() => onOpen(detail)}>Open into workloads</Button>}
      {expect && <Button onClick={expect}>Expect this</Button>}
      {remove && (
        <Button variant="danger" onClick={remove}>
          Remove…
        </Button>
      )}
      {connect && (
        <Button variant="primary" onClick={connect}>
          Connect…
        </Button>
      )}
    </span>
  )
}
