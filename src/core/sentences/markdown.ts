/*
 * Names and texts of a document inside Markdown: whatever they hold, they are shown, never read as markup.
 */

/** Words of a sentence; on one line. */
export function escapeMarkdown(words: string): string {
  return onOneLine(words).replace(/[\\`*_[\]<>|~&]/g, '\\$&')
}

/** A name or a place: `api-server`, `` a`b ``. */
export function codeSpan(words: string): string {
  const text = onOneLine(words)
  if (text.trim() === '') return '(empty)'
  const fence = '`'.repeat(longestRun(text) + 1)
  const padding = /^`|`$|^ .* $/.test(text) ? ' ' : ''
  return `${fence}${padding}${text}${padding}${fence}`
}

/** A text as it is, under a fence that it cannot close. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')}\n${fence}`
}

function onOneLine(words: string): string {
  return words.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
