import fc from 'fast-check'
import { type CreateNodeOptions, type SchemaOptions, stringify, type ToStringOptions } from 'yaml'

const WORDS = [
  'web',
  'a b',
  'x: y',
  'no',
  '080',
  '1.5',
  '',
  ' lead',
  'trail ',
  '# not',
  "it's",
  '"q"',
  '- dash',
  'é☃😀',
  'a: |',
  '{',
  '*x',
  '&y',
  '!t',
  '%d',
  '~',
  '<<',
  'line\nbreak\n',
  '\n\nkeep\n\n',
  '  deep\nline',
  'tab\there',
  'long words that go on and on until the line has to be folded somewhere near its end, or two times',
]

/** Keys and values as objects of Kubernetes have them, and some that try the corners of YAML. */
const word = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 12 }))

const key = fc.oneof(
  fc.constantFrom(
    'kind',
    'metadata',
    'name',
    'labels',
    'spec',
    'ports',
    'port',
    'f:meta',
    '.',
    'a/b',
    'k:{"x":1}',
    'y',
    '8080',
  ),
  fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text !== '__proto__'),
)

/** Any JSON value. */
export const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    word,
    fc.constantFrom(null, true, false, 0, 80, 8080, -1, 1.5, 1e21),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(key, tie('node'), { maxKeys: 4 }),
  ),
})).node

/** YAML of random values, printed in the styles of different printers. */
export const printedYaml: fc.Arbitrary<string> = fc
  .record({
    value: fc.dictionary(key, value, { maxKeys: 5 }),
    indent: fc.integer({ min: 2, max: 5 }),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 40, 80),
    singleQuote: fc.constantFrom(true, false, null),
    defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
    collectionStyle: fc.constantFrom('any', 'block', 'flow'),
    nullStr: fc.constantFrom('null', '~', ''),
    version: fc.constantFrom('1.1', '1.2'),
    aliasDuplicateObjects: fc.constant(false),
    minContentWidth: fc.constantFrom(0, 20),
    isCrlf: fc.boolean(),
  })
  .map(({ value, isCrlf, ...options }) => {
    const text = stringify(value, options as CreateNodeOptions & SchemaOptions & ToStringOptions)
    return isCrlf ? text.replaceAll('\n', '\r\n') : text
  })

const PIECES = [
  'a',
  'b',
  'key',
  ':',
  ': ',
  ':\n',
  '- ',
  '-',
  ' ',
  '  ',
  '    ',
  '\n',
  '\n',
  '\n  ',
  '\n    ',
  '\n\n',
  '"',
  "'",
  '\\',
  '\\n',
  '|',
  '>',
  '|-',
  '>+',
  '|2',
  '#',
  ' # c',
  '[',
  ']',
  '{',
  '}',
  ', ',
  ',',
  '&x',
  '*x',
  '!t',
  '?',
  '? ',
  '---',
  '...',
  '---\n',
  '\n...\n',
  '\r\n',
  '\t',
  '%',
  '@',
  '`',
  'yes',
  '0x1f',
  '1e3',
  '~',
  'null',
  'a: b',
  '\nc: d',
  '\n- e',
  '\n  f: g',
  '\n  - h',
  '<<',
  '=',
  'labels:',
  'port: ',
  'http://x',
  '\u00a0',
  '\ufeff',
  '\u0085',
]

/** Text made of the pieces YAML is made of, mostly wrong. */
export const scrambledYaml: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 24 })
  .map((pieces) => pieces.join(''))

/** Printed YAML with a few pieces cut out, doubled or put in. */
export const mangledYaml: fc.Arbitrary<string> = fc
  .tuple(
    printedYaml,
    fc.array(fc.record({ at: fc.nat(), drop: fc.nat(3), piece: fc.constantFrom('', ...PIECES) }), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, wounds]) =>
    wounds.reduce((wounded, { at, drop, piece }) => {
      const offset = at % (wounded.length + 1)
      return wounded.slice(0, offset) + piece + wounded.slice(offset + drop)
    }, text),
  )
