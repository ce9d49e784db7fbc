import type { StructureIntention } from '../../core/authoring/structure/plan-structure.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { AppState } from '../../store/state.ts'
import { commandsOfNode, toDeletion } from '../../store/structure-commands.ts'
import type { Command, Origin } from '../../ui/commands/command.ts'
import { subjectNode, subjectOf } from './graph-subject.ts'
import { whileLooking } from './while-looking.ts'

const section = 'Selection'
const scope = 'graph'

/** What is taken away, named and labelled: a manifest, or what an edge stands for. */
export function nodeCommands(store: AppStore) {
  const state = () => store.getState()
  return {
    remove: {
      id: 'graph.delete',
      section,
      title: 'Delete…',
      words: 'remove close stop flow edge',
      danger: true,
      keys: ['Delete', 'Backspace'],
      scope,
      whyNot: (origin) => whileLooking(state()) ?? whyNotRemove(origin, state()),
      run: (origin) => remove(origin, state()),
    },
    rename: {
      id: 'graph.rename',
      section,
      title: 'Rename…',
      keys: ['F2'],
      scope,
      ...begins(store, 'rename'),
    },
    duplicate: { id: 'graph.duplicate', section, title: 'Duplicate…', words: 'copy', ...begins(store, 'duplicate') },
    labels: { id: 'graph.labels', section, title: 'Labels…', ...begins(store, 'workload-labels', 'namespace-labels') },
    move: { id: 'graph.move', section, title: 'Move to namespace…', ...begins(store, 'move') },
    declare: { id: 'graph.declare', section, title: 'Declare the namespace…', ...begins(store, 'add') },
  } satisfies Record<string, Command>
}

/** Begins what the menu of a node offers. */
function begins(store: AppStore, ...kinds: readonly StructureIntention['kind'][]) {
  const toIntention = (origin: Origin) => {
    const node = subjectNode(origin, store.getState())
    return node && commandsOfNode(node).find(({ intention }) => kinds.includes(intention.kind))?.intention
  }
  return {
    whyNot: (origin: Origin) =>
      whileLooking(store.getState()) ??
      (toIntention(origin) ? undefined : 'select something that has a manifest in these files'),
    run: (origin: Origin) => {
      const intention = toIntention(origin)
      if (intention) store.getState().beginChange(intention)
    },
  }
}

function whyNotRemove(origin: Origin, state: AppState): string | undefined {
  const subject = subjectOf(origin, state)
  if (subject === null) return 'select what to delete first'
  const node = subject.kind === 'node' ? subjectNode(origin, state) : undefined
  return subject.kind !== 'node' || (node && toDeletion(node)) ? undefined : 'it stands in no manifest of these files'
}

function remove(origin: Origin, state: AppState): void {
  const subject = subjectOf(origin, state)
  if (subject?.kind === 'edge') state.startDisconnect(subject.id)
  else if (subject?.kind === 'policy')
    state.beginChange({ kind: 'delete', target: { kind: 'policy', path: subject.id } })
  else {
    const node = subjectNode(origin, state)
    const intention = node && toDeletion(node)
    if (intention) state.beginChange(intention)
  }
}
