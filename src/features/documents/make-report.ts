import { version } from '../../../package.json'
import type { TextFile } from '../../core/model/edit.ts'
import type { ReportFile } from '../../core/report/report-set.ts'
import { digestText } from '../../platform/digest.ts'
import { zipTexts } from '../../platform/zip.ts'
import type { AppState } from '../../store/state.ts'

const PICTURE = 'report.svg'

/**
 * An archive of the report on the open document and of its picture; with what changed while it is compared with something
 * that was there before. Null when the engine did not say.
 */
export async function makeReport({ document, saved, comparison, askEngine }: AppState) {
  const date = 'at' in saved ? toIsoSeconds(saved.at) : undefined
  const before = comparison && !comparison.isReversed ? await listEvidence(comparison.set.files) : undefined
  const files = await listEvidence(document.files, date)
  const report = await askEngine('report', { files, ...(before && { before }), version, pictureFile: PICTURE })
  if (report === null) return null
  return zipTexts([
    { name: 'report.md', text: report.markdown },
    { name: PICTURE, text: report.svg },
  ])
}

function listEvidence(files: readonly TextFile[], date?: string): Promise<readonly ReportFile[]> {
  return Promise.all(
    files.map(async ({ name, text }) => ({ name, text, ...(await digestText(text)), ...(date && { date }) })),
  )
}

function toIsoSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}
