import { applyFix, type ChosenFix } from './apply-fix.ts'
import type { AssistContext } from './assist-context.ts'
import { createCompletionProvider } from './completion-provider.ts'
import { createFixProvider } from './fix-provider.ts'
import { createHoverProvider } from './hover-provider.ts'
import { createLensProvider } from './lens-provider.ts'
import { type editor, type IDisposable, KeyCode, languages } from './monaco.ts'
import { LANGUAGE } from './shown-files.ts'

/** Hovers, completions, lenses and quick fixes for the models of one editor. */
export function registerAssist(widget: editor.IStandaloneCodeEditor, context: AssistContext): IDisposable {
  const { store } = context
  const showPolicy = addCommand(widget, (path) => store.getState().select({ kind: 'policy', id: String(path) }))
  const fix = addCommand(widget, (chosen) => applyFix(store, chosen as ChosenFix))
  const lenses = createLensProvider(context, showPolicy)
  takeFirstByTab(widget)
  const registered = [
    lenses,
    languages.registerHoverProvider(LANGUAGE, createHoverProvider(context)),
    languages.registerCompletionItemProvider(LANGUAGE, createCompletionProvider(context)),
    languages.registerCodeLensProvider(LANGUAGE, lenses.provider),
    languages.registerCodeActionProvider(LANGUAGE, createFixProvider(context, fix), {
      providedCodeActionKinds: ['quickfix'],
    }),
  ]
  return {
    dispose() {
      for (const one of registered) one.dispose()
    },
  }
}

/** A command without a key, by the name Monaco gives it. */
function addCommand(widget: editor.IStandaloneCodeEditor, run: (argument: unknown) => void): string {
  return widget.addCommand(0, (_accessor: unknown, argument: unknown) => run(argument)) ?? ''
}

/** Nothing is chosen in the list that comes by itself, so that Enter breaks the line; Tab takes the first. */
function takeFirstByTab(widget: editor.IStandaloneCodeEditor): void {
  const accept = () => {
    widget.trigger('keyboard', 'selectFirstSuggestion', {})
    widget.trigger('keyboard', 'acceptSelectedSuggestion', {})
  }
  widget.addCommand(
    KeyCode.Tab,
    accept,
    'suggestWidgetVisible && !suggestWidgetHasFocusedSuggestion && !editorTabMovesFocus',
  )
}
