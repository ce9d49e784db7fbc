import { describe, expect, it } from 'vitest'
import cases from './cases/validation.json'
import { readDocument } from './read-document.ts'

interface ValidationCase {
  readonly name: string
  readonly yaml: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  readonly errorsWithStrictIPCIDRValidation?: readonly { readonly field: string }[]
  readonly policyTypesAfterDefaulting?: readonly string[]
  readonly decodeError?: string
}

describe('validation agrees with the API server', () => {
  it.each(cases as readonly ValidationCase[])('[VAL] $name', (wanted) => {
    const { resources, diagnostics } = readDocument([{ name: 'np.yaml', text: wanted.yaml }]).files[0]?.items[0] ?? {}
    const errors = diagnostics?.filter(({ severity }) => severity === 'error') ?? []
    const policy = resources?.[0]?.policy
    if (wanted.decodeError) {
      expect(errors.length).toBeGreaterThan(0)
      expect(policy).toBeUndefined()
      return
    }
    expect(errors.map(({ field }) => field)).toEqual(wanted.errors?.map(({ field }) => field))
    // One case writes a label as `y`, which is a bool to kubectl (YML-2) before it is anything to the API server.
    const validated = errors.filter(({ code }) => code.startsWith('VAL'))
    const messages = wanted.errors?.map(({ message }) => message)
    if (validated.length === errors.length) expect(validated.map(({ message }) => message)).toEqual(messages)
    expect(policy === undefined).toBe(errors.length > 0)
    if (policy) {
      const isolated = [policy.isolates.ingress ? 'Ingress' : [], policy.isolates.egress ? 'Egress' : []].flat()
      expect(isolated).toEqual([...new Set(wanted.policyTypesAfterDefaulting)])
    }
  })

  it.each(
    (cases as readonly ValidationCase[]).filter(
      ({ errors, errorsWithStrictIPCIDRValidation: strict }) => errors?.length === 0 && (strict?.length ?? 0) > 0,
    ),
  )('[VAL-6] warns of what strict validation of addresses will refuse: $name', ({ yaml, ...wanted }) => {
    const diagnostics = readDocument([{ name: 'np.yaml', text: yaml }]).files[0]?.items[0]?.diagnostics
    const fields = diagnostics?.filter(({ severity }) => severity === 'warning').map(({ field }) => field)
    expect(fields).toEqual(wanted.errorsWithStrictIPCIDRValidation?.map(({ field }) => field))
  })
})
