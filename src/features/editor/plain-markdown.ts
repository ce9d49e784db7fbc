/*
 * Monaco's hovers take Markdown. What is said comes from the document, where a name may look like markup: every mark
 * that could mean something is escaped, so that it is shown as it stands and loads nothing.
 */

/** Markdown that shows a text as it is, in one paragraph. */
export function toMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[!"#$%'()*+,\-./:=>?@[\\\]^_`{|}~]/g, '\\$&')
}

/** The same in bold. */
export function toBold(text: string): string {
  return `**${toMarkdown(text)}**`
}

/** A label of Monaco's lists, where `$(name)` would become an icon. */
export function toLabel(text: string): string {
  return text.replaceAll('$(', '\\$(')
}

/** A snippet of Monaco that inserts a text as it is, with the caret at an offset of it. */
export function toSnippet(text: string, caret: number): string {
  const keep = (part: string) => part.replace(/[\\$}]/g, '\\$&')
  return `${keep(text.slice(0, caret))}$0${keep(text.slice(caret))}`
}
