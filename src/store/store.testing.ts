import type { Edit } from '../core/model/edit.ts'
import { createAppStore } from './create-app-store.ts'
import { createFakeEngine, emptySnapshot } from './fake-engine.testing.ts'
import type { Origin } from './history-entry.ts'

/** A store with an open document, an engine that answers when told so, and a clock that stands still. */
export function setUp(texts: Record<string, string> = { 'p.yaml': 'abc' }) {
  const engine = createFakeEngine()
  const clock = { now: 0 }
  const paints: (() => void)[] = []
  const store = createAppStore({
    engine: engine.client,
    now: () => clock.now,
    afterPaint: (run) => paints.push(run),
  })
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }))
  store.getState().openDocument({ id: 'd', title: 'd', files })
  const state = () => store.getState()
  const splice = (start: number, end: number, text: string, file = 'p.yaml'): Edit => ({
    kind: 'splice',
    file,
    start,
    end,
    text,
  })
  const apply = (edits: readonly Edit[], origin: Origin = 'typing', label = 'typing') =>
    state().applyChange({ edits, label, base: state().document.revision }, origin)
  const read = (part = {}) => engine.answer('update', emptySnapshot(state().document.revision, part))
  /** Puts on the screen what there is to be drawn. */
  const paint = () => {
    for (const run of paints.splice(0)) run()
  }
  const textOf = (file = 'p.yaml') => state().document.files.find(({ name }) => name === file)?.text
  return { store, engine, clock, state, splice, apply, read, paint, textOf }
}
