import { describe, expect, it } from 'vitest'
import type { Problem } from './snapshot.ts'
import { stepProblem } from './step-problem.ts'

function problem(file: string, start: number, message: string): Problem {
  const place = { kind: 'span', file, span: { start, end: start + 1 } } as const
  return {
    diagnostic: { code: 'VAL-1', severity: 'error', message, place },
    location: { file, span: place.span, line: 1, column: 1 },
  }
}

const FILES = [{ name: 'b.yaml' }, { name: 'a.yaml' }]
const [LATE, EARLY, TWIN, OTHER] = [
  problem('b.yaml', 90, 'late'),
  problem('b.yaml', 10, 'early'),
  problem('b.yaml', 10, 'twin'),
  problem('a.yaml', 5, 'other'),
]
const ALL = [LATE, EARLY, TWIN, OTHER] as readonly Problem[]
const step = (from: { file: string; offset: number } | undefined, by: 1 | -1, last?: Problem) =>
  stepProblem(ALL, FILES, from, by, last)?.diagnostic.message

describe('stepProblem', () => {
  it('goes on from the caret, in the order of files and lines', () => {
    expect(step({ file: 'b.yaml', offset: 0 }, 1)).toBe('early')
    expect(step({ file: 'b.yaml', offset: 11 }, 1)).toBe('late')
    expect(step({ file: 'b.yaml', offset: 95 }, 1)).toBe('other')
    expect(step({ file: 'a.yaml', offset: 0 }, -1)).toBe('late')
  })

  it('goes round at the ends', () => {
    expect(step({ file: 'a.yaml', offset: 9 }, 1)).toBe('early')
    expect(step({ file: 'b.yaml', offset: 0 }, -1)).toBe('other')
    expect(step(undefined, 1)).toBe('early')
    expect(step(undefined, -1)).toBe('other')
  })

  it('passes none of several at one place', () => {
    expect(step({ file: 'b.yaml', offset: 10 }, 1, EARLY)).toBe('twin')
    expect(step({ file: 'b.yaml', offset: 10 }, 1, TWIN)).toBe('late')
    expect(step({ file: 'b.yaml', offset: 10 }, -1, TWIN)).toBe('early')
  })

  it('has no problem to go to where there is none', () => {
    expect(stepProblem([], FILES, undefined, 1)).toBeUndefined()
  })
})
