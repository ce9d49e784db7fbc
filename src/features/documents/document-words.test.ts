import { expect, it } from 'vitest'
import { toHoldings, toSize, toVersionTitle } from './document-words.ts'

it('says sizes as people say them', () => {
  expect([999, 1000, 9_949, 12_345, 1_250_000, 31_000_000, 2_100_000_000].map(toSize)).toEqual([
    '999 B',
    '1.0 kB',
    '9.9 kB',
    '12 kB',
    '1.3 MB',
    '31 MB',
    '2.1 GB',
  ])
})

it('says what a document holds', () => {
  expect(toHoldings({ files: 1, workloads: 1200, policies: 1 })).toBe('1 file · 1,200 workloads · 1 policy')
})

it('calls a version by its name, else by why it was kept', () => {
  const version = { id: 'v', at: 0, files: [] }
  expect(toVersionTitle({ ...version, why: 'named', name: 'before the audit' })).toBe('before the audit')
  expect(toVersionTitle({ ...version, why: 'opened' })).toBe('As it was opened')
})
