import { describe, expect, it } from 'vitest'
import { toCsv, toMarkdown, toMarkdownRows } from './table-text.ts'

describe('toCsv', () => {
  it('quotes only what would end a field, and doubles quotes', () => {
    expect(toCsv([['web', 'TCP 80,443', 'said "no"', 'two\nlines', ''], ['a']])).toBe(
      'web,"TCP 80,443","said ""no""","two\nlines",\r\na\r\n',
    )
  })

  it('keeps spreadsheets from taking a field for a formula', () => {
    expect(toCsv([['=1+1', '@a', '-1', '+x', 'a=b']])).toBe("'=1+1,'@a,'-1,'+x,a=b\r\n")
  })
})

describe('toMarkdown', () => {
  it('escapes what would be markup or end a field', () => {
    const table = [
      ['a', 'b'],
      ['x|y', '*two*\nlines'],
    ]
    expect(toMarkdown(table)).toBe('| a | b |\n| --- | --- |\n| x\\|y | \\*two\\* lines |\n')
  })

  it('goes on under its head row by row', () => {
    const [head, ...body] = [['a'], ['1'], ['2']] as const
    expect(toMarkdown([head]) + toMarkdownRows(body)).toBe(toMarkdown([head, ...body]))
  })
})
