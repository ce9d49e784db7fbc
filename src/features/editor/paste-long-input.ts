import { editor, type IDisposable } from './monaco.ts'

/** Characters. No key gives more. */
const TYPED_AT_MOST = 40

/**
 * Monaco types what comes at once, by dictation or from a tool that fills in texts, character by character, and indents its
 * lines anew; its lenses hear of each before they are done with the one before, until the stack overflows. A long text is
 * pasted instead.
 */
export function pasteLongInput(widget: editor.IStandaloneCodeEditor): IDisposable {
  return editor.addCommand({
    id: 'type',
    // All input comes here, and there is no other editor whose it could be.
    run: (_, { text }: { readonly text: string }) =>
      widget.trigger('keyboard', text.length > TYPED_AT_MOST ? 'paste' : 'type', { text }),
  })
}
