import type { YAMLError } from 'yaml'
import { MAX_DEPTH, type TextProblem } from './tree.ts'

/** What to do about each kind of break, after what `kubectl` would say of it. */
const ADVICE: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag',
  BAD_ALIAS: 'an anchor or alias needs a name',
  BAD_DIRECTIVE: 'unknown directive: remove the line',
  BAD_DQ_ESCAPE: 'found unknown escape character: use single quotes, or double the backslash',
  BAD_INDENT: 'did not find expected key: this line is indented differently from its neighbours',
  BAD_PROP_ORDER: 'an anchor or tag stands before the value, after the "-" or ":"',
  BAD_SCALAR_START: 'found character that cannot start any token: put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'mapping values are not allowed in this context: put the nested field on its own, indented line',
  BLOCK_IN_FLOW: 'did not find expected node content: inside { } and [ ] use commas, not lines',
  KEY_OVER_1024_CHARS: "could not find expected ':': the key is too long",
  MISSING_CHAR: "could not find expected ':' or closing character",
  MULTILINE_IMPLICIT_KEY: "could not find expected ':': a field needs a colon and a space after its name",
  MULTIPLE_ANCHORS: 'a value has at most one anchor',
  MULTIPLE_DOCS: 'a second document needs a line with ---',
  MULTIPLE_TAGS: 'a value has at most one tag',
  TAB_AS_INDENT: 'found character that cannot start any token: a tab; indent with spaces',
  UNEXPECTED_TOKEN: 'did not find expected key: this does not belong here',
}

/** The first break of a text; what follows it is mostly its echo. The message is completed with the line later. */
export function syntaxProblem(text: string, errors: readonly YAMLError[]): TextProblem {
  const first = errors.reduce((least, error) => (error.pos[0] < least.pos[0] ? error : least))
  const start = Math.min(Math.max(first.pos[0], 0), text.length)
  const end = Math.min(Math.max(first.pos[1], start), text.length)
  return { code: 'YML-1', severity: 'error', message: describe(text, first, start), start, end }
}

function describe(text: string, error: YAMLError, start: number): string {
  if (error.message.includes('call stack')) return `nested more than ${MAX_DEPTH} levels deep`
  if (error.code === 'MISSING_CHAR') return describeMissing(error.message)
  if (error.code === 'BAD_INDENT' && error.message.startsWith('Flow')) return describeMissing(error.message)
  if (error.code === 'UNEXPECTED_TOKEN' && text.startsWith('- ', start) && /:[ \t]*$/.test(text.slice(0, start)))
    return 'block sequence entries are not allowed in this context: start the list on its own line'
  return ADVICE[error.code] ?? `did not find expected key (${error.message})`
}

function describeMissing(message: string): string {
  const quote = /closing (['"])/.exec(message)?.[1]
  if (quote) return `found unexpected end of stream: a closing ${quote} is missing`
  const bracket = /end with a ([\]}])/.exec(message)?.[1]
  if (bracket) return `did not find expected ',' or '${bracket}': the brackets are not closed`
  if (message.includes('followed by map values'))
    return "could not find expected ':': a field needs a colon and a space after its name"
  if (message.includes('Missing , or :') || message.includes('Missing ,'))
    return "did not find expected ',' or closing bracket"
  if (message.includes('Missing space after :')) return "a space is missing after ':'"
  return `did not find expected token: ${message}`
}
