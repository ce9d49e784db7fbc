import type { Splice } from '../../core/model/edit.ts'
import type { Problem } from '../../core/workspace/snapshot.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { AppState } from '../../store/state.ts'
import { editor, KeyCode, KeyMod, MarkerSeverity, Range, Selection, Uri } from './monaco.ts'
import {
  createTextMap,
  editorLength,
  smallestChange,
  type TextMap,
  toEditorOffset,
  toEditorText,
  toSplices,
  toTextOffset,
} from './text-map.ts'

/** A file that was shown once: Monaco's model of it, and the file's text that the model stands for. */
interface Shown {
  readonly file: string
  readonly model: editor.ITextModel
  text: string
  map: TextMap
  view: editor.ICodeEditorViewState | null
}

/** The editor bound to the store: the store's text is the truth, Monaco's models follow it. */
export interface BoundEditor {
  show(file: string): void
  setTheme(dark: boolean): void
  focus(): void
  dispose(): void
}

const SEVERITIES = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info }

/** More markers than anyone reads only cost time. */
const SHOWN_MARKERS = 200

export function bindEditor(host: HTMLElement, store: AppStore): BoundEditor {
  const shownFiles = new Map<string, Shown>()
  const widget = editor.create(host, { ...OPTIONS, model: null })
  const decorations = widget.createDecorationsCollection()
  let current: Shown | null = null
  let documentId = store.getState().documentId
  let following = false
  let isDisposed = false

  const show = (file: string) => {
    const text = textOf(store.getState(), file)
    if (isDisposed || text === undefined || current?.file === file) return
    if (current) current.view = widget.saveViewState()
    current = shownFiles.get(file) ?? open(file, text)
    follow(current, text)
    widget.setModel(current.model)
    if (current.view) widget.restoreViewState(current.view)
    widget.updateOptions({ ariaLabel: `YAML of ${file}` })
    mark(store.getState())
    decorate(store.getState())
  }

  const open = (file: string, text: string): Shown => {
    const uri = Uri.from({ scheme: 'bulkhead', path: `/${documentId}/${file}` })
    const model = editor.getModel(uri) ?? editor.createModel(toEditorText(text), 'yaml', uri)
    model.setEOL(0)
    const shown: Shown = { file, model, text, map: createTextMap(text), view: null }
    model.onDidChangeContent(({ changes }) => following || write(shown, changes))
    shownFiles.set(file, shown)
    return shown
  }

  /** What was typed becomes splices of the file. */
  const write = (shown: Shown, changes: readonly editor.IModelContentChange[]) => {
    const edits = toSplices(shown.file, shown.text, changes)
    const { document, applyChange } = store.getState()
    shown.text = edits.reduce(splice, shown.text)
    shown.map = createTextMap(shown.text)
    decorations.clear()
    applyChange({ edits, label: `typing in ${shown.file}`, base: document.revision }, 'typing')
    if (editorLength(shown.map, shown.text.length) !== shown.model.getValueLength()) agree(shown)
  }

  /** The model takes over a text that was changed elsewhere, with the smallest edit, so that the caret stays. */
  const follow = (shown: Shown, text: string) => {
    if (shown.text === text) return
    shown.text = text
    shown.map = createTextMap(text)
    agree(shown)
  }

  const agree = ({ model, text }: Shown) => {
    const { rangeOffset, rangeLength, text: words } = smallestChange(model.getValue(), toEditorText(text))
    const start = model.getPositionAt(rangeOffset)
    const end = model.getPositionAt(rangeOffset + rangeLength)
    following = true
    model.pushEditOperations(null, [{ range: Range.fromPositions(start, end), text: words }], () => null)
    following = false
  }

  const followAll = (state: AppState) => {
    for (const shown of shownFiles.values()) {
      const text = textOf(state, shown.file)
      if (text === undefined) close(shown)
      else follow(shown, text)
    }
  }

  const close = (shown: Shown) => {
    if (current === shown) {
      widget.setModel(null)
      current = null
    }
    shown.model.dispose()
    shownFiles.delete(shown.file)
  }

  const rangeOf = (shown: Shown, span: { readonly start: number; readonly end: number }) =>
    Range.fromPositions(
      shown.model.getPositionAt(toEditorOffset(shown.map, span.start)),
      shown.model.getPositionAt(toEditorOffset(shown.map, span.end)),
    )

  const mark = ({ snapshot, document }: AppState) => {
    if (!current || snapshot?.revision !== document.revision) return
    const shown = current
    const problems = snapshot.problems.filter(({ location }) => location.file === shown.file)
    const markers = problems
      .slice(0, SHOWN_MARKERS)
      .map((problem) => toMarker(problem, rangeOf(shown, problem.location.span)))
    editor.setModelMarkers(shown.model, 'bulkhead', markers)
  }

  const decorate = ({ reveal, highlights }: AppState) => {
    const shown = current
    const places = highlights.length > 0 ? highlights : reveal ? [reveal] : []
    const ranges = shown ? places.filter(({ file }) => file === shown.file).map(({ span }) => rangeOf(shown, span)) : []
    decorations.set(ranges.map((range) => ({ range, options: REVEALED })))
  }

  const reveal = (state: AppState) => {
    if (!state.reveal) return
    show(state.reveal.file)
    decorate(state)
    if (!current || current.file !== state.reveal.file) return
    const range = rangeOf(current, state.reveal.span)
    widget.setSelection(Selection.fromPositions(range.getStartPosition()))
    widget.revealRangeInCenterIfOutsideViewport(range)
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.documentId !== documentId) {
      for (const shown of [...shownFiles.values()]) close(shown)
      documentId = state.documentId
    }
    if (state.document !== before.document) followAll(state)
    if (state.snapshot !== before.snapshot) mark(state)
    if (state.reveal !== before.reveal) reveal(state)
    else if (state.highlights !== before.highlights) decorate(state)
  })

  widget.onDidChangeCursorPosition(({ position: { lineNumber, column } }) => {
    if (!current || following) return
    const offset = toTextOffset(current.map, current.model.getOffsetAt({ lineNumber, column }))
    store.getState().caretMoved({ file: current.file, offset, line: lineNumber, column })
  })
  const { undo, redo } = store.getState()
  widget.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, undo, 'editorTextFocus')
  widget.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, redo, 'editorTextFocus')
  widget.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, redo, 'editorTextFocus')

  return {
    show,
    setTheme: (dark) => editor.setTheme(dark ? 'bulkhead-dark' : 'bulkhead-light'),
    focus: () => widget.focus(),
    dispose() {
      isDisposed = true
      unsubscribe()
      for (const shown of [...shownFiles.values()]) close(shown)
      widget.dispose()
    },
  }
}

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: 'var(--mono)',
  fontSize: 12.5,
  lineHeight: 20,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  padding: { top: 8, bottom: 8 },
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 8,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  guides: { indentation: false },
  renderLineHighlight: 'all',
  fixedOverflowWidgets: true,
  unusualLineTerminators: 'off',
  trimAutoWhitespace: false,
  accessibilitySupport: 'auto',
  links: false,
  renderFinalNewline: 'on',
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  quickSuggestions: false,
  wordBasedSuggestions: 'off',
}

const REVEALED: editor.IModelDecorationOptions = {
  isWholeLine: true,
  className: 'revealed-line',
  linesDecorationsClassName: 'revealed-gutter',
}

function textOf({ document }: AppState, file: string): string | undefined {
  return document.files.find(({ name }) => name === file)?.text
}

function splice(text: string, { start, end, text: words }: Splice): string {
  return text.slice(0, start) + words + text.slice(end)
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
