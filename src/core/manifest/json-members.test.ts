import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../model/json.ts'
import { repeatsMember } from './json-members.ts'
import { readText, resourcesIn, summarize } from './manifest.testing.ts'

describe('repeatsMember', () => {
  it('[YML-3] finds none in what was printed from a value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(repeatsMember(text, JSON.parse(text) as JsonValue)).toBe(false)
      }),
    )
  })

  it.each(['{"a":1,"a":2}', '[{"b":{"\\":":1,"\\":":2}}]', '{"a":1,"\\u0061":2}'])('[YML-3] finds it in %s', (text) => {
    expect(repeatsMember(text, JSON.parse(text) as JsonValue)).toBe(true)
  })

  it('[YML-3] a key twice in JSON inventory is an error, read with the last value', () => {
    const reading = readText('{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","name":"b"}}')
    expect(summarize(reading)).toEqual(['error YML-3 "name"'])
    expect(resourcesIn(reading).map(({ value }) => value)).toMatchObject([{ metadata: { name: 'b' } }])
  })
})
