import { describe, expect, it } from 'vitest'
import { finish } from '../model/work.ts'
import { groundOf, SHOP } from './matrix.testing.ts'
import { writingMatrix } from './matrix-text.ts'

describe('a matrix as text', () => {
  it('says what is shown, senders down and receivers across', () => {
    expect(finish(writingMatrix(groundOf(SHOP), { rows: [], columns: ['shop'] }, 'markdown'))).toBe(
      [
        '| from \\\\ to | shop | shop/web | shop/db | ops | empty | internet |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        '| shop | some: mixed, every port in 3 of 4 pairs | any: every port | some: 5432 in 1 of 2 pairs | any: every port |  | any: every port |',
        '| ops | some: every port in 1 of 2 pairs | any: every port | none | any: every port |  | any: every port |',
        '| empty |  |  |  |  |  |  |',
        '| internet | some: every port in 1 of 2 pairs | any: every port | none | any: every port |  |  |',
        '',
      ].join('\n'),
    )
  })

  it('is CSV too', () => {
    const text = finish(writingMatrix(groundOf(SHOP), { rows: [], columns: [] }, 'csv'))
    expect(text.split('\r\n')[1]).toBe(
      'shop,"some: mixed, every port in 3 of 4 pairs",any: every port,,any: every port',
    )
  })

  it('shows names as they are, whatever they hold', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: "a_b", namespace: "x,y" }\n'
    const write = (format: 'csv' | 'markdown') =>
      finish(writingMatrix(groundOf(text), { rows: ['x,y'], columns: [] }, format))
    expect(write('csv').split('\r\n')[2]).toMatch(/^"x,y\/a_b",/)
    expect(write('markdown').split('\n')[3]).toMatch(/^\| x,y\/a\\_b \| /)
  })
})
