import { describe, expect, it } from 'vitest'
import {
  CASES,
  digestOf,
  type Outcome,
  readBefore,
  readCase,
  readNote,
  runCase,
  STRAYS,
} from './cases-files.testing.ts'
import { readIndex } from './cases-index.testing.ts'
import { describeReading } from './cases-reading.testing.ts'
import { rebuildText, wastefulSplices } from './cases-splices.testing.ts'
import { STYLES } from './cases-styles.testing.ts'
import { findVerdictChanges } from './cases-verdicts.testing.ts'
import { RANDOM_INTENTIONS } from './random-intentions.testing.ts'

const index = readIndex()

describe('pairs of texts', () => {
  it('[EDIT] every pair is in the index once, in order, and nothing else is', () => {
    expect(index.map(({ name }) => name)).toEqual(CASES)
    expect(STRAYS).toEqual([])
  })

  it.each(Object.keys(RANDOM_INTENTIONS))('[EDIT] %s is shown in every style', (kind) => {
    const texts = CASES.filter((name) => readNote(name).intention.kind === kind).map(readBefore)
    const missing = Object.entries(STYLES).filter(([, isWritten]) => !texts.some(isWritten))
    expect(missing.map(([style]) => style)).toEqual([])
  })

  describe.each(CASES)('%s', (name) => {
    const one = readCase(name)
    let run: Outcome | undefined
    const outcome = () => {
      run ??= runCase(one)
      return run
    }

    it('[EDIT] is written as the author would', () => {
      expect(outcome().text).toBe(one.wanted)
      expect(outcome().plan.edits === undefined).toBe(one.note.refused !== undefined)
    })

    it('[EDIT] was looked at: its digest is in the index', () => {
      expect(index.find((line) => line.name === name)?.digest).toBe(digestOf(outcome().text))
    })

    it('[VER-1] changes exactly the verdicts it states, by the naive evaluator', () => {
      expect(findVerdictChanges(one.context, outcome().after, one.note.renamed)).toEqual(one.note.verdicts ?? {})
    })

    it('[EDIT] reads without a problem that was not there', () => {
      const before = describeReading(one.context)
      expect(describeReading(outcome().after).filter((problem) => !before.includes(problem))).toEqual([])
    })

    it('[EDIT] leaves every byte outside its splices, and undo brings back the others', () => {
      const { plan, files, undone } = outcome()
      expect(undone).toEqual(one.context.document.files)
      expect(rebuildText(one.context.document.files, plan.edits ?? [])).toEqual(files)
      expect(wastefulSplices(one.context.document.files, plan.edits ?? [])).toEqual([])
    })
  })
})
