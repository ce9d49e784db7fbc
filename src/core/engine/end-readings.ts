import type { Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import { type BitSet, hasBit } from '../net/bit-set.ts'
import type { EndRow } from './end-rows.ts'
import { memberAt, mergeFamilies, standingIn } from './judge.ts'
import { judgedFamilies } from './match-rule.ts'
import type { Prepared } from './prepare.ts'
import { remember } from './remember.ts'
import type { CompiledPolicy, Standing } from './tiers.ts'

/** One end with its policies, apart from who is at the other. */
export interface EndReading {
  /** What is read toward two others of one kind is the same. */
  readonly kindOf: (other: number) => number
  readonly toward: (other: number) => OtherReading
}

/** What an end lets pass to or from one other, and what each of its policies alone would. */
export interface OtherReading {
  readonly whole: Standing
  readonly policies: readonly ReadPolicy[]
  readonly alone: (policy: CompiledPolicy) => Standing
  readonly direction: Direction
}

export interface ReadPolicy {
  readonly policy: CompiledPolicy
  readonly isSure: boolean
}

/** Reads ends by their places; each is looked at once per direction. */
export function createEndReader(prepared: Prepared): (self: number, direction: Direction) => EndReading {
  const shapeOf = createShapes(prepared)
  return (self, direction) => readEnd(prepared, self, direction, shapeOf)
}

function readEnd(
  prepared: Prepared,
  self: number,
  direction: Direction,
  shapeOf: (place: number) => number,
): EndReading {
  const policies = policiesOf(prepared, self, direction)
  const families = [...prepared.rows().sets.keys()]
  const whole = remember((family: Family) => prepared.rows().endRow(family, direction, self))
  const alone = remember((family: Family) =>
    remember((policy: CompiledPolicy) => {
      const tiers = [{ tier: tierOf(prepared, policy), sure: [policy], unsure: [] }]
      return prepared.rows().endRow(family, direction, self, { tiers })
    }),
  )
  const rows = families.flatMap((family) => [whole(family), ...policies.map(({ policy }) => alone(family)(policy))])
  const signOf = createSigns(masksOf(rows))
  return {
    kindOf: (other) => signOf(other, shapeOf(other)),
    toward: (other) => {
      const judged = judgedFamilies(memberAt(prepared, self), memberAt(prepared, other))
      const read = (rowIn: (family: Family) => EndRow) =>
        judged.map((family) => standingIn(prepared, rowIn(family), other)).reduce(mergeFamilies)
      return {
        whole: read(whole),
        policies,
        alone: (policy) => read((family) => alone(family)(policy)),
        direction,
      }
    },
  }
}

function policiesOf(prepared: Prepared, self: number, direction: Direction): readonly ReadPolicy[] {
  return prepared
    .profiles(self, direction)
    .tiers.flatMap(({ sure, unsure }) => [
      ...sure.map((policy) => ({ policy, isSure: true })),
      ...unsure.map((policy) => ({ policy, isSure: false })),
    ])
}

function tierOf({ tiers }: Prepared, policy: CompiledPolicy): number {
  return tiers.findIndex(({ policies }) => policies.includes(policy))
}

/** A number for what of a place decides in which families it is judged, whoever is at the other end. */
function createShapes(prepared: Prepared): (place: number) => number {
  const numberOf = createNumbers()
  return remember((place) => {
    const { endpoint, location } = memberAt(prepared, place)
    return numberOf(`${endpoint.kind} ${[...location.possible.keys()].join('')}`)
  })
}

/** Numbers names in the order in which they come. */
function createNumbers(): (name: string) => number {
  const names = new Map<string, number>()
  return (name) => {
    const known = names.get(name) ?? names.size
    names.set(name, known)
    return known
  }
}

function masksOf(rows: readonly EndRow[]): readonly BitSet[] {
  return [...new Set(rows.flatMap(({ passing }) => passing.flatMap(({ certain, possible }) => [certain, possible])))]
}

/** How many yes or no answers are taken together in one number. */
const PER_WORD = 24

/** Numbers the ways in which places are in some of the masks and not in the others. */
function createSigns(masks: readonly BitSet[]): (place: number, shape: number) => number {
  const words = Array.from({ length: Math.ceil(masks.length / PER_WORD) }, (_, index) =>
    masks.slice(index * PER_WORD, (index + 1) * PER_WORD),
  )
  const next = words.map(() => createSteps())
  return (place, shape) =>
    words.reduce((state, word, index) => next[index]?.(state, answersOf(word, place)) ?? 0, shape)
}

function answersOf(word: readonly BitSet[], place: number): number {
  let answers = 0
  for (const mask of word) answers = answers * 2 + (hasBit(mask, place) ? 1 : 0)
  return answers
}

/** Numbers pairs of a state and the answers that follow. */
function createSteps(): (state: number, answers: number) => number {
  const numbers = new Map<number, number>()
  return (state, answers) => {
    const pair = state * 2 ** PER_WORD + answers
    const known = numbers.get(pair) ?? numbers.size
    numbers.set(pair, known)
    return known
  }
}
