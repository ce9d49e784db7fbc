import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonTree } from './tree-json.ts'

describe('JSON with places', () => {
  it('[YML-1] reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(readJsonTree(text)).toEqual({ tree: expect.anything(), problems: [] })
        expect(readJsonTree(text).tree?.value).toEqual(JSON.parse(text))
      }),
    )
  })

  it('[YML-1] refuses what JSON.parse refuses', () => {
    const piece = fc.constantFrom(...'{}[],:"\\ \n1-.eat'.split(''), '"a"', '"a":', 'true', 'null', '12', '{"a":1}')
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const isJson = parses(text)
          const { tree } = readJsonTree(text)
          expect(tree !== undefined).toBe(isJson)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string", 7],
    ['{"a" 1}', "invalid character '1' after object key", 5],
    ['[1 2]', "invalid character '2' after array element", 3],
    ['{"a":1', 'unexpected end of JSON input', 5],
    ['{} x', 'invalid character after top-level value', 3],
  ])('[YML-1] names the break of %s', (text, message, start) => {
    expect(readJsonTree(text).problems).toMatchObject([{ code: 'YML-1', severity: 'error', message, start }])
  })

  it('[YML-3] duplicate keys are an error and the last value counts', () => {
    const { tree, problems } = readJsonTree('{"a":1,"a":2}')
    expect(tree?.value).toEqual({ a: 2 })
    expect(problems).toMatchObject([{ code: 'YML-3', severity: 'error', start: 7, end: 10 }])
  })

  it('[YML-2] keeps numbers as written', () => {
    expect(readJsonTree('1.10').tree).toMatchObject({ value: 1.1, source: '1.10', plain: true })
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
