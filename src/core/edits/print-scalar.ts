/** Words that a YAML 1.1 parser takes for something else than a string (YML-2). */
const MISREAD = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i

/** Digits with the signs and separators of numbers, times and dates, other bases, exponents. */
const NUMERIC = /^(?:[\d.][\d_.,:eE+-]*|0[xob].*|\d{4}-\d.*)$/

const PLAIN = /^[A-Za-z0-9_/](?:[\w./:-]*[\w./-])?$/

/** A string as YAML, in quotes wherever some parser would read it as anything else (YML-2). */
export function printString(text: string): string {
  return PLAIN.test(text) && !MISREAD.test(text) && !NUMERIC.test(text) ? text : JSON.stringify(text)
}

/** A scalar as YAML. */
export function printScalar(value: null | boolean | number | string): string {
  return typeof value === 'string' ? printString(value) : String(value)
}

/** Whether a text holds what only double quotes can write: line breaks, tabs, what is not shown. */
export function needsEscapes(text: string): boolean {
  return !/^[\x20-\x7e\u00a0-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(text)
}
