import { describe, expect, it } from 'vitest'
import type { Severity } from '../model/diagnostic.ts'
import { ALL_PROBLEMS, countSeverities, filesOfProblems, filterProblems, occurring } from './filter-problems.ts'
import type { Problem } from './snapshot.ts'

function problem(severity: Severity, file: string, message: string, code = 'VAL-1'): Problem {
  const span = { start: 0, end: 1 }
  return {
    diagnostic: { code, severity, message, place: { kind: 'span', file, span }, field: 'spec.ingress[0]' },
    location: { file, span, line: 12, column: 1 },
  }
}

const ALL = [
  problem('error', 'a.yaml', 'port must be a number', 'VAL-8'),
  problem('warning', 'b.yaml', 'selects nothing', 'SEL-5'),
  problem('info', 'b.yaml', '3 Secrets are not read', 'YML-6'),
]
const file = (name: string, errors: number, warnings: number) => ({ name, resources: 1, policies: 1, errors, warnings })
const found = (filter: Partial<typeof ALL_PROBLEMS>) =>
  filterProblems(ALL, { ...ALL_PROBLEMS, ...filter }).map(({ diagnostic }) => diagnostic.code)

describe('filterProblems', () => {
  it('leaves out severities, other files, and what lacks a word', () => {
    expect(found({})).toEqual(['VAL-8', 'SEL-5', 'YML-6'])
    expect(found({ hidden: new Set<Severity>(['info', 'error']) })).toEqual(['SEL-5'])
    expect(found({ file: 'b.yaml' })).toEqual(['SEL-5', 'YML-6'])
    expect(found({ text: 'NUMBER port' })).toEqual(['VAL-8'])
    expect(found({ text: 'port nothing' })).toEqual([])
  })

  it('finds a problem by its rule, its field and its place', () => {
    expect(found({ text: 'sel-5' })).toEqual(['SEL-5'])
    expect(found({ text: 'ingress[0]' })).toHaveLength(3)
    expect(found({ text: 'a.yaml:12' })).toEqual(['VAL-8'])
  })
})

describe('counts of problems', () => {
  it('counts also those that are not listed', () => {
    const counts = countSeverities([file('a.yaml', 400, 1), file('b.yaml', 0, 2)], 410)
    expect(counts).toEqual({ error: 400, warning: 3, info: 7 })
    expect(occurring(counts)).toEqual(['error', 'warning', 'info'])
    expect(occurring({ error: 0, warning: 1, info: 0 })).toEqual(['warning'])
  })

  it('names the files that have any', () => {
    expect(filesOfProblems(ALL, [file('b.yaml', 0, 1), file('c.yaml', 0, 0), file('a.yaml', 1, 0)])).toEqual([
      'b.yaml',
      'a.yaml',
    ])
  })
})
