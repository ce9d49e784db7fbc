import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { descend } from './tree.ts'
import { readYamlTree } from './tree-yaml.ts'

const readValue = (text: string) => readYamlTree(text).tree?.value
const problemsOf = (text: string) => readYamlTree(text).problems.map(({ code, severity }) => `${severity} ${code}`)

describe('values', () => {
  it.each([
    ['yes', true],
    ['Off', false],
    ['n', false],
    ['0123', 83],
    ['0o17', 15],
    ['0x1F', 31],
    ['12_000', 12000],
    ['1e3', 1000],
    ['22:22', '22:22'],
    ['2001-12-14', '2001-12-14'],
    ['~', null],
    ['', null],
    ['"yes"', 'yes'],
    ["'0123'", '0123'],
    ['!!str 12', '12'],
    ['!!int "12"', 12],
    ['!custom 12', '12'],
    ['!!pairs [b: c]', [{ b: 'c' }]],
    ['!!set {b}', { b: null }],
    ['|\n  12\n', '12\n'],
    ['>-\n  a\n  b\n', 'a b'],
  ])('[YML-2] reads %j as %j', (written, value) => {
    expect(readValue(`a: ${written}`)).toEqual({ a: value })
  })

  it('[YML-2] makes map keys strings', () => {
    expect(readValue('1: x\ntrue: v\n0x10: z')).toEqual({ '1': 'x', true: 'v', '16': 'z' })
  })

  it('[YML-2] keeps a key called __proto__ as an own property', () => {
    expect(Object.entries(readValue('__proto__: {a: b}') ?? {})).toEqual([['__proto__', { a: 'b' }]])
  })

  it.each(['{a: b}: c', '? [x]\n: y', '~: x'])('[YML-1] refuses the key of %j', (text) => {
    expect(readYamlTree(text)).toMatchObject({ problems: [{ code: 'YML-1', severity: 'error' }] })
    expect(readValue(text)).toBeUndefined()
  })

  it('[YML-1] reads empty documents as nothing', () => {
    for (const text of ['', '# only a comment\n', '---\n', '---\n...\n']) {
      expect(readYamlTree(text).problems).toEqual([])
      expect(readValue(text) ?? null).toBeNull()
    }
  })
})

