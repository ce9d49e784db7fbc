/** Rows of fields; the first row names the columns. */
export type Table = readonly (readonly string[])[]

/** RFC 4180: fields with commas, quotes or line breaks stand in quotes, and rows end with CRLF. */
export function toCsv(table: Table): string {
  return table.map((row) => `${row.map(toCsvField).join(',')}\r\n`).join('')
}

/** A field of CSV; what a spreadsheet would take for a formula begins with an apostrophe. */
export function toCsvField(field: string): string {
  const safe = /^[=+@\t\r-]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table of GitHub's Markdown; what would be markup is escaped. */
export function toMarkdown(table: Table): string {
  const [head = [], ...body] = table
  return `${toMarkdownRows([head])}| ${head.map(() => '---').join(' | ')} |\n${toMarkdownRows(body)}`
}

/** Rows of a table without a head, to be put under one. */
export function toMarkdownRows(rows: Table): string {
  return rows.map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |\n`).join('')
}

/** A cell of a table in Markdown. */
export function escapeMarkdown(field: string): string {
  return field.replaceAll(/[\\|`*_<>[\]~&]/g, '\\$&').replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
}
