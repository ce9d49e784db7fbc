import { PLAIN_STYLE } from '../edits/print-block.ts'
import { printString } from '../edits/print-scalar.ts'
import type { Shape } from '../manifest/policy-shape.ts'
import type { CaretPlace } from './caret-place.ts'
import type { LooseReading } from './read-loosely.ts'

/** Something that can be written at the caret. */
export interface Suggestion {
  readonly kind: 'field' | 'word' | 'label' | 'port' | 'namespace'
  readonly label: string
  /** What is compared with the text that is typed already, quotes included. */
  readonly filter: string
  /** What the document says of it: "on 3 pods"; empty for nothing. */
  readonly detail: string
  /** What it means, in a sentence. */
  readonly note?: string
  /** Replaces what is typed; line breaks are `\n`. */
  readonly text: string
  /** Where in `text` the caret goes; absent: behind it. */
  readonly caret?: number
  /** What belongs behind it can be chosen as well. */
  readonly goesOn: boolean
}

/** What can be written at a caret, the likeliest first. */
export interface Completions {
  /** What is typed already, by offsets of the text that was sent. */
  readonly start: number
  readonly end: number
  readonly suggestions: readonly Suggestion[]
}

/** Writes keys and words as the text around the caret is written. */
export interface Writer {
  readonly place: CaretPlace
  /** The same for another place of the text. */
  at(place: CaretPlace): Writer
  key(key: string, shape: Shape): Pick<Suggestion, 'text' | 'caret' | 'filter'>
  /** A string, in quotes where it needs them or has them already; a number stays a number. */
  word(value: string | number): Pick<Suggestion, 'text' | 'filter'>
  /** What is no word: `{}`, `[]`. */
  raw(text: string): Pick<Suggestion, 'text' | 'filter'>
}

export function createWriter(text: string, place: CaretPlace, style: LooseReading): Writer {
  const quote = /^["']/.exec(text.slice(place.start, place.end))?.[0] ?? ''
  const lead = `${place.needsSpace ? ' ' : ''}${place.needsDash ? '- ' : ''}`
  const keyStep = style.keyStep ?? PLAIN_STYLE.step
  const dashStep = style.dashStep ?? style.keyStep ?? PLAIN_STYLE.offset
  const margin = place.column + lead.length
  const quoted = (word: string) => (quote === "'" ? `'${word.replaceAll("'", "''")}'` : JSON.stringify(word))
  const print = (value: string | number) => {
    if (typeof value === 'number') return String(value)
    return quote !== '' || place.manner === 'json' ? quoted(value) : printString(value)
  }
  const below = (step: number) => `\n${' '.repeat(margin + step)}`
  return {
    place,
    at: (other) => createWriter(text, other, style),
    key(key, shape) {
      const written = print(key)
      const filter = `${quote}${key}`
      if (place.hasColon) return { text: `${lead}${written}`, filter }
      if (place.manner === 'block') {
        const rest = shape.kind === 'list' ? `${below(dashStep)}- ` : isMapping(shape) ? below(keyStep) : ' '
        return { text: `${lead}${written}:${rest}`, filter }
      }
      const [open, close] = shape.kind === 'list' ? ['[', ']'] : isMapping(shape) ? ['{', '}'] : ['', '']
      const before = `${lead}${written}: ${open}`
      return { text: before + close, caret: before.length, filter }
    },
    word: (value) => ({ text: lead + print(value), filter: `${quote}${value}` }),
    raw: (raw) => ({ text: lead + raw, filter: `${quote}${raw}` }),
  }
}

/** Whether keys are to stand in it. */
function isMapping({ kind }: Shape): boolean {
  return kind === 'object' || kind === 'labels'
}
