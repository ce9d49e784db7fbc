import { finish } from '../model/work.ts'
import { deployment, prepareText } from '../picture/picture.testing.ts'
import type { MatrixCell, OpenNamespaces } from './matrix.ts'
import { matrixAxes, matrixCells } from './matrix-cells.ts'
import { layMatrix, type MatrixGround } from './matrix-ground.ts'

/** `web` may reach `db` on 5432, and nobody else may; `ops` and `web` are open, `empty` has no pods. */
export const SHOP = [
  deployment('shop', 'web', ['8080']),
  deployment('shop', 'db', ['5432']),
  deployment('ops', 'grafana', ['3000']),
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: ops }\n',
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: empty }\n',
  `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }]
`,
].join('\n---\n')

export function groundOf(text: string): MatrixGround {
  return layMatrix(prepareText(text))
}

/** Every namespace, open on both sides. */
export function openAll(ground: MatrixGround): OpenNamespaces {
  const namespaces = ground.ends(new Set()).flatMap((end) => (end.kind === 'namespace' ? [end.namespace] : []))
  return { rows: namespaces, columns: namespaces }
}

/** The whole matrix, everything open. */
export function everyCell(ground: MatrixGround): readonly (readonly MatrixCell[])[] {
  const { rows, columns } = matrixAxes(ground, openAll(ground))
  return finish(matrixCells(ground, { rows: rows.map(({ id }) => id), columns: columns.map(({ id }) => id) }))
}

/** One cell of a text. */
export function cellBetween(text: string, row: string, column: string): MatrixCell {
  const [cells] = finish(matrixCells(groundOf(text), { rows: [row], columns: [column] }))
  const [cell] = cells ?? []
  if (!cell) throw new Error('a window has all its cells')
  return cell
}
