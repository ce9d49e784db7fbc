import type { editor, Position } from './monaco.ts'

/** The part of a text around the caret that says what can be written there. */
export interface CaretWindow {
  readonly text: string
  /** Of the caret, in `text`. */
  readonly offset: number
  /** Where `text` begins in the whole. */
  readonly start: number
}

/** Enough for any policy, and for the document before it, whose indentation is followed. */
const BEFORE = 48_000
const AFTER = 16_000

/** Cuts the window out of a model, at line breaks where there are some near. */
export function windowAround(model: editor.ITextModel, position: Position): CaretWindow {
  const caret = model.getOffsetAt(position)
  const first = model.getPositionAt(Math.max(0, caret - BEFORE))
  const isWhole = first.column === 1 || first.lineNumber === position.lineNumber
  const from = isWhole ? first : model.getPositionAt(model.getOffsetAt({ lineNumber: first.lineNumber + 1, column: 1 }))
  const start = model.getOffsetAt(from)
  const end = model.getPositionAt(caret + AFTER)
  const text = model.getValueInRange({
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  })
  return { text, offset: caret - start, start }
}
