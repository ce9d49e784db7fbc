import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { EngineSettings } from '../core/model/settings.ts'
import { finish } from '../core/model/work.ts'
import { writingReport } from '../core/report/report.ts'
import { type ReportFile, type ReportSet, readingReportSet } from '../core/report/report-set.ts'
import { UsageError } from './argument-values.ts'
import type { ReportCommand } from './command.ts'
import { complain, toLoaded } from './load.ts'
import { readSources, type SourceFile } from './sources.ts'
import type { Surroundings } from './surroundings.ts'

const EXIT_UNUSABLE = 2

/** Writes the report to its file, with its picture beside it, or to standard output. */
export async function report(command: ReportCommand, around: Surroundings): Promise<number> {
  const { paths, before: earlier, settings, output } = command
  const date = command.date ?? readEpoch(around.sourceDate)
  const before = earlier === undefined ? undefined : await readSet([earlier], settings, date, around)
  const set = await readSet(paths, settings, date, around)
  if (set === 'empty' || before === 'empty') return EXIT_UNUSABLE
  const picture = output && `${output.replace(/\.md$/i, '')}.svg`
  const { markdown, svg } = finish(
    writingReport({
      set,
      version: around.version,
      ...(before && { before }),
      ...(picture && { pictureFile: basename(picture) }),
    }),
  )
  if (!output || !picture) {
    await around.out.write(markdown)
    return 0
  }
  try {
    await Promise.all([writeFile(output, markdown), writeFile(picture, svg)])
    return 0
  } catch (error) {
    await around.err.write(`${output}: ${error instanceof Error ? error.message : String(error)}\n`)
    return EXIT_UNUSABLE
  }
}

async function readSet(
  paths: readonly string[],
  settings: EngineSettings,
  date: Date | undefined,
  { readStdin, err }: Surroundings,
): Promise<ReportSet | 'empty'> {
  const { files, failures } = await readSources(paths, readStdin)
  const evidence = files.map((file) => toEvidence(file, date ?? file.modified))
  const set = finish(readingReportSet(evidence, settings, failures))
  const loaded = toLoaded(set.files, failures, set.analysis)
  await complain(loaded, err)
  return loaded.empty ? 'empty' : set
}

function toEvidence({ name, text, content }: SourceFile, date: Date | undefined): ReportFile {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { name, text, bytes: content.byteLength, sha256, ...(date && { date: toIsoSeconds(date) }) }
}

function toIsoSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}

function readEpoch(seconds: string | undefined): Date | undefined {
  if (seconds === undefined || seconds === '') return undefined
  if (/^\d{1,11}$/.test(seconds)) return new Date(Number(seconds) * 1000)
  throw new UsageError(`SOURCE_DATE_EPOCH ${JSON.stringify(seconds)} is not a number of seconds`)
}
