import { insertEntry } from '../../edits/insert-part.ts'
import { removeItems } from '../../edits/remove-items.ts'
import { setValue } from '../../edits/set-value.ts'
import { type TextSplice, trimSplice } from '../../edits/splices.ts'
import { type ExpectationList, expectationLists, isExpectationList } from '../../manifest/expectation-list.ts'
import type { FileReading, Reading } from '../../manifest/reading.ts'
import { assertNever } from '../../model/assert-never.ts'
import type { ExpectedFlow } from '../../model/expectation.ts'
import { sayFlow } from '../../model/expectation-words.ts'
import { field, type JsonValue } from '../../model/json.ts'
import { documentPath, type Path, splitPath } from '../../model/path.ts'
import { type Draft, extendDraft, startDraft, toEdits } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import { isBroken, type PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { brokenFile, refuseChange } from '../write-policies.ts'
import { nameExpectation } from './expectation-names.ts'
import { isProbeable, isSameExpectation, toValue } from './expectation-value.ts'
import { expandFlows, type FlowsBetween } from './flows-between.ts'
import { placeExpectation } from './place-expectation.ts'

/** What can be done to expectations (EXP-1). None of it changes a flow. */
export type ExpectationIntention =
  /** Writes down flows as expected; those that are already are left out. Never empty. */
  | { readonly kind: 'expect'; readonly flows: readonly (ExpectedFlow | FlowsBetween)[] }
  | { readonly kind: 'remove-expectation'; readonly path: Path }
  /** Expects the contrary of what it does. */
  | { readonly kind: 'flip-expectation'; readonly path: Path }

/** Plans a change of expectations. */
export function planExpectation(context: PlanContext, intention: ExpectationIntention): PlannedChange {
  switch (intention.kind) {
    case 'expect':
      return planExpect(context, intention.flows)
    case 'remove-expectation':
      return planAt(context, intention.path, 'Remove', removeEntry)
    case 'flip-expectation':
      return planAt(context, intention.path, 'Flip', flipEntry)
    default:
      return assertNever(intention)
  }
}

/** More than anyone would have wanted to write. */
const MOST_FLOWS = 50

function planExpect(context: PlanContext, wanted: readonly (ExpectedFlow | FlowsBetween)[]): PlannedChange {
  const flows = wanted.flatMap((one) => ('kind' in one ? expandFlows(context.prepared, one) : [one]))
  if (flows.length === 0) return refuseChange('Expect a flow', [NOBODY])
  if (flows.length > MOST_FLOWS) return refuseChange(`Expect ${flows.length} flows`, [tooMany(flows.length)])
  return planFlows(context, flows)
}

const NOBODY: Obstacle = {
  code: 'endpoint-gone',
  words:
    'expectations are about declared workloads: at one of these ends there is none, or nothing but the pods themselves',
}

function tooMany(count: number): Obstacle {
  return { code: 'not-expressible', words: `these are ${count} flows: choose less, at most ${MOST_FLOWS} at once` }
}

function planFlows(context: PlanContext, flows: readonly ExpectedFlow[]): PlannedChange {
  const [first, ...others] = flows
  const label =
    first && others.length === 0 ? `Expect ${sayFlow(first)} ${first.expected}` : `Expect ${flows.length} flows`
  let draft = startDraft(context)
  for (const flow of flows) {
    const entry = toValue(flow, nameExpectation(draft.reading, flow))
    if (entriesOf(draft.reading).some((known) => isSameExpectation(known, entry))) continue
    const placed = placeExpectation(draft, entry, isProbeable(flow))
    if (placed.kind === 'broken') return refuseChange(label, [brokenFile(placed.file)])
    if (placed.kind === 'shared') return refuseChange(label, [sharedText(placed.file)])
    draft = extendDraft(draft, placed.edits)
  }
  if (draft.edits.length > 0) return change(label, draft)
  return refuseChange(label, [{ code: 'nothing-to-do', words: 'that is expected already' }])
}

function entriesOf({ files }: Reading): readonly JsonValue[] {
  return files.flatMap(expectationLists).flatMap(({ tree }) => (tree.kind === 'seq' ? tree.value : []))
}

function change(label: string, { edits }: Draft): PlannedChange {
  return { label, edits, obstacles: [], selectors: [], notes: [] }
}

type EntryEdit = (file: FileReading, list: ExpectationList, index: number) => readonly TextSplice[] | undefined

/** A change of one entry. */
function planAt(context: PlanContext, path: Path, verb: string, edit: EntryEdit): PlannedChange {
  const { file: name, document, steps } = splitPath(path)
  const file = context.reading.files.find((one) => one.name === name)
  const list = file && expectationLists(file).find((one) => one.path === documentPath(name, document))
  const index = Number(steps[0])
  const entry = list?.tree.kind === 'seq' ? list.tree.items[index] : undefined
  const title = field(entry?.value, 'name')
  const label = `${verb} expectation ${typeof title === 'string' ? title : index + 1}`
  if (!file || !list || !entry)
    return refuseChange(label, [{ code: 'endpoint-gone', words: 'it is not there any more' }])
  if (isBroken(file)) return refuseChange(label, [brokenFile(name)])
  const splices = edit(file, list, index)
  return splices
    ? change(label, extendDraft(startDraft(context), toEdits(name, splices)))
    : refuseChange(label, [sharedText(name)])
}

/** The last entry leaves an empty list, which NetAssert reads as well; nothing where that would be taken for a manifest. */
function removeEntry(
  { name, text }: FileReading,
  { item, tree }: ExpectationList,
  index: number,
): readonly TextSplice[] | undefined {
  const source = { text, start: item.start, end: item.end }
  if (tree.kind !== 'seq') return undefined
  if (tree.items.length > 1 || text.charAt(item.start + tree.start) === '[') return removeItems(source, [], [index])
  const left = isExpectationList([], name) ? '[]' : ''
  return [trimSplice(text, { start: item.start + tree.start, end: item.start + tree.end, text: left })]
}

function flipEntry(
  { text }: FileReading,
  { item, tree }: ExpectationList,
  index: number,
): readonly TextSplice[] | undefined {
  if (tree.kind !== 'seq') return undefined
  const source = { text, start: item.start, end: item.end }
  const code = field(tree.value[index], 'exitCode')
  if (code === undefined) return insertEntry(source, [String(index)], 'exitCode', 1, 'targetPort')
  return setValue(source, [String(index), 'exitCode'], code === 0 ? 1 : 0)
}

function sharedText(file: string): Obstacle {
  const words = `the list in ${file} cannot be edited without changing other places, such as those that repeat an anchor`
  return { code: 'not-expressible', words }
}
