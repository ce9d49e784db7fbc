import { layMatrix } from '../matrix/matrix-ground.ts'
import { writingMatrix } from '../matrix/matrix-text.ts'
import type { Work } from '../model/work.ts'
import { buildingPicture } from '../picture/build-picture.ts'
import { drawAtRest } from '../picture/svg/draw-at-rest.ts'
import { writeSvg } from '../picture/svg/write-svg.ts'
import type { Analysis } from '../workspace/analyse.ts'
import { lintingDocument } from '../workspace/lint-problems.ts'
import { reviewing } from '../workspace/review.ts'
import { evidenceSection } from './evidence.ts'
import { writingExpectations } from './expectations-section.ts'
import { findingsSection } from './findings-section.ts'
import type { ReportSet } from './report-set.ts'
import { reviewSections } from './review-markdown.ts'

export interface ReportRequest {
  readonly set: ReportSet
  /** What there was before, for what changes. */
  readonly before?: ReportSet
  /** Of this program. */
  readonly version: string
  /** The file beside the report that the picture will be in; absent: it has none. */
  readonly pictureFile?: string
}

/** A report as Markdown, and the picture that it shows, as SVG. */
export interface Report {
  readonly markdown: string
  readonly svg: string
}

const TITLE = 'Network policies'

/** The flows that are listed of each way to change; how many more there are is said. */
const LISTED_FLOWS = 1000

/** Writes a report: the same from the same files, settings and version, byte for byte. */
export function* writingReport({ set, before, version, pictureFile }: ReportRequest): Work<Report> {
  const { analysis, files } = set
  const sets = before
    ? [
        { title: 'before', set: before },
        { title: 'after', set },
      ]
    : [{ title: 'manifests', set }]
  const evidence = evidenceSection(sets, version)
  const svg = yield* drawing(analysis)
  const matrix = yield* writingMatrices(analysis)
  const findings = findingsSection(yield* lintingDocument(analysis, files))
  const expectations = yield* writingExpectations(analysis)
  const changes = before ? yield* writingChanges(before.analysis, analysis) : []
  const lines = [
    `# ${TITLE}: report`,
    '',
    ...evidence,
    ...pictureSection(pictureFile),
    ...matrix,
    ...findings,
    ...expectations,
    ...changes,
  ]
  return { markdown: `${lines.join('\n').trimEnd()}\n`, svg }
}

function* drawing({ prepared }: Analysis): Work<string> {
  const picture = yield* buildingPicture(prepared, { folds: {} })
  yield { doing: 'drawing' }
  return writeSvg({ ...drawAtRest(picture), title: TITLE, theme: 'light' }).text
}

function pictureSection(file: string | undefined): readonly string[] {
  return file === undefined ? [] : ['## Picture', '', `![${TITLE}](${encodeURIComponent(file)})`, '']
}

/** With more workloads than these a table of them cannot be read. */
const FEW_WORKLOADS = 24

function* writingMatrices({ prepared, cluster }: Analysis): Work<readonly string[]> {
  const ground = layMatrix(prepared)
  const namespaces = [...cluster.namespaces.keys()]
  const closed = yield* writingMatrix(ground, { rows: [], columns: [] }, 'markdown')
  const lines = ['## Matrix', '', 'Who may send what to whom: senders down, receivers across.', '', closed]
  if (cluster.workloads.length === 0 || cluster.workloads.length > FEW_WORKLOADS) return lines
  const opened = yield* writingMatrix(ground, { rows: namespaces, columns: namespaces }, 'markdown')
  return [...lines, '### Workload by workload', '', opened]
}

function* writingChanges(before: Analysis, after: Analysis): Work<readonly string[]> {
  const review = yield* reviewing(before.prepared, after.prepared, { most: LISTED_FLOWS })
  return ['## Changes', '', ...reviewSections(review)]
}
