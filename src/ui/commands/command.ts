import type { Shortcut } from './shortcut.ts'

/** Where keys are heard; a place further on lies within those before it. */
export const SCOPES = ['anywhere', 'page', 'views', 'graph', 'matrix', 'flows', 'editor'] as const

/**
 * `anywhere` but in dialogs and menus; `page`: not where text is typed; `views`: in one of the views of the cluster, or with
 * nothing focused; the others only while that thing has the focus.
 */
export type Scope = (typeof SCOPES)[number]

export const SECTIONS = [
  'Edit',
  'Selection',
  'View',
  'Graph',
  'Matrix',
  'Flows',
  'Text',
  'Panel',
  'Open',
  'Document',
  'Export',
  'Add',
  'Cluster',
  'Preferences',
  'Help',
] as const

export type Section = (typeof SECTIONS)[number]

/** What has the focus when a command is run or asked about; null when nothing has. */
export type Origin = Element | null

interface Listed {
  /** Stays the same from one version to the next: what was used last is remembered by it. */
  readonly id: string
  readonly section: Section
  /** As a menu says it; a function where it depends on the state. */
  readonly title: string | (() => string)
  readonly keys?: readonly Shortcut[]
  /** Where its keys are heard: `page` unless it says otherwise. */
  readonly scope?: Scope
  /** Its keys are taken before whatever has the focus answers them, as the editor does. */
  readonly early?: boolean
}

/** Something that a person can do, from a menu, the palette or by a key. */
export interface Command extends Listed {
  /** Said beside the title. */
  readonly note?: string | (() => string)
  /** Further words to find it by. */
  readonly words?: string
  /** It takes something away. */
  readonly danger?: boolean
  /** Why it cannot be done now; undefined when it can. */
  readonly whyNot?: (origin: Origin) => string | undefined
  /** It makes sense only where the focus is: the palette leaves it out. */
  readonly byKeyOnly?: boolean
  /** Its keys are someone else's when it cannot be done: nobody is told why. */
  readonly yields?: boolean
  readonly run: (origin: Origin) => void
}

/** Keys that a widget answers itself: told by the help sheet only. */
export interface KeyHint extends Listed {
  readonly keys: readonly Shortcut[]
  readonly run?: undefined
}

export type Contribution = Command | KeyHint

export function isCommand(one: Contribution): one is Command {
  return one.run !== undefined
}

export function titleOf({ title }: Contribution): string {
  return typeof title === 'string' ? title : title()
}

export function noteOf({ note }: Command): string | undefined {
  return typeof note === 'function' ? note() : note
}

/** Everything that can be done on the page as it is. */
export interface CommandRegistry {
  /** Takes a list in; returns what takes it out again. */
  add(list: readonly Contribution[]): () => void
  /** In the order of their sections. */
  all(): readonly Contribution[]
}

export function createCommandRegistry(): CommandRegistry {
  const lists = new Set<readonly Contribution[]>()
  return {
    add(list) {
      lists.add(list)
      return () => lists.delete(list)
    },
    all() {
      const all = [...lists].flat()
      return SECTIONS.flatMap((section) => all.filter((one) => one.section === section))
    },
  }
}
