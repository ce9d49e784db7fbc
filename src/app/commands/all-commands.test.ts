// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { graphCommands } from '../../features/canvas/graph-commands.ts'
import { viewCommands } from '../../features/canvas/view-commands.ts'
import { walkCommands } from '../../features/canvas/walk-commands.ts'
import { documentCommands } from '../../features/documents/document-commands.ts'
import { exportCommands } from '../../features/documents/export-commands.ts'
import type { Library } from '../../features/documents/library.ts'
import { openCommands, practiceCommand, sampleCommands } from '../../features/documents/open-commands.ts'
import { createShownDialog } from '../../features/documents/shown-dialog.ts'
import { stepCommands } from '../../features/problems/use-problems.ts'
import { searchCommand } from '../../features/search/search-field.tsx'
import { addCommands } from '../../features/structure/add-commands.ts'
import { setUp } from '../../store/store.testing.ts'
import { type Contribution, isCommand, titleOf } from '../../ui/commands/command.ts'
import { areHeardTogether, scopeOf } from '../../ui/commands/scopes.ts'
import { paneCommands } from '../use-shown-pane.ts'
import { clusterCommands } from './cluster-commands.ts'
import { editCommands } from './edit-commands.ts'
import { handOnCommands } from './hand-on-commands.ts'
import { helpCommands, preferenceCommands, showCommands } from './page-commands.ts'

const { store } = setUp()
const nothing = () => {}
const library = {} as Library
const doors = { zoomIn: nothing, zoomOut: nothing, zoomToOne: nothing, showAll: nothing, showSelection: nothing }
const walk = {
  goThatWay: nothing,
  goInOrder: nothing,
  goAlongEdges: nothing,
  fold: nothing,
  canFold: () => true,
}
const { kinds, ...added } = addCommands(store)

const ALL: readonly Contribution[] = [
  ...Object.values(editCommands(store)),
  ...showCommands(store),
  ...preferenceCommands(store),
  ...Object.values(helpCommands(nothing)),
  ...paneCommands(nothing),
  ...clusterCommands(store, nothing),
  ...Object.values(documentCommands({ store, library, dialog: createShownDialog(), rename: nothing })),
  ...Object.values(openCommands(async () => false, nothing)),
  ...sampleCommands(library),
  practiceCommand(store),
  ...Object.values(exportCommands(store, nothing)),
  ...Object.values(handOnCommands(store, nothing)),
  ...kinds,
  ...Object.values(added),
  ...Object.values(graphCommands(store)),
  ...Object.values(viewCommands(store, doors)),
  ...walkCommands(walk),
  ...stepCommands(nothing),
  searchCommand(nothing),
]

const keyed = ALL.flatMap((one) =>
  (one.keys ?? []).map((key) => ({ key, scope: scopeOf(key, one.scope ?? 'page'), one })),
)

describe('the commands', () => {
  it('have an id each, and a title', () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length)
    expect(ALL.filter((one) => titleOf(one).trim() === '')).toEqual([])
  })

  it('never share a key where both are heard', () => {
    const clashes = keyed.flatMap(({ key, scope, one }, at) =>
      keyed
        .slice(at + 1)
        .filter((other) => other.key === key && areHeardTogether(scope, other.scope))
        .map((other) => [key, one.id, other.one.id]),
    )
    expect(clashes).toEqual([])
  })

  it('take no key that browsers keep for themselves, or screen readers read with', () => {
    const taken = ['Mod+N', 'Mod+T', 'Mod+W', 'Mod+Q', 'Mod+L', 'Mod+R', 'Mod+P', 'Mod+D', 'Mod+H', 'Mod+Shift+N']
    expect(keyed.filter(({ key }) => taken.includes(key) || /Alt|Insert|CapsLock|F5|F11|F12/.test(key))).toEqual([])
  })

  it('are heard by a character alone only where a view has the focus', () => {
    const characters = keyed.filter(({ key }) => key.length === 1 || /^(Plus|Minus|Space|Digit\d)$/.test(key))
    expect(characters.length).toBeGreaterThan(8)
    expect(characters.filter(({ scope }) => scope === 'anywhere' || scope === 'page')).toEqual([])
  })

  it('say why they cannot be done, in words', () => {
    const reasons = ALL.filter(isCommand).flatMap((one) => one.whyNot?.(null) ?? [])
    expect(reasons.length).toBeGreaterThan(5)
    expect(reasons.filter((words) => words.length < 8)).toEqual([])
  })

  it('undo what was done last, by its name', () => {
    const { store: another, apply, splice, textOf } = setUp()
    const { undo, redo } = editCommands(another)
    expect([undo.title(), undo.whyNot()]).toEqual(['Undo', 'there is nothing to undo'])
    apply([splice(0, 3, 'xyz')], 'gesture', 'Connect web to api')
    expect(undo.title()).toBe('Undo connect web to api')
    undo.run()
    expect([textOf(), redo.title()]).toEqual(['abc', 'Redo connect web to api'])
  })
})
