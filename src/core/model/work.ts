/** What a long piece of work is doing, and how far it is. */
export interface Progress {
  /** "reading cluster.yaml", "drawing". */
  readonly doing: string
  /** From 0 to 1; absent where nobody can tell. */
  readonly done?: number
}

/**
 * Work in steps of a few milliseconds at most: between two of them whoever runs it may do something else, or stop it for
 * good with `return()`. Until it has finished it changes nothing that others can see.
 */
export type Work<Answer> = Generator<Progress | undefined, Answer, void>

/** Runs a work to its end without a pause. */
export function finish<Answer>(work: Work<Answer>): Answer {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
