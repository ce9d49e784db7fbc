import { describe, expect, it } from 'vitest'
import { fact } from '../../core/assist/hover.ts'
import { toHoverText } from './hover-text.ts'

describe('hovers', () => {
  it('say facts in bold, and name whom they are about', () => {
    expect(toHoverText(fact('selects 2 of 3 pods', ['web', 'api']))).toBe('**selects 2 of 3 pods**\n\nweb\\, api')
    const many = Array.from({ length: 12 }, (_, index) => `w${index}`)
    expect(toHoverText(fact('selects all', many, 1000))).toMatch(/w9\\, 1\\,002 more$/)
  })

  it('show names that look like markup as text', () => {
    const html = toHoverText(fact('selects 1 of 1 pod', ['<img src=x> **b** [a](http://x)']))
    expect(html).toContain('&lt;img src\\=x\\> \\*\\*b\\*\\* \\[a\\]\\(http\\:\\/\\/x\\)')
  })

  it('cite the rules behind them', () => {
    expect(toHoverText({ kind: 'why', rule: 'VAL-7', words: 'in capitals' })).toBe('**VAL\\-7** in capitals')
    expect(toHoverText({ kind: 'meaning', words: 'all', rules: ['SEL-1', 'SEL-2'] })).toBe(
      'all \\(SEL\\-1\\, SEL\\-2\\)',
    )
    expect(toHoverText({ kind: 'meaning', words: 'all', rules: [] })).toBe('all')
  })
})
