import type { MatrixDetail } from '../../core/matrix/matrix.ts'
import { nameEnd } from '../../core/matrix/matrix-words.ts'
import type { Snapshot } from '../../core/workspace/snapshot.ts'
import type { AppActions } from '../../store/state.ts'
import { toEnd, toFlowsBetween, toRemoval } from './cell-ends.ts'

export interface CellChanges {
  readonly connect?: () => void
  readonly remove?: () => void
  readonly expect?: () => void
}

/** "Connect…", "Remove…" and "Expect this" for a cell; absent where there is nobody to connect, or nothing passes. */
export function changesOfCell(
  detail: MatrixDetail,
  snapshot: Snapshot,
  { startConnect, proposeChange }: Pick<AppActions, 'startConnect' | 'proposeChange'>,
): CellChanges {
  if (detail.cell.answer === 'no-pairs') return {}
  const [from, to] = [toEnd(detail.from, snapshot), toEnd(detail.to, snapshot)]
  const removal = toRemoval(detail, snapshot)
  const flow = toFlowsBetween(detail, snapshot)
  return {
    ...(from && to ? { connect: () => startConnect(from, nameEnd(detail.from), to) } : {}),
    expect: () => proposeChange({ kind: 'expect', flows: [flow] }),
    ...(removal ? { remove: () => proposeChange(removal) } : {}),
  }
}
