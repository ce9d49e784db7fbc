/** Rows of fields; the first row names the columns. */
export type Table = readonly (readonly string[])[]

/** RFC 4180: fields with commas, quotes or line breaks stand in quotes, and rows end with CRLF. */
export function toCsv(table: Table): string {
  return table.map((row) => `${row.map(quoteField).join(',')}\r\n`).join('')
}

/** What a spreadsheet would take for a formula begins with an apostrophe. */
function quoteField(field: string): string {
  const safe = /^[=+@\t\r-]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table of GitHub's Markdown; what would be markup is escaped. */
export function toMarkdown(table: Table): string {
  const [head = [], ...body] = table
  return [head, head.map(() => '---'), ...body].map(toMarkdownRow).join('')
}

function toMarkdownRow(row: readonly string[], index: number): string {
  const fields = index === 1 ? row : row.map(escapeMarkdown)
  return `| ${fields.join(' | ')} |\n`
}

function escapeMarkdown(field: string): string {
  return field.replaceAll(/[\\|`*_<>[\]~]/g, '\\$&').replaceAll(/\r?\n/g, ' ')
}
