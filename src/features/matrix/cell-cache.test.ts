import { describe, expect, it } from 'vitest'
import type { MatrixCell, MatrixEnd } from '../../core/matrix/matrix.ts'
import { createCellCache, findMissing } from './cell-cache.ts'

const CELL: MatrixCell = { answer: 'none', pairs: 1, open: 0, maybe: 0, doubtful: 0, ports: '', agree: true }
const ends = (...ids: readonly string[]): readonly MatrixEnd[] =>
  ids.map((id) => ({ kind: 'outside', id, title: id, detail: id }))

describe('what is known of cells', () => {
  it('is asked for when it is in sight and not known, in the smallest window', () => {
    const cache = createCellCache()
    expect(findMissing(cache, ends('a', 'b'), ends('x', 'y'))).toEqual({ rows: ['a', 'b'], columns: ['x', 'y'] })
    cache.put({ rows: ['a'], columns: ['x', 'y'] }, [[CELL, CELL]])
    cache.put({ rows: ['b'], columns: ['x'] }, [[CELL]])
    expect(findMissing(cache, ends('a', 'b'), ends('x', 'y'))).toEqual({ rows: ['b'], columns: ['y'] })
    cache.put({ rows: ['b'], columns: ['y'] }, [[CELL]])
    expect(findMissing(cache, ends('a', 'b'), ends('x', 'y'))).toBeUndefined()
  })
})
