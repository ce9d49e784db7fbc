import type { Work } from './work.ts'

/**
 * A work that several callers may need: each goes on with it where it was left, and one that is stopped leaves it there.
 * It is begun when it is first asked for, and done once; after an error it begins anew.
 */
export function shareWork<Answer>(begin: () => Work<Answer>): () => Work<Answer> {
  let work: Work<Answer> | undefined
  let done: { readonly answer: Answer } | undefined
  const step = () => {
    work ??= begin()
    try {
      const next = work.next()
      if (next.done) done = { answer: next.value }
      return next
    } catch (error) {
      work = undefined
      throw error
    }
  }
  return function* share() {
    while (!done) {
      const next = step()
      if (!next.done) yield next.value
    }
    return done.answer
  }
}
