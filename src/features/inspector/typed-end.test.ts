import { describe, expect, it } from 'vitest'
import { portOfText, readTypedEnd } from './typed-end.ts'

describe('[QUE-1] what is typed into the question', () => {
  it.each([
    ['8.8.8.8', '8.8.8.8', 'address 8.8.8.8'],
    ['FD00::0001', 'fd00::1', 'address fd00::1'],
    ['10.0.0.7:80', '10.0.0.7:80', 'address 10.0.0.7 on 80'],
    ['http://db:8080/x', 'http://db:8080/x', 'name db on 8080'],
    ['postgres://me:secret@db/x', 'postgres://db/x', 'name db on 5432'],
    ['payments/db', 'payments/db', 'payments/db'],
    ['ingress', 'ingress', 'ingress controller'],
    ['lookup db: i/o timeout', 'lookup db: i/o timeout', 'lookup of db on 53'],
  ])('%s is offered as %s', (typed, value, label) => {
    expect(readTypedEnd(typed)).toEqual({ value, label })
  })

  it.each(['', 'payments / frontend', 'it broke'])('%j is not offered', (typed) => {
    expect(readTypedEnd(typed)).toBeUndefined()
  })

  it('[QUE-3] brings its port and protocol along', () => {
    expect(portOfText('http://db:8080/x')).toEqual({ port: '8080', protocol: 'TCP' })
    expect(portOfText('db:53')).toEqual({ port: '53' })
    expect(portOfText('lookup db: i/o timeout')).toEqual({ port: '53', protocol: 'UDP' })
    expect(portOfText('shop/deployment/web')).toEqual({})
    expect(portOfText('what?')).toEqual({})
  })
})
