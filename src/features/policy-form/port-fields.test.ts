import { describe, expect, it } from 'vitest'
import type { PortForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import { EMPTY_PORT, readPort, toFields } from './port-fields.ts'

describe('ports as they are typed', () => {
  it('[POR-1] shows every kind of entry and reads it back', () => {
    const entries: readonly PortForm[] = [
      { protocol: 'TCP', port: { kind: 'every' } },
      { protocol: 'UDP', port: { kind: 'range', first: 53, last: 53 } },
      { protocol: 'TCP', port: { kind: 'range', first: 8000, last: 8010 } },
      { protocol: 'SCTP', port: { kind: 'named', name: 'http' } },
    ]
    for (const entry of entries) expect(readPort(toFields(entry))).toEqual(entry.port)
  })

  it('is none while it is not complete', () => {
    expect(readPort(EMPTY_PORT)).toBeUndefined()
    expect(readPort({ ...EMPTY_PORT, first: '80a' })).toBeUndefined()
    expect(readPort({ ...EMPTY_PORT, kind: 'range', first: '80' })).toBeUndefined()
    expect(readPort({ ...EMPTY_PORT, kind: 'named', name: ' ' })).toBeUndefined()
    expect(readPort({ ...EMPTY_PORT, first: ' 80 ' })).toEqual({ kind: 'range', first: 80, last: 80 })
  })
})
