import type { AssistContext } from './assist-context.ts'
import { toHoverText } from './hover-text.ts'
import type { languages } from './monaco.ts'
import { rangeOf } from './shown-files.ts'
import { toTextOffset } from './text-map.ts'

/** Hovers from what the engine says of a place; nothing while it has not read the text on the screen. */
export function createHoverProvider({ store, shownBy }: AssistContext): languages.HoverProvider {
  return {
    async provideHover(model, position, token) {
      const shown = shownBy(model)
      if (!shown) return null
      const { document, askEngine } = store.getState()
      const offset = toTextOffset(shown.map, model.getOffsetAt(position))
      const hover = await askEngine('hoverAt', { revision: document.revision, file: shown.file, offset })
      const isOutdated = store.getState().document.revision !== document.revision
      if (!hover || isOutdated || token.isCancellationRequested) return null
      return { range: rangeOf(shown, hover.span), contents: hover.parts.map((part) => ({ value: toHoverText(part) })) }
    },
  }
}
