/** How the author of a case's file writes, told from the text. */

/** Each is shown by one pair for every kind of intention at least. */
export const STYLES = {
  'block style': (text: string) => isYaml(text) && !isFlow(text),
  brackets: (text: string) => isYaml(text) && isFlow(text),
  'comments everywhere': (text: string) => (text.match(/#/g) ?? []).length > 9,
  CRLF: (text: string) => text.includes('\r\n') && !/[^\r]\n/.test(text),
  'four spaces': (text: string) => isYaml(text) && /^ {4}\w/m.test(text) && !/^ {2}\w/m.test(text),
  'items of a List': (text: string) => isYaml(text) && /^kind: List\r?$/m.test(text),
  JSON: (text: string) => !isYaml(text),
  anchors: (text: string) => isYaml(text) && /[&*]\w/.test(text),
  'several policies': (text: string) => (text.match(/NetworkPolicy\b/g) ?? []).length > 1,
} as const

function isYaml(text: string): boolean {
  return !text.trimStart().startsWith('{')
}

function isFlow(text: string): boolean {
  return /: \{\w/.test(text)
}
