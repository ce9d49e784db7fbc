import { describe, expect, it } from 'vitest'
import { codeBlock, codeSpan, escapeMarkdown } from './markdown.ts'

describe('escapeMarkdown', () => {
  it('leaves nothing that Markdown or HTML would read', () => {
    expect(escapeMarkdown('a *b* _c_ [d](e) <img> `f` | ~~g~~ &amp; \\')).toBe(
      'a \\*b\\* \\_c\\_ \\[d\\](e) \\<img\\> \\`f\\` \\| \\~\\~g\\~\\~ \\&amp; \\\\',
    )
  })

  it('keeps words on one line, so that no heading or list begins in them', () => {
    expect(escapeMarkdown('one\n# two\r\n- three')).toBe('one # two - three')
  })
})

describe('codeSpan', () => {
  it.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    [' both ', '`  both  `'],
    ['<b>*x*</b>', '`<b>*x*</b>`'],
    ['a\nb', '`a b`'],
    ['  ', '(empty)'],
  ])('%j is %j', (words, span) => {
    expect(codeSpan(words)).toBe(span)
  })
})

describe('codeBlock', () => {
  it('has a fence that the text cannot close', () => {
    expect(codeBlock('a: |\n  ```\n  x\n', 'yaml')).toBe('````yaml\na: |\n  ```\n  x\n````')
  })

  it('knows every line break', () => {
    expect(codeBlock('a: 1\r\nb: 2\r\n\r\n', 'yaml')).toBe('```yaml\na: 1\nb: 2\n```')
  })
})
