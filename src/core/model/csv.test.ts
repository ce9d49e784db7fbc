import { describe, expect, it } from 'vitest'
import { toCsvLine } from './csv.ts'

describe('toCsvLine', () => {
  it('quotes only what would end a value, and doubles quotes', () => {
    expect(toCsvLine(['web', 'TCP 80,443', 'said "no"', 'two\nlines', ''])).toBe(
      'web,"TCP 80,443","said ""no""","two\nlines",',
    )
  })

  it('keeps spreadsheets from taking a value for a formula', () => {
    expect(toCsvLine(['=1+1', '@a', '-1', '+x', 'a=b'])).toBe("'=1+1,'@a,'-1,'+x,a=b")
  })
})
