/** What holds for every planned change, whatever its intention. */
import { env } from 'node:process'
import { expect } from 'vitest'
import { applyEdits } from '../edits/apply-edits.ts'
import { describeReading } from './cases-reading.testing.ts'
import { rebuildText, wastefulSplices } from './cases-splices.testing.ts'
import { contextOf } from './plan.testing.ts'
import type { PlanContext } from './plan-context.ts'
import type { PlannedChange } from './planned-change.ts'

/** The time a property may take, in milliseconds: long runs have all they need. */
export const PATIENCE = 3_600_000

/**
 * How a property is run: few rounds every day, `BULKHEAD_LAWS` times as many when it is given, as `npm run test:laws` does;
 * from `BULKHEAD_SEED`, to see a failure again.
 */
export function rounds(daily: number): { readonly numRuns: number; readonly seed?: number } {
  const { BULKHEAD_LAWS: times = '1', BULKHEAD_SEED: seed } = env
  return { numRuns: daily * Number(times), ...(seed === undefined ? {} : { seed: Number(seed) }) }
}

/**
 * There are edits or reasons for none; the text after them reads without a new error; no byte outside them changes and
 * none is written again where it stood; undo brings back every byte. Answers with the document after.
 */
export function expectLawful(
  context: PlanContext,
  { edits, obstacles, label }: Pick<PlannedChange, 'edits' | 'obstacles' | 'label'>,
): PlanContext | undefined {
  expect(edits === undefined).toBe(obstacles.length > 0)
  expect(label).not.toBe('')
  if (!edits) return undefined
  const { document } = context
  const applied = applyEdits(document, { edits, label, base: document.revision })
  if (applied.kind === 'stale') throw new Error('stale')
  const { files, revision } = applied.document
  expect(rebuildText(document.files, edits)).toEqual(files)
  expect(wastefulSplices(document.files, edits)).toEqual([])
  const undone = applyEdits(applied.document, { edits: applied.inverse, label, base: revision })
  expect(undone.kind === 'applied' && undone.document.files).toEqual(document.files)
  const after = contextOf(files, context.prepared.settings)
  const errors = describeReading(context, ['error'])
  expect(describeReading(after, ['error']).filter((error) => !errors.includes(error))).toEqual([])
  return after
}

/** The numbered comments of a random document, in order. */
export function commentsOf({ document }: PlanContext): readonly string[] {
  return document.files.flatMap(({ text }) => [...text.matchAll(/#\d+ [^\r\n]*/g)].map(([comment]) => comment))
}
