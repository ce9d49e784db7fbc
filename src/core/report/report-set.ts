import type { TextFile } from '../model/edit.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Work } from '../model/work.ts'
import { type Analysis, analysing } from '../workspace/analyse.ts'

/** A file as it is evidence: what was read, and how to tell that it was this. */
export interface ReportFile extends TextFile {
  /** Of its bytes, in hexadecimal; absent where nobody could compute it. */
  readonly sha256?: string
  readonly bytes: number
  /** Of the file, as ISO 8601 with seconds in UTC; absent where nobody knows. */
  readonly date?: string
}

/** Manifests that a report is about, read. */
export interface ReportSet {
  /** By name. */
  readonly files: readonly ReportFile[]
  readonly analysis: Analysis
  /** One sentence per path that could not be read. */
  readonly failures: readonly string[]
}

/**
 * Reads the files of a report: in the order of their names, as if for the first time, with the endpoints that only
 * selectors speak of. So whoever reads the same files under the same settings writes the same report.
 */
export function* readingReportSet(
  given: readonly ReportFile[],
  settings: EngineSettings,
  failures: readonly string[] = [],
): Work<ReportSet> {
  const files = given.map((file) => ({ ...file, text: withoutMark(file.text) })).sort(byName)
  const analysis = yield* analysing(files, { ...settings, implied: true })
  return { files, analysis, failures: [...failures].sort() }
}

function byName(a: TextFile, b: TextFile): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

/** Some readers leave a byte order mark in the text, others do not. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
