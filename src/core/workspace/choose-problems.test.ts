import { describe, expect, it } from 'vitest'
import type { TextFile } from '../model/edit.ts'
import { finish } from '../model/work.ts'
import { buildPicture } from '../picture/build-picture.ts'
import { analyse } from './analyse.ts'
import { makingSnapshot } from './to-snapshot.ts'

const POLICY = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n'
const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\n`
const INVALID = `${POLICY}metadata: {name: bad, namespace: shop}\nspec: {podSelector: 7}\n`

function snapshotOf(files: readonly TextFile[]) {
  const analysis = analyse(files, { cni: 'upstream', implied: false })
  const work = makingSnapshot(1, analysis, buildPicture(analysis.prepared, { folds: {} }))
  let steps = 0
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return { snapshot: step.value, steps, all: analysis.diagnostics.length }
    steps += 1
  }
}

/** Policies without a namespace, each worth a warning (VAL-1). */
const many = (count: number, name = 'p') =>
  Array.from(
    { length: count },
    (_, index) => `${POLICY}metadata: {name: ${name}${index}}\nspec: {podSelector: {}}\n`,
  ).join('---\n')

describe('the problems of a snapshot', () => {
  it('are the worst of all, worst first, then those that every file may show', () => {
    const { snapshot, steps, all } = snapshotOf([
      { name: 'a.yaml', text: many(500) },
      { name: 'b.yaml', text: `${many(3, 'q')}---\n${INVALID}` },
    ])
    const shown = snapshot.problems.map(({ diagnostic, location }) => `${diagnostic.severity} ${location.file}`)
    const count = (words: string) => shown.filter((one) => one === words).length
    expect(shown[0]).toBe('error b.yaml')
    expect(count('warning a.yaml')).toBeLessThanOrEqual(300)
    expect(count('warning a.yaml')).toBeGreaterThan(290)
    expect(count('warning b.yaml')).toBeGreaterThanOrEqual(3)
    expect([snapshot.problemCount, steps]).toEqual([all, snapshot.problems.length])
    expect(all).toBeGreaterThan(500)
  })

  it('[VAL-1] carry the repairs that the planner knows', () => {
    const { problems } = snapshotOf([{ name: 'a.yaml', text: `${many(1)}---\n${pod('web')}` }]).snapshot
    expect(problems.map(({ fixes }) => fixes?.map(({ title }) => title))).toEqual([
      ['Write namespace: default', 'Write namespace: shop'],
    ])
  })

  it('are counted in full, file by file', () => {
    const { files } = snapshotOf([
      { name: 'a.yaml', text: many(500) },
      { name: 'b.yaml', text: INVALID },
    ]).snapshot
    expect(files.map(({ name, errors, warnings }) => ({ name, errors, hasAll: warnings >= 500 }))).toEqual([
      { name: 'a.yaml', errors: 0, hasAll: true },
      { name: 'b.yaml', errors: 1, hasAll: false },
    ])
  })

  it('are never more than a thousand, in however many files', () => {
    const files = Array.from({ length: 40 }, (_, index) => ({ name: `${index}.yaml`, text: many(100, `p${index}-`) }))
    expect(snapshotOf(files).snapshot.problems).toHaveLength(1000)
  })

  it('[VAL-10] count what is there twice', () => {
    const text = [pod('one'), pod('two'), pod('one')].join('---\n')
    const analysis = analyse([{ name: 'a.yaml', text }], { cni: 'upstream', implied: false })
    const picture = buildPicture(analysis.prepared, { folds: {} })
    expect(finish(makingSnapshot(1, analysis, picture)).counts.doubled).toBe(1)
  })
})
