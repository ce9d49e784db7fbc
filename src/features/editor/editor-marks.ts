import type { Diagnostic, Span } from '../../core/model/diagnostic.ts'
import type { AppState } from '../../store/state.ts'
import { findingsIn } from './findings.ts'
import { editor, MarkerSeverity, type Range } from './monaco.ts'
import { rangeOf, type ShownFile } from './shown-files.ts'

const SEVERITIES = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info }

/** More markers than anyone reads only cost time. */
const SHOWN_MARKERS = 200

const REVEALED: editor.IModelDecorationOptions = {
  isWholeLine: true,
  className: 'revealed-line',
  linesDecorationsClassName: 'revealed-gutter',
}

/** What was written stays marked until something is typed. */
export const WRITTEN = REVEALED

const JUST_WRITTEN: editor.IModelDecorationOptions = { ...REVEALED, className: 'written-line' }

/** Underlines the problems of a file; while the text is ahead of what was read, the old marks move along with it. */
export function markProblems(shown: ShownFile, { snapshot, document }: AppState): void {
  if (snapshot?.revision !== document.revision) return
  const problems = snapshot.problems.filter(({ location }) => location.file === shown.file).slice(0, SHOWN_MARKERS)
  const markers = problems.map((problem) => toMarker(problem.diagnostic, rangeOf(shown, problem.location.span)))
  editor.setModelMarkers(shown.model, 'bulkhead', markers)
}

/** Underlines the first lines of what the rules find, notes left out; until the newest text is checked the old marks move. */
export function markFindings(shown: ShownFile, { checks, document }: AppState): void {
  if (checks?.revision !== document.revision) return
  const markers = findingsIn(checks, shown.file)
    .slice(0, SHOWN_MARKERS)
    .map(({ rule, place }) => {
      const range = rangeOf(shown, firstLine(shown.text, place.location.span))
      return toMarker({ severity: rule.severity, message: place.message, code: rule.id }, range)
    })
  editor.setModelMarkers(shown.model, 'bulkhead checks', markers)
}

/** A finding about a whole resource would underline all of it. */
function firstLine(text: string, { start, end }: Span): Span {
  const length = text.slice(start, end).search(/\r?\n/)
  return { start, end: length < 0 ? end : start + length }
}

/** The lines behind the selected edge, else those revealed last. */
export function toDecorations(
  shown: ShownFile,
  { reveal, highlights }: AppState,
): readonly editor.IModelDeltaDecoration[] {
  const places = highlights.length > 0 ? highlights : reveal ? [reveal] : []
  return places
    .filter(({ file }) => file === shown.file)
    .map(({ span }) => ({ range: rangeOf(shown, span), options: REVEALED }))
}

/** The lines that a gesture or the history wrote, or the place where it took some away. */
export function toWrittenMarks(shown: ShownFile, { step }: AppState): readonly editor.IModelDeltaDecoration[] {
  const places = step?.written.filter(({ file }) => file === shown.file) ?? []
  return places.map(({ span }) => ({ range: rangeOf(shown, trimLines(shown.text, span)), options: JUST_WRITTEN }))
}

/** Without the empty lines around what was written: its last line break belongs to no line that changed. */
function trimLines(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end)
  const from = start + (/^(?:[ \t]*\r?\n)*/.exec(words)?.[0].length ?? 0)
  return { start: Math.min(from, end), end: Math.max(Math.min(from, end), start + words.trimEnd().length) }
}

type Marked = Pick<Diagnostic, 'severity' | 'message' | 'code'>

function toMarker({ severity, message, code }: Marked, range: Range): editor.IMarkerData {
  return {
    severity: SEVERITIES[severity],
    message,
    code,
    source: 'bulkhead',
    startLineNumber: range.startLineNumber,
    startColumn: range.startColumn,
    endLineNumber: range.endLineNumber,
    endColumn: range.endColumn,
  }
}
