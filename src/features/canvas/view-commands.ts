import type { AppStore } from '../../store/create-app-store.ts'
import type { Command } from '../../ui/commands/command.ts'

/** How the graph is looked at. */
export interface ViewDoors {
  readonly zoomIn: () => void
  readonly zoomOut: () => void
  /** Draws everything at its own size. */
  readonly zoomToOne: () => void
  readonly showAll: () => void
  readonly showSelection: () => void
}

/** Zoom, fit and tidy, by the keys that drawing programs have. */
export function viewCommands(store: AppStore, doors: ViewDoors) {
  const section = 'Graph'
  const scope = 'graph'
  const state = () => store.getState()
  const whyNot = () =>
    state().pictureView !== 'graph'
      ? 'the graph is not shown now'
      : state().snapshot?.picture.nodes.length
        ? undefined
        : 'nothing is drawn yet'
  const whyNotSelection = () =>
    whyNot() ?? (state().selection?.kind === 'node' || state().gathered.length > 0 ? undefined : 'select a node first')
  return {
    zoomIn: { id: 'view.zoom-in', section, title: 'Zoom in', keys: ['Plus'], scope, whyNot, run: doors.zoomIn },
    zoomOut: { id: 'view.zoom-out', section, title: 'Zoom out', keys: ['Minus'], scope, whyNot, run: doors.zoomOut },
    one: {
      id: 'view.zoom-one',
      section,
      title: 'Zoom to 100 %',
      keys: ['Digit0'],
      scope,
      whyNot,
      run: doors.zoomToOne,
    },
    fit: {
      id: 'view.fit',
      section,
      title: 'Show everything',
      words: 'fit zoom',
      keys: ['Shift+Digit1', 'Digit1'],
      scope,
      whyNot,
      run: doors.showAll,
    },
    near: {
      id: 'view.near',
      section,
      title: 'Zoom to the selection',
      words: 'fit',
      keys: ['Shift+Digit2', 'Digit2'],
      scope,
      whyNot: whyNotSelection,
      run: doors.showSelection,
    },
    tidy: {
      id: 'view.tidy',
      section,
      title: () => (state().tidying ? 'Stop tidying' : 'Tidy'),
      words: 'layout arrange',
      whyNot,
      run: () => void state().tidy(),
    },
  } satisfies Record<string, Command>
}
