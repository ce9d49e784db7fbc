import { describe, expect, it } from 'vitest'
import { problemLine } from './problem-line.ts'

const line = (message: string, field?: string, rule?: string) =>
  problemLine({
    diagnostic: {
      code: 'VAL-8',
      severity: 'error',
      message,
      place: { kind: 'span', file: 'p.yaml', span: { start: 0, end: 1 } },
      ...(field === undefined ? {} : { field }),
      ...(rule === undefined ? {} : { rule }),
    },
    location: { file: 'p.yaml', line: 4, column: 5, span: { start: 0, end: 1 } },
  })

describe('problemLine', () => {
  it('names the field once', () => {
    expect(line('spec.x: Invalid value', 'spec.x')).toBe('p.yaml:4:5: error VAL-8: spec.x: Invalid value')
    expect(line('admits nothing', 'spec.x')).toBe('p.yaml:4:5: error VAL-8: admits nothing (spec.x)')
    expect(line('spec.xy: Invalid value', 'spec.x')).toBe('p.yaml:4:5: error VAL-8: spec.xy: Invalid value (spec.x)')
    expect(line('admits nothing')).toBe('p.yaml:4:5: error VAL-8: admits nothing')
  })

  it('names a rule of lint before the rule of the semantics, unless they are one', () => {
    expect(line('m', undefined, 'NP010')).toBe('p.yaml:4:5: error NP010 VAL-8: m')
    expect(line('m', undefined, 'VAL-8')).toBe('p.yaml:4:5: error VAL-8: m')
  })
})
