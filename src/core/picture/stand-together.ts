import type { Answer } from '../model/verdict.ts'

/** How several pairs stand together: `some` when they differ and something passes for certain. */
export function standTogether(answers: Iterable<Answer>): Answer | 'some' | undefined {
  const different = new Set(answers)
  const [first] = different
  if (different.size <= 1) return first
  return different.has('allowed') ? 'some' : 'depends'
}
