import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../model/json.ts'
import { isPlainDecimal, resolvePlainScalar } from './scalars.ts'

const READINGS: readonly (readonly [string, JsonValue])[] = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((text) => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((text) => [text, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((text) => [text, null] as const),
  ...['yEs', 'tRUE', 'nUll', 'nil', 'web', '22:22', '1:2:3', '2024-01-02', '2024-01-02T03:04:05Z', '<<', '='].map(same),
  ...['0x', '0xg', '0b2', '0o8', '-', '+', '.', '--1', '+-1', '1e', '1e400', '-1e400', '.5e999', '_1', '._5'].map(same),
  ...['1.2.3', '10.0.0.1', '100m', '128Mi', '0x1p3', '.inf', '-.Inf', '.nan', '1 2', '١', '0x10000000000000000'].map(
    same,
  ),
  ['0', 0],
  ['-0', 0],
  ['-0.0', 0],
  ['80', 80],
  ['+80', 80],
  ['-80', -80],
  ['0123', 83],
  ['-0123', -83],
  ['089', 89],
  ['0o17', 15],
  ['0O17', 15],
  ['0b101', 5],
  ['0x1F', 31],
  ['0X1f', 31],
  ['+0x10', 16],
  ['0_1_7', 15],
  ['12_000', 12000],
  ['1__2_', 12],
  ['1_2.5', 12.5],
  ['1.10', 1.1],
  ['1.', 1],
  ['.5', 0.5],
  ['+.5e1', 5],
  ['1e3', 1000],
  ['1234e5', 123400000],
  ['1E-3', 0.001],
  ['18446744073709551616', 2 ** 64],
  ['07777777777777777777777777', Number('7777777777777777777777777')],
]

function same(text: string): readonly [string, JsonValue] {
  return [text, text]
}

describe('resolvePlainScalar', () => {
  it.each(READINGS)('[YML-2] reads %j as kubectl does', (text, value) => {
    expect(resolvePlainScalar(text)).toBe(value)
  })
})

describe('isPlainDecimal', () => {
  it('[YML-2] tells decimal ports from other spellings of numbers', () => {
    expect(['0', '80', '65535'].every(isPlainDecimal)).toBe(true)
    expect(['', '0x50', '080', '+80', '8_0', '80.0', '8e1', '-1'].some(isPlainDecimal)).toBe(false)
  })
})
