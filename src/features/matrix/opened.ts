import type { MatrixDetail, MatrixEnd, OpenNamespaces } from '../../core/matrix/matrix.ts'

/** Down are the senders, across the receivers. */
export type Side = keyof OpenNamespaces

export const NOTHING_OPEN: OpenNamespaces = { rows: [], columns: [] }

/** Opens a namespace on one side, or closes it. */
export function toggleNamespace(
  opened: OpenNamespaces,
  side: Side,
  namespace: string,
  isOpen: boolean,
): OpenNamespaces {
  const others = opened[side].filter((name) => name !== namespace)
  return { ...opened, [side]: isOpen ? [...others, namespace] : others }
}

/** Opens both ends of a cell. */
export function openEnds(opened: OpenNamespaces, { from, to }: Pick<MatrixDetail, 'from' | 'to'>): OpenNamespaces {
  return openEnd(openEnd(opened, 'rows', from), 'columns', to)
}

function openEnd(opened: OpenNamespaces, side: Side, end: MatrixEnd): OpenNamespaces {
  return end.kind === 'namespace' ? toggleNamespace(opened, side, end.namespace, true) : opened
}
