import type { Problem } from '../../core/workspace/snapshot.ts'
import type { AppState } from '../../store/state.ts'
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

/** Underlines the problems of a file; while the text is ahead of what was read, the old marks move along with it. */
export function markProblems(shown: ShownFile, { snapshot, document }: AppState): void {
  if (snapshot?.revision !== document.revision) return
  const problems = snapshot.problems.filter(({ location }) => location.file === shown.file).slice(0, SHOWN_MARKERS)
  const markers = problems.map((problem) => toMarker(problem, rangeOf(shown, problem.location.span)))
  editor.setModelMarkers(shown.model, 'bulkhead', markers)
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

function toMarker({ diagnostic }: Problem, range: Range): editor.IMarkerData {
  return {
    severity: SEVERITIES[diagnostic.severity],
    message: diagnostic.message,
    code: diagnostic.code,
    source: 'bulkhead',
    startLineNumber: range.startLineNumber,
    startColumn: range.startColumn,
    endLineNumber: range.endLineNumber,
    endColumn: range.endColumn,
  }
}
