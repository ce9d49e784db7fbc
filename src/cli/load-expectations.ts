import { type ExpectationsRead, readExpectations } from '../core/checks/expectations/read-expectations.ts'
import { expectationLists } from '../core/manifest/expectation-list.ts'
import { readDocument } from '../core/manifest/read-document.ts'
import type { FileReading, Reading } from '../core/manifest/reading.ts'
import type { Diagnostic } from '../core/model/diagnostic.ts'
import { toProblems } from '../core/workspace/locations.ts'
import type { Problem } from '../core/workspace/snapshot.ts'
import { readSources } from './sources.ts'

/** The expectations of a file or folder. */
export interface LoadedExpectations extends Pick<ExpectationsRead, 'entries'> {
  readonly reading: Reading
  /** Errors and warnings of the expectations. */
  readonly problems: readonly Problem[]
  /** One sentence for each path that cannot be read, or holds no expectations. */
  readonly failures: readonly string[]
  /** How many files hold expectations. */
  readonly files: number
}

/** Reads what a path names; of a folder the files that hold expectations. */
export async function loadExpectations(
  path: string,
  readStdin: () => Promise<Uint8Array>,
): Promise<LoadedExpectations> {
  const { files, failures } = await readSources([path], readStdin)
  const reading = readDocument(files)
  const read = readExpectations(reading)
  const isNamed = files.length === 1
  const strangers = isNamed ? reading.files.filter((file) => !holdsExpectations(file)) : []
  const held = reading.files.filter(holdsExpectations)
  const problems = [...held.filter(hasText).flatMap(ownDiagnostics), ...read.diagnostics]
  const none = !isNamed && failures.length === 0 && held.length === 0 ? [`${path}: no file holds expectations`] : []
  return {
    reading,
    entries: read.entries,
    problems: toProblems(reading, problems).filter(({ diagnostic }) => diagnostic.severity !== 'info'),
    failures: [...failures, ...strangers.flatMap(complain), ...none],
    files: held.length,
  }
}

function holdsExpectations(file: FileReading): boolean {
  return !hasText(file) || expectationLists(file).length > 0
}

/** A file without any text, or with an empty list only, is a list without entries, as it is for NetAssert. */
function hasText({ text }: FileReading): boolean {
  return text.split('\n').some((line) => !/^\s*(\[\s*\]\s*)?(#.*|---\s*|\.\.\.\s*)?$/.test(line))
}

function ownDiagnostics({ diagnostics, items }: FileReading): readonly Diagnostic[] {
  return [...diagnostics, ...items.flatMap((item) => item.diagnostics)]
}

function complain(file: FileReading): readonly string[] {
  const [broken] = ownDiagnostics(file).filter(({ severity }) => severity === 'error')
  return [`${file.name}: this is no list of expectations${broken ? `: ${broken.message}` : ''}`]
}
