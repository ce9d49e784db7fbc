import type { AppStore } from '../../store/create-app-store.ts'
import { findEdge } from '../../store/find-edge.ts'
import type { AppState } from '../../store/state.ts'
import type { Selection } from '../../store/viewpoint.ts'
import { announce } from '../../ui/announcer.tsx'
import type { Command, Origin } from '../../ui/commands/command.ts'
import { changeCommands } from './change-commands.ts'
import { focusedThing, nodeOf } from './graph-subject.ts'
import { nodeCommands } from './node-commands.ts'
import { whileLooking } from './while-looking.ts'

/** What is selected in the graph, and what is done to it. Single keys are heard only while the graph has the focus. */
export function graphCommands(store: AppStore) {
  return { ...selectCommands(store), ...changeCommands(store), ...nodeCommands(store) }
}

const section = 'Selection'
const scope = 'graph'

function selectCommands(store: AppStore) {
  const state = () => store.getState()
  const isAnything = () => state().selection !== null || state().gathered.length > 0
  return {
    inspect: {
      id: 'graph.inspect',
      section,
      title: 'Inspect what has the focus',
      keys: ['Enter', 'Space'],
      scope,
      yields: true,
      // A button inside a node answers to these keys itself.
      whyNot: (origin) =>
        origin?.closest('button') || focusedThing(origin) === null ? NOTHING_FOCUSED : whileLooking(state()),
      run: (origin) => select(focusedThing(origin), store),
    },
    gather: {
      id: 'graph.gather',
      section,
      title: 'Take to the selection, or out of it',
      words: 'several multiple',
      keys: ['Shift+Enter', 'Shift+Space'],
      scope,
      whyNot: (origin) => (focusedThing(origin) === null ? NOTHING_FOCUSED : whileLooking(state())),
      run: (origin) => {
        const focused = focusedThing(origin)
        if (focused) state().gather(focused.id)
        announce(countSelected(state()))
      },
    },
    all: {
      id: 'graph.select-all',
      section,
      title: 'Select all workloads',
      keys: ['Mod+A'],
      scope,
      whyNot: () => whileLooking(state()) ?? (state().snapshot ? undefined : 'the text is still being read'),
      run: () => {
        state().gatherAll()
        announce(countSelected(state()))
      },
    },
    clear: {
      id: 'graph.clear',
      section,
      title: () => (state().dialog === null ? 'Clear the selection' : 'Leave the preview'),
      keys: ['Escape'],
      scope,
      yields: true,
      whyNot: (origin) =>
        state().dialog !== null || isAnything() || focusedThing(origin) ? undefined : 'nothing is selected',
      run: (origin) => {
        if (state().dialog !== null) state().closeDialog()
        else if (isAnything()) clear(store)
        else leave(origin)
      },
    },
  } satisfies Record<string, Command>
}

const NOTHING_FOCUSED = 'nothing in the graph has the focus: arrow keys lead through it'

function select(thing: Selection | null, store: AppStore): void {
  const state = store.getState()
  state.select(thing)
  const words =
    thing?.kind === 'edge' ? findEdge(state, thing.id)?.accessibleName : thing && nodeOf(thing.id, state)?.title
  if (words) announce(`selected: ${words}`)
}

function clear(store: AppStore): void {
  store.getState().select(null)
  announce('nothing is selected')
}

/** From a node or an edge back to the graph as a whole. */
function leave(origin: Origin): void {
  origin?.closest<HTMLElement>('.react-flow')?.focus()
}

function countSelected({ gathered, selection }: AppState): string {
  const count = gathered.length || (selection === null ? 0 : 1)
  return count === 0 ? 'nothing is selected' : `${count} selected`
}
