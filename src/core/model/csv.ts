/** One line of comma-separated values (RFC 4180), without its end: what holds a comma, a quote or a break is quoted. */
export function toCsvLine(values: readonly string[]): string {
  return values.map(quote).join(',')
}

/** Ends every line of a CSV file. */
export const CSV_END = '\r\n'

/** A value that a spreadsheet would take for a formula is kept from it by an apostrophe. */
function quote(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
