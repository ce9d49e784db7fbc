import { describe, expect, it } from 'vitest'
import { findIgnores, heedIgnores } from './ignore.ts'

const TEXT = [
  'spec: # bulkhead-ignore: NP035 the whole namespace is meant',
  '  # bulkhead-ignore: NP029, NP033',
  '  ingress: [{}]',
  'name: "not # a comment"',
].join('\r\n')

const at = (line: number, rule?: string) => ({
  diagnostic: rule === undefined ? {} : { rule },
  location: { file: 'a.yaml', line },
})

describe('ignore comments', () => {
  const ignores = findIgnores([{ name: 'a.yaml', text: TEXT }])

  it('are about their line, or the next one when they stand alone', () => {
    expect(ignores).toEqual([
      { file: 'a.yaml', line: 1, about: 1, rules: ['NP035'], reason: 'the whole namespace is meant' },
      { file: 'a.yaml', line: 2, about: 3, rules: ['NP029', 'NP033'], reason: '' },
    ])
  })

  it('stand above each other, all about the line below', () => {
    const text = '# bulkhead-ignore: NP029 a\n  # bulkhead-ignore: NP033 b\n- {}\n'
    expect(findIgnores([{ name: 'a.yaml', text }]).map(({ about }) => about)).toEqual([3, 3])
  })

  it('silence the rules they name and no other, and are known to silence nothing', () => {
    const problems = [at(1, 'NP035'), at(1, 'NP029'), at(3, 'NP029'), at(2, 'NP033'), at(1)]
    const { left, silenced, idle } = heedIgnores(problems, ignores)
    expect(silenced).toEqual([
      { problem: problems[0], reason: 'the whole namespace is meant' },
      { problem: problems[2], reason: '' },
    ])
    expect(left).toEqual([problems[1], problems[3], problems[4]])
    expect(idle).toEqual([])
    expect(heedIgnores([at(3, 'NP033')], ignores).idle).toEqual([ignores[0]])
  })
})
