import { defaultFilter } from 'cmdk'
import { type Command, noteOf, type Origin, titleOf } from '../../ui/commands/command.ts'

/** A command as the palette lists it. */
export interface ListedCommand {
  readonly command: Command
  readonly title: string
  readonly note?: string
  /** Why it cannot be done now. */
  readonly whyNot?: string
}

export interface CommandGroup {
  readonly heading: string
  readonly commands: readonly ListedCommand[]
}

/** What was used last is offered first: so many at most. */
export const MOST_RECENT = 6

/** Letters that begin words, or stand together; letters that merely occur in their order count where nothing else does. */
const GOOD_SCORE = 0.2
const LEAST_SCORE = 0.0005

/** What further words are worth against the title, and what cannot be done against what can. */
const OF_WORDS = 0.8
const OF_UNAVAILABLE = 0.9

/** Nothing typed: all of them by section, after those used last. */
export function groupCommands(
  commands: readonly Command[],
  recent: readonly string[],
  origin: Origin,
): readonly CommandGroup[] {
  const used = recent
    .flatMap((id) => commands.find((command) => command.id === id) ?? [])
    .filter((command) => command.whyNot?.(origin) === undefined)
    .slice(0, MOST_RECENT)
  const others = commands.filter((command) => !used.includes(command))
  const sections = [...new Set(others.map(({ section }) => section))]
  return [
    { heading: 'Used last', commands: used.map((command) => toListed(command, origin)) },
    ...sections.map((section) => ({
      heading: section,
      commands: possibleFirst(others.filter((one) => one.section === section).map((one) => toListed(one, origin))),
    })),
  ].filter((group) => group.commands.length > 0)
}

function possibleFirst(commands: readonly ListedCommand[]): readonly ListedCommand[] {
  return [...commands.filter(({ whyNot }) => !whyNot), ...commands.filter(({ whyNot }) => whyNot)]
}

/**
 * What the typed letters may mean, best first; of equals what was used last. Guesses, whose letters merely occur in their order,
 * are made where `mayGuess` and nothing else is found.
 */
export function findCommands(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[],
  origin: Origin,
  mayGuess = true,
): readonly ListedCommand[] {
  const bonus = ({ id }: Command) => (recent.includes(id) ? 0.1 * (1 - recent.indexOf(id) / recent.length) : 0)
  const scored = commands
    .map((command) => toListed(command, origin))
    .map((listed) => ({ listed, score: scoreOf(listed, typed) }))
  const good = scored.filter(({ score }) => score >= GOOD_SCORE)
  const isGuessing = mayGuess && good.length === 0
  return (isGuessing ? scored.filter(({ score }) => score >= LEAST_SCORE) : good)
    .map(({ listed, score }) => ({ listed, score: score + bonus(listed.command) }))
    .sort((a, b) => b.score - a.score)
    .map(({ listed }) => listed)
}

function scoreOf({ command, title, whyNot }: ListedCommand, typed: string): number {
  const words = `${command.section} ${title} ${command.words ?? ''}`
  const score = Math.max(defaultFilter(title, typed), OF_WORDS * defaultFilter(words, typed))
  return whyNot === undefined ? score : score * OF_UNAVAILABLE
}

function toListed(command: Command, origin: Origin): ListedCommand {
  const note = noteOf(command)
  const whyNot = command.whyNot?.(origin)
  return {
    command,
    title: titleOf(command),
    ...(note === undefined ? {} : { note }),
    ...(whyNot === undefined ? {} : { whyNot }),
  }
}
