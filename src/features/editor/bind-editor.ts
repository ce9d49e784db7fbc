import type { AppStore } from '../../store/create-app-store.ts'
import type { AppState } from '../../store/state.ts'
import type { Caret } from '../../store/viewpoint.ts'
import { WAY_OUT } from './editor-hints.ts'
import { markFindings, markProblems, toDecorations, toWrittenMarks, WRITTEN } from './editor-marks.ts'
import { leaveByTab } from './leave-by-tab.ts'
import { editor, KeyCode, KeyMod, Selection } from './monaco.ts'
import { pasteLongInput } from './paste-long-input.ts'
import { registerAssist } from './register-assist.ts'
import { createShownFiles, rangeOf, type ShownFile } from './shown-files.ts'
import { toTextOffset } from './text-map.ts'

/** The editor bound to the store: the store's text is the truth, Monaco's models follow it. */
export interface BoundEditor {
  show(file: string): void
  setTheme(dark: boolean): void
  /** After this nothing is shown any more, whoever still asks. */
  dispose(): void
}

export function bindEditor(host: HTMLElement, store: AppStore): BoundEditor {
  const widget = editor.create(host, { ...OPTIONS, model: null })
  const decorations = widget.createDecorationsCollection()
  const written = widget.createDecorationsCollection()
  let current: ShownFile | null = null
  let isDisposed = false
  let flash: number | undefined

  const files = createShownFiles(store, {
    onTyped() {
      decorations.clear()
      written.clear()
    },
    onClose(shown) {
      if (current !== shown) return
      widget.setModel(null)
      current = null
    },
  })

  const show = (file: string) => {
    if (isDisposed || current?.file === file) return
    const shown = files.open(file)
    if (!shown) return
    if (current) current.view = widget.saveViewState()
    current = shown
    widget.setModel(shown.model)
    if (shown.view) widget.restoreViewState(shown.view)
    widget.updateOptions({ ariaLabel: `YAML of ${file}. ${WAY_OUT}` })
    markProblems(shown, store.getState())
    markFindings(shown, store.getState())
    decorations.set([...toDecorations(shown, store.getState())])
    written.clear()
  }

  const reveal = (state: AppState) => {
    if (!state.reveal) return
    show(state.reveal.file)
    if (current?.file !== state.reveal.file) return
    decorations.set([...toDecorations(current, state)])
    const range = rangeOf(current, state.reveal.span)
    widget.setSelection(Selection.fromPositions(range.getStartPosition()))
    widget.revealRangeInCenterIfOutsideViewport(range)
  }

  const tellCaret = () => {
    const position = widget.getPosition()
    if (!current || !position || files.isFollowing()) return
    const offset = toTextOffset(current.map, current.model.getOffsetAt(position))
    const caret = { file: current.file, offset, line: position.lineNumber, column: position.column }
    store.getState().caretMoved({ ...caret, ...anchorOf(widget.getSelection()) })
  }

  /** Lines that come into sight later shall not flash again. */
  const settleWritten = () => {
    const still = written.getRanges().map((range) => ({ range, options: WRITTEN }))
    written.set(still)
  }

  /** What was done is marked; after a step in the history the caret is where it was then, and what changed in sight. */
  const showStep = (state: AppState) => {
    const { step, openFile } = state
    if (!step || openFile === null) return written.clear()
    show(openFile)
    if (current?.file !== openFile) return
    written.set([...toWrittenMarks(current, state)])
    clearTimeout(flash)
    flash = window.setTimeout(settleWritten, FLASH)
    if (!step.viewpoint) return
    decorations.clear()
    const [first] = written.getRanges()
    const { caret } = step.viewpoint
    if (caret?.file === openFile) widget.setSelection(toSelection(caret))
    else if (first) widget.setPosition(first.getStartPosition())
    if (first) widget.revealRangeInCenterIfOutsideViewport(first)
    // What the change itself did to the caret was not told.
    tellCaret()
  }

  const assist = registerAssist(widget, { store, shownBy: files.shownBy })
  const unsubscribe = store.subscribe((state, before) => {
    if (state.documentId !== before.documentId && state.document !== before.document) files.closeAll()
    if (state.document !== before.document) files.follow(state)
    if (current && state.snapshot !== before.snapshot) markProblems(current, state)
    if (current && state.checks !== before.checks) markFindings(current, state)
    if (state.step !== before.step) showStep(state)
    if (state.reveal !== before.reveal) reveal(state)
    else if (current && state.highlights !== before.highlights) decorations.set([...toDecorations(current, state)])
  })

  widget.onDidChangeCursorSelection(tellCaret)
  leaveByTab(widget)
  const longInput = pasteLongInput(widget)
  const { undo, redo } = store.getState()
  widget.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, undo, 'editorTextFocus')
  widget.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, redo, 'editorTextFocus')
  widget.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, redo, 'editorTextFocus')

  return {
    show,
    setTheme: (dark) => editor.setTheme(dark ? 'bulkhead-dark' : 'bulkhead-light'),
    dispose() {
      isDisposed = true
      clearTimeout(flash)
      unsubscribe()
      assist.dispose()
      longInput.dispose()
      files.closeAll()
      widget.dispose()
    },
  }
}

function anchorOf(selection: Selection | null): Pick<Caret, 'anchor'> {
  if (!selection || selection.isEmpty()) return {}
  return { anchor: { line: selection.selectionStartLineNumber, column: selection.selectionStartColumn } }
}

function toSelection({ line, column, anchor = { line, column } }: Caret): Selection {
  return new Selection(anchor.line, anchor.column, line, column)
}

/** Milliseconds; as long as the animation of editor.css. */
const FLASH = 1400

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
  quickSuggestions: { other: true, comments: false, strings: true },
  quickSuggestionsDelay: 100,
  wordBasedSuggestions: 'off',
  suggest: {
    selectionMode: 'never',
    showInlineDetails: true,
    insertMode: 'replace',
    snippetsPreventQuickSuggestions: false,
  },
  hover: { delay: 350 },
  codeLensFontFamily: 'var(--sans)',
  codeLensFontSize: 11,
}
