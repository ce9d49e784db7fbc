import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mangledYaml, printedYaml, scrambledYaml } from './lean-reader.testing.ts'
import { readLean } from './lean-reader.ts'
import { readYamlTree } from './tree-yaml.ts'

/** Lean refuses, or says what the exact reader says of a text it finds nothing wrong with. */
function expectAgreement(text: string): void {
  const lean = readLean(text)
  if (lean === undefined) return
  // A BOM before a document is not part of it; the exact reader gets texts without.
  const exact = readYamlTree(text.replace(/^\uFEFF/, ''))
  expect({ value: lean, problems: [] }).toEqual({ value: exact.tree?.value ?? null, problems: exact.problems })
}

const RUNS = Number(process.env.LEAN_RUNS ?? 1500)

describe('readLean', () => {
  it('[YML-2] refuses or equals the exact reader on printed YAML', () => {
    fc.assert(fc.property(printedYaml, expectAgreement), { numRuns: RUNS })
  })
  it('[YML-2] refuses or equals the exact reader on mangled YAML', () => {
    fc.assert(fc.property(mangledYaml, expectAgreement), { numRuns: RUNS })
  })
  it('[YML-2] refuses or equals the exact reader on scrambled text', () => {
    fc.assert(fc.property(scrambledYaml, expectAgreement), { numRuns: RUNS * 2 })
  })
})
