import { needsEscapes, printString } from './print-scalar.ts'

/** A scalar in the quote style of the one it stands for, `old` as written. `json`: all strings in double quotes. */
export function printLike(old: string, value: null | boolean | number | string, json: boolean): string {
  if (typeof value !== 'string') return String(value)
  if (json || old.startsWith('"')) return JSON.stringify(value)
  if (old.startsWith("'") && !needsEscapes(value)) return `'${value.replaceAll("'", "''")}'`
  return printString(value)
}
