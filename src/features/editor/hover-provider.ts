import type { HoverPart } from '../../core/assist/hover.ts'
import { assertNever } from '../../core/model/assert-never.ts'
import type { AssistContext } from './assist-context.ts'
import type { languages } from './monaco.ts'
import { toBold, toMarkdown } from './plain-markdown.ts'
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
      return { range: rangeOf(shown, hover.span), contents: hover.parts.map((part) => ({ value: toText(part) })) }
    },
  }
}

function toText(part: HoverPart): string {
  switch (part.kind) {
    case 'why':
      return `${toBold(part.rule)} ${toMarkdown(part.words)}`
    case 'fact': {
      const more = part.more > 0 ? [`${part.more.toLocaleString('en')} more`] : []
      const names = [...part.names, ...more].join(', ')
      return toBold(part.words) + (names === '' ? '' : `\n\n${toMarkdown(names)}`)
    }
    case 'meaning':
      return toMarkdown(part.rules.length > 0 ? `${part.words} (${part.rules.join(', ')})` : part.words)
    default:
      return assertNever(part)
  }
}
