import { planConnect } from '../src/core/authoring/connect/plan-connect.ts'
import { lint } from '../src/core/checks/lint/lint.ts'
import { countFlows } from '../src/core/engine/flow-counts.ts'
import { prepare } from '../src/core/engine/prepare.ts'
import { eachFlow } from '../src/core/engine/reachability.ts'
import { buildCluster } from '../src/core/inventory/build-cluster.ts'
import { readDocument } from '../src/core/manifest/read-document.ts'
import type { MatrixAxes, MatrixEnd } from '../src/core/matrix/matrix.ts'
import { matrixAxes, matrixCells } from '../src/core/matrix/matrix-cells.ts'
import { layMatrix, type MatrixGround } from '../src/core/matrix/matrix-ground.ts'
import type { Cluster } from '../src/core/model/cluster.ts'
import type { TextFile } from '../src/core/model/edit.ts'
import type { EngineSettings } from '../src/core/model/settings.ts'
import { finish } from '../src/core/model/work.ts'
import { buildPicture } from '../src/core/picture/build-picture.ts'
import { layoutPicture } from '../src/core/picture/layout-picture.ts'
import type { Picture } from '../src/core/picture/picture.ts'
import { routeEdges } from '../src/core/picture/route-edges.ts'
import { type Analysis, analyse, resourcesOf } from '../src/core/workspace/analyse.ts'
import { reviewingOnPicture } from '../src/core/workspace/review-on-picture.ts'

/** Something whose time is worth knowing; `run` returns a number so that nothing is optimised away. */
export interface Measure {
  readonly name: string
  /** What must be there before each run, outside its time. */
  readonly before?: () => void
  readonly run: () => number
}

const SETTINGS: EngineSettings = { cni: 'upstream', implied: true }

/** What a screen of 1440 × 900 shows of the matrix, with the rows and columns kept beyond its border. */
const SEEN = { rows: 32, columns: 14 }

/** The steps from a text to everything a person sees, each alone. */
export function measuresOf(text: string): readonly Measure[] {
  const files = [{ name: 'cluster.yaml', text }]
  const analysis = analyse(files, SETTINGS)
  const { reading, cluster, prepared } = analysis
  const resources = resourcesOf(reading)
  const picture = buildPicture(prepared, { folds: {} })
  const layout = layoutPicture(picture, {})
  return [
    { name: 'read', run: () => readDocument(files).files.length },
    { name: 'read again, one policy changed', run: changeOnePolicy(files, analysis) },
    { name: 'build cluster', run: () => buildCluster(resources).cluster.workloads.length },
    { name: 'prepare', run: () => prepare(cluster, SETTINGS).endpoints.length },
    { name: 'all pairs', run: () => count(eachFlow(prepare(cluster, SETTINGS))) },
    lintAfterEvaluation(analysis),
    { name: 'picture', run: () => buildPicture(prepared, { folds: {} }).edges.length },
    { name: 'layout', run: () => layoutPicture(picture, {}).size },
    { name: 'routes', run: () => routeEdges(picture, layout).size },
    { name: 'matrix with all namespaces open: first window, prepare included', run: openMatrix(cluster) },
    { name: 'matrix with all namespaces open: one window further', run: scrollMatrix(layMatrix(prepared)) },
    { name: 'plan a connection', run: planConnection(files, analysis) },
    { name: 'review on the picture: one port differs', run: reviewChange(analysis, picture, changeLastPort(text)) },
    { name: 'review on the picture: no policies left', run: reviewChange(analysis, picture, dropPolicies(text)) },
  ]
}

/** Each run looks at a cluster whose pairs were counted, and whose policies nobody has judged yet. */
function lintAfterEvaluation({ reading, cluster }: Analysis): Measure {
  let prepared = prepare(cluster, SETTINGS)
  return {
    name: 'lint, after evaluation',
    before: () => {
      prepared = prepare(cluster, SETTINGS)
      countFlows(prepared)
    },
    run: () => lint(reading, prepared).length,
  }
}

function changeOnePolicy(files: readonly TextFile[], analysis: Analysis): () => number {
  const changed = [{ name: 'cluster.yaml', text: changeLastPort(files[0]?.text ?? '') }]
  return () => analyse(changed, SETTINGS, analysis).cluster.policies.length
}

function changeLastPort(text: string): string {
  const place = text.lastIndexOf('port: 443')
  return `${text.slice(0, place)}port: 8443${text.slice(place + 9)}`
}

function dropPolicies(text: string): string {
  const documents = text.split(/^---$/m)
  return documents.filter((one) => !one.includes('kind: NetworkPolicy')).join('---')
}

/** The open document against a later version of it, which is read already. */
function reviewChange(document: Analysis, picture: Picture, later: string): () => number {
  const other = analyse([{ name: 'cluster.yaml', text: later }], SETTINGS)
  return () => {
    const { opened, closed, changed } = finish(reviewingOnPicture({ document, picture, other, isReversed: true }))
    return opened.total + closed.total + changed.total
  }
}

/** Nothing is known of the cluster yet; axes, rows of the engine and cells are made. */
function openMatrix(cluster: Cluster): () => number {
  return () => {
    const ground = layMatrix(prepare(cluster, SETTINGS))
    return cellsAt(ground, axesOf(ground), 0)
  }
}

/** Each run shows the rows and columns beyond those before it, as scrolling down and to the right does. */
function scrollMatrix(ground: MatrixGround): () => number {
  const axes = axesOf(ground)
  let turn = 0
  return () => {
    turn += 1
    return cellsAt(ground, axes, turn)
  }
}

function axesOf(ground: MatrixGround): MatrixAxes {
  const { rows } = matrixAxes(ground, { rows: [], columns: [] })
  const namespaces = rows.flatMap((end) => (end.kind === 'namespace' ? [end.namespace] : []))
  return matrixAxes(ground, { rows: namespaces, columns: namespaces })
}

/** How many cells of the n-th window have flows; it begins anew where the matrix ends. */
function cellsAt(ground: MatrixGround, { rows, columns }: MatrixAxes, turn: number): number {
  const seen = (ends: readonly MatrixEnd[], length: number) => {
    const start = (turn * length) % Math.max(1, ends.length - length)
    return ends.slice(start, start + length).map(({ id }) => id)
  }
  const window = { rows: seen(rows, SEEN.rows), columns: seen(columns, SEEN.columns) }
  const cells = finish(matrixCells(ground, window)).flat()
  return cells.filter(({ open }) => open > 0).length
}

function planConnection(files: readonly TextFile[], analysis: Analysis): () => number {
  const [from, ...others] = analysis.cluster.workloads
  const to = others.at(-1)
  if (!from || !to) throw new Error('a connection needs two workloads')
  return () => {
    const plan = planConnect(
      { document: { revision: 1, files }, reading: analysis.reading, prepared: analysis.prepared },
      {
        kind: 'connect',
        from: { kind: 'workload', id: from.id },
        to: { kind: 'workload', id: to.id },
        ports: [{ kind: 'range', protocol: 'TCP', first: 12345, last: 12345 }],
      },
    )
    return plan.edits?.length ?? 0
  }
}

function count(items: Iterable<unknown>): number {
  let number = 0
  for (const _ of items) number += 1
  return number
}
