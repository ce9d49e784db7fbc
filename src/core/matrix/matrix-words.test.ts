import { describe, expect, it } from 'vitest'
import type { MatrixCell } from './matrix.ts'
import { countInCell, describeCell, portsInCell, signOfCell } from './matrix-words.ts'

const cell = (part: Partial<MatrixCell>): MatrixCell => ({
  answer: 'some',
  pairs: 4,
  open: 4,
  maybe: 0,
  doubtful: 0,
  ports: '8080',
  agree: true,
  ...part,
})

describe('the words of a cell', () => {
  it.each([
    ['any', cell({ answer: 'any', ports: 'every port' }), '✓', 'every port', '', 'any: every port'],
    ['all pairs on some ports', cell({}), '✓', '8080', '', 'some: 8080 in all 4 pairs'],
    [
      'some pairs',
      cell({ open: 1, doubtful: 2, maybe: 2 }),
      '~',
      '8080',
      '1/4',
      'some: 8080 in 1 of 4 pairs, depends in 2',
    ],
    ['one pair', cell({ open: 1, pairs: 1 }), '✓', '8080', '', 'some: 8080'],
    [
      'different ports',
      cell({ agree: false, ports: '80, 443' }),
      '✓',
      'mixed',
      '',
      'some: mixed, 80, 443 in all 4 pairs',
    ],
    ['depends', cell({ answer: 'depends', open: 0, maybe: 3 }), '?', '8080', '3/4', 'depends: 8080 in 3 of 4 pairs'],
    ['none', cell({ answer: 'none', open: 0, ports: '' }), '✕', '', '', 'none'],
    ['nobody', cell({ answer: 'no-pairs', open: 0, pairs: 0, ports: '' }), '–', '', '', 'no pairs'],
  ])('[VER-4] tell %s', (_, told, sign, ports, count, words) => {
    expect([signOfCell(told), portsInCell(told), countInCell(told), describeCell(told)]).toEqual([
      sign,
      ports,
      count,
      words,
    ])
  })

  it('cut long lists of ports', () => {
    expect(portsInCell(cell({ ports: '80, 443, 8080, 8443, 9090' }))).toBe('80 +4')
  })
})
