/** `cases/INDEX.md`: a line per case that says what to look at, bound to the text it was written for. */
import { readCaseFile } from './cases-files.testing.ts'

export interface IndexLine {
  readonly name: string
  /** What to look at, in words. */
  readonly look: string
  /** Of the case's `.after`, or of the words of its refusal. */
  readonly digest: string
}

/** The lines of the index, in its order. */
export function readIndex(): readonly IndexLine[] {
  return readCaseFile('INDEX.md')
    .split('\n')
    .flatMap((line) => {
      const [, name = '', look = '', digest = ''] = /^\| (\d\S+) \| (.+) \| (\S+) \|$/.exec(line) ?? []
      return name === '' ? [] : [{ name, look, digest }]
    })
}
