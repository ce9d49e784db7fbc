import type { Lens } from '../../core/assist/lenses.ts'
import { type AssistContext, whenRead } from './assist-context.ts'
import { Emitter, type IDisposable, type languages } from './monaco.ts'
import { rangeOf, type ShownFile } from './shown-files.ts'

/**
 * The lenses over policies. Those of the text on the screen or none: until it is read, the lenses that are shown move
 * along with their lines.
 */
export function createLensProvider(
  { store, shownBy }: AssistContext,
  command: string,
): IDisposable & { readonly provider: languages.CodeLensProvider } {
  const changed = new Emitter<languages.CodeLensProvider>()
  const provider: languages.CodeLensProvider = {
    onDidChange: changed.event,
    async provideCodeLenses(model, token) {
      for (;;) {
        const shown = shownBy(model)
        if (!shown || !(await whenRead(store, token))) return null
        const { askEngine, document } = store.getState()
        const answer = await askEngine('lenses', { file: shown.file })
        // Without an engine there is no use in asking on: the next snapshot asks anew.
        const isWithout = answer === null && store.getState().engineFailure !== null
        if (token.isCancellationRequested || isWithout) return null
        const isCurrent = answer?.revision === document.revision && store.getState().document === document
        if (answer && isCurrent) return { lenses: answer.lenses.map((lens) => toLens(shown, lens, command)) }
      }
    },
  }
  const unsubscribe = store.subscribe((state, before) => {
    if (state.snapshot !== before.snapshot) changed.fire(provider)
  })
  return {
    provider,
    dispose() {
      unsubscribe()
      changed.dispose()
    },
  }
}

function toLens(shown: ShownFile, { offset, words, policy }: Lens, command: string): languages.CodeLens {
  const range = rangeOf(shown, { start: offset, end: offset })
  const id = policy === undefined ? '' : command
  return { range, command: { id, title: words, arguments: policy === undefined ? [] : [policy] } }
}
