import type { Suggestion } from '../../core/assist/suggestion.ts'
import { askCompletions } from './ask-completions.ts'
import type { AssistContext } from './assist-context.ts'
import { windowAround } from './caret-window.ts'
import { type editor, languages, Range } from './monaco.ts'
import { toLabel, toSnippet } from './plain-markdown.ts'

/** Characters that begin a value, an item or a key. */
const TRIGGERS = [' ', ':', '-', '"', "'", '{', '[', ',']

/** Completions from what the engine says of the text around the caret. */
export function createCompletionProvider(context: AssistContext): languages.CompletionItemProvider {
  return {
    triggerCharacters: TRIGGERS,
    async provideCompletionItems(model, position, _, token) {
      if (!context.shownBy(model)) return null
      const around = windowAround(model, position)
      const completions = await askCompletions(context.store, around, token)
      if (!completions || token.isCancellationRequested) return null
      const range = rangeIn(model, around.start + completions.start, around.start + completions.end)
      return { suggestions: completions.suggestions.map((one, index) => toItem(one, index, range)) }
    },
  }
}

function rangeIn(model: editor.ITextModel, start: number, end: number): Range {
  return Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
}

const KINDS: Readonly<Record<Suggestion['kind'], languages.CompletionItemKind>> = {
  field: languages.CompletionItemKind.Property,
  word: languages.CompletionItemKind.EnumMember,
  label: languages.CompletionItemKind.Value,
  port: languages.CompletionItemKind.Unit,
  namespace: languages.CompletionItemKind.Module,
}

const { KeepWhitespace, InsertAsSnippet } = languages.CompletionItemInsertTextRule

/** What follows can be chosen as well: shown, with nothing chosen, so that Enter stays a line break. */
const GO_ON = { id: 'editor.action.triggerSuggest', title: '', arguments: [{ auto: true }] }

function toItem(suggestion: Suggestion, index: number, range: Range): languages.CompletionItem {
  const { kind, label, detail, note, text, caret, filter, goesOn } = suggestion
  return {
    label: { label: toLabel(label), ...(detail === '' ? {} : { description: toLabel(detail) }) },
    kind: KINDS[kind],
    filterText: filter,
    sortText: String(index).padStart(4, '0'),
    insertText: caret === undefined ? text : toSnippet(text, caret),
    insertTextRules: caret === undefined ? KeepWhitespace : KeepWhitespace | InsertAsSnippet,
    range,
    ...(note === undefined ? {} : { documentation: note }),
    ...(goesOn ? { command: GO_ON } : {}),
  }
}