describe('merges, aliases and duplicates', () => {
  it('[YML-3] merges mappings; what follows the merge wins', () => {
    expect(readValue('x: &x {a: 1, b: 1}\nz:\n  <<: *x\n  b: 2')).toEqual({ x: { a: 1, b: 1 }, z: { a: 1, b: 2 } })
  })

  it('[YML-3] of several merged mappings the first wins', () => {
    expect(readValue('<<: [{a: 1}, {a: 2, b: 2}]')).toEqual({ a: 1, b: 2 })
  })

  it('[YML-3] a merge after a key overwrites it, as kubectl does, and that is said', () => {
    expect(readValue('a: 1\n<<: {a: 2}')).toEqual({ a: 2 })
    expect(problemsOf('a: 1\n<<: {a: 2}')).toEqual(['warning YML-3'])
  })

  it('[YML-3] a quoted << is an ordinary key', () => {
    expect(readValue('"<<": {a: 2}')).toEqual({ '<<': { a: 2 } })
  })

  it('[YML-3] duplicate keys are an error and the last value counts', () => {
    expect(readValue('a: 1\nb: 2\na: 3')).toEqual({ a: 3, b: 2 })
    expect(readYamlTree('a: 1\nb: 2\na: 3').problems).toMatchObject([
      { code: 'YML-3', severity: 'error', start: 10, end: 11 },
    ])
  })

  it('[YML-3] an alias stands for the latest anchor before it', () => {
    expect(readValue('a: &x 1\nb: *x\nc: &x 2\nd: *x')).toEqual({ a: 1, b: 1, c: 2, d: 2 })
  })

  it.each([
    ['a: *x', "unknown anchor 'x' referenced", 'a: *x'.indexOf('*')],
    ['a: &x [*x]', "anchor 'x' value contains itself", 'a: &x [*x]'.indexOf('*')],
    ['a: *x\nb: &x 1', "unknown anchor 'x' referenced", 3],
  ])('[YML-3] refuses %j', (text, message, start) => {
    expect(readYamlTree(text)).toEqual({
      problems: [{ code: 'YML-3', severity: 'error', message, start, end: start + 2 }],
    })
  })

  it('[YML-3] refuses a billion laughs before building anything', () => {
    const levels = Array.from({ length: 60 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(',')}]`)
    const reading = readYamlTree(`l0: &l0 lol\n${levels.join('\n')}\n`)
    expect(reading.tree).toBeUndefined()
    expect(reading.problems).toMatchObject([{ code: 'YML-3', severity: 'error' }])
  })

  it('[YML-3] takes as many aliases as people write', () => {
    const text = `base: &base {a: [1, 2, 3]}\n${Array.from({ length: 500 }, (_, n) => `k${n}: *base`).join('\n')}`
    expect(readYamlTree(text).problems).toEqual([])
  })

  it('[YML-3] what is reached through an alias stands where the alias stands', () => {
    const text = 'a: &x {b: {c: 1}}\nd: *x\n'
    const { tree } = readYamlTree(text)
    const { tree: found } = tree ? descend(tree, ['d', 'b', 'c']) : { tree: undefined }
    expect(text.slice(found?.start, found?.end)).toBe('*x')
  })
})

describe('flow collections', () => {
  it.each([
    ['a: [b,\nc]\nd: 1', { a: ['b', 'c'], d: 1 }],
    ['x:\n  a: {\n  "b": "c d", # note ]\n  e: [f\n]\n}\nd: 1', { x: { a: { b: 'c d', e: ['f'] } }, d: 1 }],
    ["x:\n- {a: 'it''s }',\n  b: c}\n- d", { x: [{ a: "it's }", b: 'c' }, 'd'] }],
  ])('[YML-1] %j is read whatever its indentation, as kubectl does', (text, value) => {
    expect(readYamlTree(text).problems).toEqual([])
    expect(readValue(text)).toEqual(value)
  })

  it('[YML-1] places stay those of the text', () => {
    const text = 'a: {\nb: 1,\nc: word}\n'
    const { tree } = readYamlTree(text)
    const found = tree && descend(tree, ['a', 'c']).tree
    expect(text.slice(found?.start, found?.end)).toBe('word')
  })
})

describe('broken text', () => {
  it.each([
    ['a: b: c', 'mapping values are not allowed in this context'],
    ['a:\n\tb: 1', 'found character that cannot start any token: a tab'],
    ['a: @x', 'found character that cannot start any token'],
    ['a: "abc', 'found unexpected end of stream: a closing " is missing'],
    ['a: [1, 2', "did not find expected ',' or ']'"],
    ['a: - b', 'block sequence entries are not allowed in this context'],
    ['a:\n  b: 1\n c: 2', 'did not find expected key'],
    ['a: 1\nb\nc: 2', "could not find expected ':'"],
    ['['.repeat(20_000), 'nested more than 200 levels deep'],
    [`a: ${'{a: '.repeat(300)}1${'}'.repeat(300)}`, 'nested more than 200 levels deep'],
  ])('[YML-1] names the break of %.40j', (text, message) => {
    const { tree, problems } = readYamlTree(text)
    expect(tree).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message).toContain(message)
  })

  it('[YML-1] never throws, and places problems inside the text', () => {
    const piece = fc.constantFrom(
      ...' \n\t:-[]{},&*a!|>"\'#%?<~1.'.split(''),
      'a: ',
      '\n  ',
      '\n- ',
      '<<: ',
      '*a',
      '&a ',
      '---',
      '\uFEFF',
      '{{',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const { tree, problems } = readYamlTree(text)
          for (const { start, end } of problems) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThanOrEqual(start)
            expect(end).toBeLessThanOrEqual(text.length)
          }
          if (problems.every(({ severity }) => severity !== 'error')) return
          expect(tree === undefined || problems.every(({ code }) => code === 'YML-3')).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
