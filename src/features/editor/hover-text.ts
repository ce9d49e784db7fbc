import type { HoverPart } from '../../core/assist/hover.ts'
import { assertNever } from '../../core/model/assert-never.ts'
import { toBold, toMarkdown } from './plain-markdown.ts'

/** A part of a hover as Markdown that shows names of the document as they stand. */
export function toHoverText(part: HoverPart): string {
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
