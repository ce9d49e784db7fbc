import type { Splice } from '../../core/model/edit.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { AppState } from '../../store/state.ts'
import { editor, Range, Uri } from './monaco.ts'
import {
  createTextMap,
  editorLength,
  smallestChange,
  type TextMap,
  toEditorOffset,
  toEditorText,
  toSplices,
} from './text-map.ts'

/** Of every file: JSON is YAML too. */
export const LANGUAGE = 'yaml'

/** A file that was shown once: Monaco's model of it, and the file's text that the model stands for. */
export interface ShownFile {
  readonly file: string
  readonly model: editor.ITextModel
  text: string
  map: TextMap
  /** Caret and scrolling, while another file is shown. */
  view: editor.ICodeEditorViewState | null
}

/** The models of the files that were shown: what is typed goes to the store, what changes there comes to the models. */
export interface ShownFiles {
  /** The model of a file as the store has it, or undefined when there is no such file. */
  open(file: string): ShownFile | undefined
  /** Takes over what changed elsewhere; files that are gone are closed. */
  follow(state: AppState): void
  /** The file that a model shows. */
  shownBy(model: editor.ITextModel): ShownFile | undefined
  /** Whether a model is being changed from outside at this moment. */
  isFollowing(): boolean
  closeAll(): void
}

export function createShownFiles(
  store: AppStore,
  hooks: { readonly onTyped: () => void; readonly onClose: (shown: ShownFile) => void },
): ShownFiles {
  const shownFiles = new Map<string, ShownFile>()
  let isFollowing = false

  const create = (file: string, text: string): ShownFile => {
    const uri = Uri.from({ scheme: 'bulkhead', path: `/${store.getState().documentId}/${file}` })
    const model = editor.createModel(toEditorText(text), LANGUAGE, uri)
    model.setEOL(editor.EndOfLineSequence.LF)
    const shown: ShownFile = { file, model, text, map: createTextMap(text), view: null }
    model.onDidChangeContent(({ changes }) => isFollowing || write(shown, changes))
    shownFiles.set(file, shown)
    return shown
  }

  /** What was typed becomes splices of the file. */
  const write = (shown: ShownFile, changes: readonly editor.IModelContentChange[]) => {
    const edits = toSplices(shown.file, shown.text, changes)
    const { document, applyChange } = store.getState()
    take(shown, edits.reduce(splice, shown.text))
    hooks.onTyped()
    applyChange({ edits, label: `Edit ${shown.file}`, base: document.revision }, 'typing')
    if (editorLength(shown.map, shown.text.length) !== shown.model.getValueLength()) agree(shown)
  }

  /** Makes the model show its file's text with the smallest edit, so that the caret stays. */
  const agree = ({ model, text }: ShownFile) => {
    const { rangeOffset, rangeLength, text: words } = smallestChange(model.getValue(), toEditorText(text))
    const start = model.getPositionAt(rangeOffset)
    const end = model.getPositionAt(rangeOffset + rangeLength)
    isFollowing = true
    model.pushEditOperations(null, [{ range: Range.fromPositions(start, end), text: words }], () => null)
    isFollowing = false
  }

  const followText = (shown: ShownFile, text: string | undefined) => {
    if (text === undefined) return close(shown)
    if (shown.text === text) return
    take(shown, text)
    agree(shown)
  }

  const close = (shown: ShownFile) => {
    hooks.onClose(shown)
    shown.model.dispose()
    shownFiles.delete(shown.file)
  }

  return {
    open(file) {
      const text = textOf(store.getState(), file)
      if (text === undefined) return undefined
      const shown = shownFiles.get(file) ?? create(file, text)
      followText(shown, text)
      return shown
    },
    follow(state) {
      for (const shown of [...shownFiles.values()]) followText(shown, textOf(state, shown.file))
    },
    shownBy: (model) => [...shownFiles.values()].find((shown) => shown.model === model),
    isFollowing: () => isFollowing,
    closeAll() {
      for (const shown of [...shownFiles.values()]) close(shown)
    },
  }
}

/** Where a span of the file's text stands in the editor. */
export function rangeOf({ model, map }: ShownFile, span: { readonly start: number; readonly end: number }): Range {
  return Range.fromPositions(
    model.getPositionAt(toEditorOffset(map, span.start)),
    model.getPositionAt(toEditorOffset(map, span.end)),
  )
}

function take(shown: ShownFile, text: string) {
  shown.text = text
  shown.map = createTextMap(text)
}

function textOf({ document }: AppState, file: string): string | undefined {
  return document.files.find(({ name }) => name === file)?.text
}

function splice(text: string, { start, end, text: words }: Splice): string {
  return text.slice(0, start) + words + text.slice(end)
}
