import { describe, expect, it } from 'vitest'
import { finish } from '../model/work.ts'
import { groundOf, SHOP } from './matrix.testing.ts'
import { writingMatrix } from './matrix-text.ts'
import { toCsv, toMarkdown } from './table-text.ts'

describe('a table as text', () => {
  it('quotes fields of CSV that hold commas, quotes or line breaks', () => {
    expect(toCsv([['plain', 'a, b', 'say "no"', 'two\nlines', '']])).toBe('plain,"a, b","say ""no""","two\nlines",\r\n')
  })

  it('keeps a spreadsheet from taking a field for a formula', () => {
    expect(toCsv([['=1+1', '-2', '@x', 'a=b']])).toBe("'=1+1,'-2,'@x,a=b\r\n")
  })

  it('escapes what Markdown would take for markup', () => {
    expect(
      toMarkdown([
        ['a|b', '*c*'],
        ['<d>', 'e\nf'],
      ]),
    ).toBe('| a\\|b | \\*c\\* |\n| --- | --- |\n| \\<d\\> | e f |\n')
  })
})

describe('a matrix as text', () => {
  it('says what is shown, senders down and receivers across', () => {
    expect(finish(writingMatrix(groundOf(SHOP), { rows: [], columns: ['shop'] }, 'markdown'))).toBe(
      [
        '| from \\\\ to | shop | shop/web | shop/db | ops | empty | internet |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        '| shop | some: mixed, every port in 3 of 4 pairs | any: every port | some: 5432 in 1 of 2 pairs | any: every port |  | any: every port |',
        '| ops | some: every port in 1 of 2 pairs | any: every port | none | any: every port |  | any: every port |',
        '| empty |  |  |  |  |  |  |',
        '| internet | some: every port in 1 of 2 pairs | any: every port | none | any: every port |  |  |',
        '',
      ].join('\n'),
    )
  })

  it('is CSV too', () => {
    const text = finish(writingMatrix(groundOf(SHOP), { rows: [], columns: [] }, 'csv'))
    expect(text.split('\r\n')[1]).toBe(
      'shop,"some: mixed, every port in 3 of 4 pairs",any: every port,,any: every port',
    )
  })
})
