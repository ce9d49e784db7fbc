import { locatePlace } from '../../manifest/locate.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { splitPath } from '../../model/path.ts'
import { extendDraft, startDraft } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import { findStanding, isBroken, isJson, type PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { brokenFile, refuseChange } from '../write-policies.ts'

/** Silences a rule of lint at one place, by a comment above its line that says why. */
export interface IgnoreIntention {
  readonly kind: 'ignore'
  /** `NP035`. */
  readonly rule: string
  readonly place: Diagnostic['place']
  /** One line; nothing is planned without. */
  readonly reason: string
}

/** Plans the comment: on a line of its own, indented as the one it is about, so that it stays with what follows it. */
export function planIgnore(context: PlanContext, { rule, place, reason }: IgnoreIntention): PlannedChange {
  const label = `Ignore ${rule} here`
  const why = reason.replaceAll(/\s+/g, ' ').trim()
  const { file: name, span } = locatePlace(context.reading, place)
  const file = context.reading.files.find((one) => one.name === name)
  if (!file) return refuseChange(label, [GONE])
  if (isBroken(file)) return refuseChange(label, [brokenFile(name)])
  if (isInJson(context, place)) return refuseChange(label, [JSON_HAS_NONE])
  if (why === '') return refuseChange(label, [NO_REASON])
  const start = lineStart(file.text, span.start)
  const indentation = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? ''
  const lineBreak = /\r\n|\n|\r/.exec(file.text)?.[0] ?? '\n'
  const text = `${indentation}# bulkhead-ignore: ${rule} ${why}${lineBreak}`
  const { edits } = extendDraft(startDraft(context), [{ kind: 'splice', file: name, start, end: start, text }])
  return { label, edits, obstacles: [], selectors: [], notes: [] }
}

/** Behind a mark of the byte order, which stays first. */
function lineStart(text: string, offset: number): number {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start
}

function isInJson({ reading }: PlanContext, place: Diagnostic['place']): boolean {
  if (place.kind === 'span') return false
  const standing = findStanding(reading, place.path)
  const { file: name } = splitPath(place.path)
  if (standing) return isJson(standing.file, standing.item)
  return reading.files.some((file) => file.name === name && /^\s*[{[]/.test(file.text))
}

const GONE: Obstacle = { code: 'nothing-to-do', words: 'this was repaired already' }

const NO_REASON: Obstacle = { code: 'reason-missing', words: 'say why: the reason stands beside the rule' }

const JSON_HAS_NONE: Obstacle = {
  code: 'not-expressible',
  words: 'JSON has no comments: nothing can be ignored there. Write the policy as YAML first',
}
