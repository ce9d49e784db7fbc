import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../edits/apply-edits.ts'
import { comments, PATIENCE } from '../edits/edit-laws.testing.ts'
import { habits, policyValues, rollDice, writeYaml } from '../edits/random-manifest.testing.ts'
import type { Edit } from '../model/edit.ts'
import type { JsonObject } from '../model/json.ts'
import { copyResources } from './copy-resources.ts'
import { type Draft, startDraft } from './draft.ts'
import { rounds } from './laws.testing.ts'
import { contextOf } from './plan.testing.ts'
import { standings } from './plan-context.ts'
import { removeResource } from './resource-edits.ts'

const FILE = 'all.yaml'

/** Resources as one text, and where each has its place. */
interface Stock {
  readonly text: string
  readonly values: readonly JsonObject[]
  readonly place: (index: number) => string
}

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 })

const stocks: fc.Arbitrary<Stock> = fc
  .tuple(
    names,
    fc.array(policyValues, { minLength: 3, maxLength: 3 }),
    habits,
    fc.nat(),
    fc.constantFrom('documents', 'list', 'json'),
  )
  .map(([some, policies, style, seed, shape]) => {
    const values = some.map((name, index) => ({ ...policies[index], metadata: { name, namespace: 'default' } }))
    const list = { kind: 'List', apiVersion: 'v1', items: values }
    if (shape === 'json')
      return { text: JSON.stringify(list, null, seed % 5), values, place: (index) => `${FILE}#0/items/${index}` }
    if (shape === 'list')
      return { text: writeYaml(list, style, rollDice(seed)), values, place: (index) => `${FILE}#0/items/${index}` }
    const documents = values.map((value, index) =>
      writeYaml(value, { ...style, finalBreak: true }, rollDice(seed + index)),
    )
    const text = documents.join(`---${style.lineBreak}`)
    return { text: style.finalBreak ? text : text.trimEnd(), values, place: (index) => `${FILE}#${index}` }
  })

const valuesIn = ({ reading }: Pick<Draft, 'reading'>) => standings(reading).map(({ resource }) => resource.value)
const contextWith = (text: string) => contextOf([{ name: FILE, text }])

function undo(text: string, edits: readonly Edit[]): string | undefined {
  const before = { revision: 1, files: [{ name: FILE, text }] }
  const applied = applyEdits(before, { edits, label: '', base: 1 })
  if (applied.kind === 'stale') return undefined
  const back = applyEdits(applied.document, { edits: applied.inverse, label: '', base: 2 })
  return back.kind === 'applied' ? back.document.files[0]?.text : undefined
}

describe('laws of edits of resources', PATIENCE, () => {
  it('[EDIT] a resource is removed, all others are what they were, undo restores the bytes', () => {
    fc.assert(
      fc.property(stocks, fc.nat(2), ({ text, values, place }, at) => {
        const index = at % values.length
        const draft = removeResource(startDraft(contextWith(text)), place(index))
        expect(draft).toBeDefined()
        if (!draft) return
        expect(valuesIn(draft)).toEqual(values.filter((_, other) => other !== index))
        const [file] = draft.files
        if (file) expect(file.text.endsWith('\n')).toBe(text.endsWith('\n'))
        expect(undo(text, draft.edits)).toBe(text)
      }),
      rounds(120),
    )
  })

  it('[EDIT] a resource is repeated behind itself, all others and all comments are what they were', () => {
    fc.assert(
      fc.property(stocks, fc.nat(2), ({ text, values, place }, at) => {
        const index = at % values.length
        const copied = copyResources(startDraft(contextWith(text)), [place(index)])
        fc.pre(copied !== undefined)
        expect(copied?.paths).toEqual([place(index + 1)])
        const wanted = [...values.slice(0, index + 1), ...values.slice(index)]
        expect(copied && valuesIn(copied.draft)).toEqual(wanted)
        const after = copied?.draft.files[0]?.text ?? ''
        const kept = comments(text)
        expect(comments(after).length).toBeGreaterThanOrEqual(kept.length)
        for (const edit of copied?.draft.edits ?? []) if (edit.kind === 'splice') expect(edit.end).toBe(edit.start)
      }),
      rounds(120),
    )
  })
})
