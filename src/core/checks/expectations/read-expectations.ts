import { type ExpectationList, expectationLists } from '../../manifest/expectation-list.ts'
import { createFindings, report } from '../../manifest/findings.ts'
import type { FileReading, Item, Reading } from '../../manifest/reading.ts'
import type { Tree } from '../../manifest/tree.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Expectation } from '../../model/expectation.ts'
import { joinPath, type Path, splitPath } from '../../model/path.ts'
import { readExpectation } from './read-expectation.ts'

/** The expectations of a document, with what is wrong with them. */
export interface ExpectationsRead {
  /** In the order of the text. */
  readonly entries: readonly ReadExpectation[]
  readonly diagnostics: readonly Diagnostic[]
}

/** One entry of a list. */
export interface ReadExpectation {
  readonly path: Path
  /** As written; absent where there is none. */
  readonly name?: string
  /** Absent when it is invalid: `diagnostics` say why. */
  readonly expectation?: Expectation
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads every list of expectations of a document (EXP-1 to EXP-4). Never throws, whatever the text is. */
export function readExpectations(reading: Reading): ExpectationsRead {
  const lists = reading.files.flatMap((file) => expectationLists(file).map((list) => readList(file, list)))
  const entries = refuseDoubles(lists.flatMap((list) => list.entries))
  const diagnostics = [...lists.flatMap((list) => list.diagnostics), ...entries.flatMap((entry) => entry.diagnostics)]
  return { entries, diagnostics }
}

/** What a list says by itself, for as long as its text stands where it does. */
const known = new WeakMap<Item, ExpectationsRead>()

function readList(file: FileReading, list: ExpectationList): ExpectationsRead {
  const read = known.get(list.item) ?? readAnew(file, list)
  known.set(list.item, read)
  return read
}

function readAnew(file: FileReading, list: ExpectationList): ExpectationsRead {
  const { tree, path } = list
  if (tree.kind !== 'seq') {
    const findings = createFindings(path)
    report(findings, path, {
      code: 'EXP-1',
      severity: 'error',
      message: 'expectations are a list: put "- " before each',
    })
    return { entries: [], diagnostics: findings.diagnostics }
  }
  const isRead = file.items[0] === list.item
  return { entries: tree.items.map((item, index) => readEntry(list, item, index, isRead)), diagnostics: [] }
}

function readEntry({ path, fixer }: ExpectationList, tree: Tree, index: number, isRead: boolean): ReadExpectation {
  const own = joinPath(path, index)
  const findings = createFindings(path)
  if (tree.kind !== 'map') {
    report(findings, own, { code: 'EXP-2', severity: 'error', message: 'an expectation is a mapping' })
    return { path: own, diagnostics: findings.diagnostics }
  }
  const expectation = readExpectation({ tree, path: own, findings, fixer }, isRead)
  const name = tree.entries.get('name')?.tree
  return {
    path: own,
    ...(name?.kind === 'scalar' && name.value !== null && name.source !== '' ? { name: name.source } : {}),
    ...(expectation ? { expectation } : {}),
    diagnostics: findings.diagnostics,
  }
}

/** A name counts for the first that has it (EXP-3). */
function refuseDoubles(entries: readonly ReadExpectation[]): readonly ReadExpectation[] {
  const first = new Map<string, Path>()
  return entries.map((entry) => {
    if (entry.name === undefined) return entry
    const earlier = first.get(entry.name)
    if (earlier === undefined) {
      first.set(entry.name, entry.path)
      return entry
    }
    const message = `${JSON.stringify(entry.name)} is the name of an earlier expectation, in ${splitPath(earlier).file}: names are unique over all files`
    const place = { kind: 'path', path: joinPath(entry.path, 'name') } as const
    const { path, name } = entry
    const double: Diagnostic = { code: 'EXP-3', severity: 'error', message, place }
    return { path, name, diagnostics: [...entry.diagnostics, double] }
  })
}
