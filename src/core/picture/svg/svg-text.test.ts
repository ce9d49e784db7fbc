import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText, FONTS, widthOf, wrapText } from './svg-text.ts'

const fonts = fc.constantFrom(...Object.values(FONTS))
const texts = fc.string({ unit: 'grapheme', maxLength: 80 })
const widths = fc.integer({ min: 40, max: 300 })

describe('texts in a width', () => {
  it('wraps into lines that fit and are together the whole', () => {
    fc.assert(
      fc.property(texts, widths, fonts, (text, width, font) => {
        const lines = wrapText(text, width, font, Infinity)
        expect(lines.join('')).toBe(text)
        for (const each of lines) expect(widthOf(each, font)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('cuts what does not fit into its lines, and says so', () => {
    fc.assert(
      fc.property(texts, widths, fonts, (text, width, font) => {
        const lines = wrapText(text, width, font, 2)
        expect(lines.length).toBeLessThanOrEqual(2)
        for (const each of lines) expect(widthOf(each, font)).toBeLessThanOrEqual(width)
        if (lines.join('') !== text) expect(lines.at(-1)).toMatch(/…$/)
      }),
    )
  })

  it('ends lines at hyphens and spaces where that takes no more of them', () => {
    expect(wrapText('checkout-gateway-canary', 130, FONTS.name, 3)).toEqual(['checkout-', 'gateway-canary'])
  })

  it('leaves alone what fits', () => {
    expect(cutText('api', 100, FONTS.name)).toBe('api')
  })
})
