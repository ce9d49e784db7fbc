/** The pairs of texts in `cases/`: what is on disk, and what a plan makes of it. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applyEdits } from '../edits/apply-edits.ts'
import type { TextFile } from '../model/edit.ts'
import type { Renamed, VerdictChanges } from './cases-verdicts.testing.ts'
import { contextOf } from './plan.testing.ts'
import { type ChangeIntention, planChange } from './plan-change.ts'
import type { PlanContext } from './plan-context.ts'
import type { PlannedChange } from './planned-change.ts'

/** `001-add-peer.case.json`. */
export interface CaseNote {
  /** The file that declares the workloads; absent: `cluster.yaml`. */
  readonly cluster?: string
  readonly intention: ChangeIntention
  /** Pods that have another name afterwards, so that their verdicts can be compared. */
  readonly renamed?: Renamed
  /** What the naive evaluator finds changed; `{}` for nothing. */
  readonly verdicts?: VerdictChanges
  /** Why nothing is planned, in the plan's words; such a case has no `.after`. */
  readonly refused?: readonly string[]
}

export interface Case {
  readonly name: string
  readonly note: CaseNote
  readonly context: PlanContext
  /** The text the plan is to make; of a refused case its words. */
  readonly wanted: string
}

const FOLDER = fileURLToPath(new URL('cases/', import.meta.url))
const names = readdirSync(FOLDER)

/** The names of all cases, in order. */
export const CASES: readonly string[] = names.flatMap((name) => /^(.*)\.case\.json$/.exec(name)?.[1] ?? []).sort()

/** Files of the folder that belong to no case. */
export const STRAYS: readonly string[] = names.filter(
  (name) => /^\d/.test(name) && !CASES.some((known) => name.startsWith(`${known}.`)),
)

export function readCaseFile(name: string): string {
  return readFileSync(FOLDER + name, 'utf8')
}

export function readNote(name: string): CaseNote {
  return JSON.parse(readCaseFile(`${name}.case.json`)) as CaseNote
}

/** The text of the case's own file. */
export function readBefore(name: string): string {
  return readCaseFile(fileOf(name, 'before'))
}

export function readCase(name: string): Case {
  const note = readNote(name)
  const before = fileOf(name, 'before')
  const cluster = { name: 'cluster.yaml', text: readCaseFile(note.cluster ?? 'cluster.yaml') }
  const own = { name: before.endsWith('json') ? 'policies.json' : 'policies.yaml', text: readCaseFile(before) }
  const wanted = note.refused ? note.refused.join('\n') : readCaseFile(fileOf(name, 'after'))
  return { name, note, context: contextOf([own, cluster]), wanted }
}

/** What a case came to: the plan, and the document after it. */
export interface Outcome {
  readonly plan: PlannedChange
  /** The text of every file that changed or is new, the case's own first. */
  readonly text: string
  readonly files: readonly TextFile[]
  readonly after: PlanContext
  /** The files after undo. */
  readonly undone: readonly TextFile[]
}

export function runCase({ note, context }: Case): Outcome {
  const { document } = context
  const plan = planChange(context, note.intention)
  const { edits = [], label } = plan
  const applied = applyEdits(document, { edits, label, base: document.revision })
  if (applied.kind === 'stale') throw new Error('stale')
  const { files, revision } = applied.document
  const undone = applyEdits(applied.document, { edits: applied.inverse, label, base: revision })
  if (undone.kind === 'stale') throw new Error('stale')
  return {
    plan,
    text: plan.edits ? changedText(document.files, files) : plan.obstacles.map(({ words }) => words).join('\n'),
    files,
    after: contextOf(files, context.prepared.settings),
    undone: undone.document.files,
  }
}

/** Short for a text: another one for another text. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

function changedText(before: readonly TextFile[], after: readonly TextFile[]): string {
  const [own] = before
  return after
    .filter((file) => !before.includes(file))
    .map((file) => (file.name === own?.name ? file.text : `>>> ${file.name}\n${file.text}`))
    .join('')
}

function fileOf(name: string, part: 'before' | 'after'): string {
  const files = names.filter((candidate) => candidate.startsWith(`${name}.${part}.`))
  const [file] = files
  if (file === undefined || files.length > 1) throw new Error(`${name} has ${files.length} files ${part}`)
  return file
}
