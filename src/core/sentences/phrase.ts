import type { Path } from '../model/path.ts'

/** A piece of a sentence. */
export interface Phrase {
  readonly words: string
  /**
   * `written`: as the manifest has it; `and`: what it joins must hold together; `now`: who is meant in this document;
   * `warning`: what makes the sentence matter less than it says. Absent: plain words.
   */
  readonly role?: 'written' | 'and' | 'now' | 'warning'
  /** What it is about. */
  readonly path?: Path
}

/** Phrases follow each other without spaces of their own. */
export type Sentence = readonly Phrase[]

/** Plain words. */
export function say(words: string): Phrase {
  return { words }
}

/** The sentence as text. */
export function toText(sentence: Sentence): string {
  return sentence.map(({ words }) => words).join('')
}

/** Sentences one after the other, with something between. */
export function joinSentences(sentences: readonly Sentence[], between: Phrase): Sentence {
  return sentences.flatMap((sentence, index) => (index === 0 ? sentence : [between, ...sentence]))
}

/** `a`, `a and b`, `a, b and c`. */
export function listSentences(sentences: readonly Sentence[], last: 'and' | 'or'): Sentence {
  return sentences.flatMap((sentence, index) => {
    if (index === 0) return sentence
    return [say(index === sentences.length - 1 ? ` ${last} ` : ', '), ...sentence]
  })
}
