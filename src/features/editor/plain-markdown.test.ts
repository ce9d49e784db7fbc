import { describe, expect, it } from 'vitest'
import { toBold, toLabel, toMarkdown, toSnippet } from './plain-markdown.ts'

describe('text in Markdown', () => {
  it.each([
    ['web (3 pods)', 'web \\(3 pods\\)'],
    ['<img src=x onerror=alert(1)>', '&lt;img src\\=x onerror\\=alert\\(1\\)\\>'],
    ['![a](http://evil.example/x.png)', '\\!\\[a\\]\\(http\\:\\/\\/evil\\.example\\/x\\.png\\)'],
    [
      'https://evil.example www.evil.example a@evil.example',
      'https\\:\\/\\/evil\\.example www\\.evil\\.example a\\@evil\\.example',
    ],
    ['`code` *bold* _it_ ~~gone~~', '\\`code\\` \\*bold\\* \\_it\\_ \\~\\~gone\\~\\~'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['# title', '\\# title'],
    ['1. item', '1\\. item'],
    ['two\n\n    lines', 'two lines'],
  ])('%s', (text, markdown) => {
    expect(toMarkdown(text)).toBe(markdown)
  })

  it('is bold around what it says', () => {
    expect(toBold('**')).toBe('**\\*\\***')
  })
})

describe('text in other places', () => {
  it('is no icon in a list', () => {
    expect(toLabel('a $(zap) b')).toBe('a \\$(zap) b')
  })

  it('is no variable in a snippet, and holds the caret', () => {
    expect(toSnippet('a: {$x}', 4)).toBe('a: {$0\\$x\\}')
  })
})
