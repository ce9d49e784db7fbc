import { describe, expect, it } from 'vitest'
import { readTypedBlock } from './typed-block.ts'

const block = (cidr: string, ...except: string[]) => ({ kind: 'block', end: { kind: 'block', cidr, except } })

describe('readTypedBlock', () => {
  it('[VAL-6] reads a block and its exceptions, in canonical form and each once', () => {
    expect(readTypedBlock('192.168.7.9/24')).toEqual(block('192.168.7.0/24'))
    expect(readTypedBlock(' 10.0.0.0/8 except 10.1.0.0/16,10.2.3.4/16  10.1.0.0/16')).toEqual(
      block('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16'),
    )
    expect(readTypedBlock('2001:db8::/32 except')).toEqual(block('2001:db8::/32'))
  })

  it('[VAL-6] says what is wrong with an exception', () => {
    const words = (text: string) => {
      const reading = readTypedBlock(text)
      return reading?.kind === 'problem' ? reading.words : reading
    }
    expect(words('10.0.0.0/8 except 11.0.0.0/16')).toBe('11.0.0.0/16 is not within 10.0.0.0/8')
    expect(words('10.0.0.0/8 except 10.0.0.0/8')).toBe('10.0.0.0/8 is not within 10.0.0.0/8')
    expect(words('10.0.0.0/8 except ::/0')).toBe('::/0 is not within 10.0.0.0/8')
    expect(words('10.0.0.0/8 except 10.1.0.0')).toBe('10.1.0.0: the prefix length is missing')
  })

  it('is silent about what is nothing like a block', () => {
    expect(readTypedBlock('api-server')).toBeUndefined()
    expect(readTypedBlock('192.168.7.9')).toBeUndefined()
    expect(readTypedBlock('10.0.0.0/8 except 10.1.0.0/16 except 10.2.0.0/16')).toBeUndefined()
  })
})
