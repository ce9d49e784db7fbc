import { describe, expect, it } from 'vitest'
import { diagnosticsIn, policiesIn, policyText, readText } from './manifest.testing.ts'

const findings = (spec: string) =>
  diagnosticsIn(readText(policyText(spec))).map(({ code, severity, field }) => [code, severity, field])

describe('rules of a direction that policyTypes leaves out', () => {
  it.each([
    ['spec: {policyTypes: [Ingress], egress: [{}]}', 'spec.egress'],
    ['spec: {policyTypes: [Egress], ingress: [{}], egress: [{}]}', 'spec.ingress'],
  ])('[ISO-3] are said to be inert: %s', (spec, field) => {
    expect(findings(spec)).toEqual([['ISO-3', 'warning', field]])
    expect(policiesIn(readText(policyText(spec)))).toHaveLength(1)
  })

  it.each([
    'spec: {policyTypes: [Ingress], egress: []}',
    'spec: {policyTypes: [Ingress, Egress], egress: [{}]}',
    'spec: {policyTypes: [], egress: [{}]}',
    'spec: {egress: [{}]}',
  ])('[ISO-3] nothing is inert in %s', (spec) => {
    expect(findings(spec)).toEqual([])
  })
})
