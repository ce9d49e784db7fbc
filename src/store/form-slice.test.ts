import { describe, expect, it } from 'vitest'
import type { PlannedChange } from '../core/authoring/planned-change.ts'
import type { PolicyChange } from '../core/authoring/policy-form/policy-form-change.ts'
import type { PolicyFormModel } from '../core/authoring/policy-form/policy-form-model.ts'
import type { Edit } from '../core/model/edit.ts'
import { NO_EFFECTS } from '../core/workspace/preview.ts'
import type { PolicySummary } from '../core/workspace/snapshot.ts'
import type { Previewed } from '../worker/protocol.ts'
import { canEditForm } from './form-edits.ts'
import { isPreviewed } from './is-waiting.ts'
import { setUp } from './store.testing.ts'

const POLICY: PolicySummary = { path: 'p.yaml#0', namespace: 'shop', name: 'web', stale: false }
const RENAME: PolicyChange = { kind: 'rename', name: 'front' }
const REMOVE: PolicyChange = { kind: 'remove-peer', peer: 'p.yaml#0/spec/ingress/0/from/0' }
const INSERT: Edit = { kind: 'splice', file: 'p.yaml', start: 3, end: 3, text: '!' }
const some = { first: [], total: 1 }

interface Part extends Partial<Omit<Previewed<PlannedChange>, 'plan'>> {
  readonly plan?: Partial<PlannedChange>
}

/** A store with the form of a policy open. */
async function openForm() {
  const made = setUp()
  const { engine, state, read } = made
  const readAll = async () => {
    await read({ policies: [POLICY] })
    await readForm()
  }
  const readForm = () =>
    engine.answer('policyForm', {
      revision: state().document.revision,
      form: { path: POLICY.path } as PolicyFormModel,
      namespaces: [],
    })
  const plan = ({ plan: own, ...effects }: Part = {}) =>
    engine.answer('planChange', {
      revision: state().document.revision,
      plan: { label: 'Edit web', edits: [INSERT], obstacles: [], selectors: [], notes: [], ...own },
      places: new Map(),
      ...NO_EFFECTS,
      ...effects,
    })
  await read({ policies: [POLICY] })
  state().select({ kind: 'policy', id: POLICY.path })
  await readForm()
  return { ...made, readAll, readForm, plan }
}

describe('edits of a form', () => {
  it('[FORM-1] are made at once where they change no flow, and can be taken back', async () => {
    const { engine, state, plan, textOf, readAll } = await openForm()
    const intention = state().editPolicy(RENAME, 'passing')
    expect(engine.last('planChange')).toBe(intention)
    expect(intention).toEqual({ kind: 'edit-policy', policy: POLICY.path, change: RENAME })
    await plan()
    expect([textOf(), state().dialog, state().applied?.entry.label]).toEqual(['abc!', null, 'Edit web'])
    expect(state().formEdits).toHaveLength(1)
    await readAll()
    expect([state().formEdits, state().formOutcomes.size]).toEqual([[], 0])
  })

  it('[FORM-2] are shown first where they open, close, isolate, or something has to be said', async () => {
    const parts: readonly Part[] = [
      { opens: some },
      { closes: some },
      { isolates: ['web'] },
      { plan: { notes: ['the rule admits anyone now'] } },
    ]
    for (const part of parts) {
      const { state, plan, textOf } = await openForm()
      state().editPolicy(REMOVE, 'asked')
      await plan(part)
      expect([textOf(), isPreviewed(state()), canEditForm(state())]).toEqual(['abc', true, false])
      state().confirmDialog()
      expect(textOf()).toBe('abc!')
    }
  })

  it('[FORM-3] wait at their field where the person has moved on', async () => {
    const { state, plan, textOf } = await openForm()
    const intention = state().editPolicy(RENAME, 'passing')
    await plan({ closes: some })
    expect([textOf(), state().dialog, state().formEdits]).toEqual(['abc', null, []])
    expect(state().formOutcomes.get(intention)).toMatchObject({ kind: 'held', preview: { closes: some } })
  })

  it('[FORM-4] that open flows are made at once where the person chose so; those that close some are not', async () => {
    for (const [part, text] of [
      [{ opens: some }, 'abc!'],
      [{ closes: some }, 'abc'],
    ] as const) {
      const { state, plan, textOf } = await openForm()
      state().setAppliesSmall(true)
      state().editPolicy(RENAME, 'asked')
      await plan(part)
      expect(textOf()).toBe(text)
    }
  })

  it('[FORM-5] say at their field why they are refused', async () => {
    const { engine, state, textOf } = await openForm()
    const intention = state().editPolicy(RENAME, 'asked')
    const obstacles = [{ code: 'name-taken', words: 'shop has a policy called front already' }] as const
    await engine.answer('planChange', {
      revision: state().document.revision,
      plan: { label: 'Rename', obstacles, selectors: [], notes: [] },
      places: new Map(),
      ...NO_EFFECTS,
    })
    expect([textOf(), state().dialog]).toEqual(['abc', null])
    expect(state().formOutcomes.get(intention)).toEqual({ kind: 'refused', obstacles })
  })

  it('[FORM-6] that come quickly are made one after the other, each on the text the one before it left', async () => {
    const { engine, state, plan, textOf, readAll } = await openForm()
    state().editPolicy(RENAME, 'passing')
    const second = state().editPolicy({ kind: 'describe', text: 'x' }, 'passing')
    await plan()
    await readAll()
    expect(engine.last('planChange')).toBe(second)
    await plan()
    expect(textOf()).toBe('abc!!')
    await readAll()
    expect(state().formEdits).toEqual([])
  })

  it('[FORM-7] are not taken while parts of the policy move', async () => {
    const { state, plan, readAll } = await openForm()
    state().editPolicy(REMOVE, 'asked')
    expect(canEditForm(state())).toBe(false)
    const late = state().editPolicy(RENAME, 'passing')
    expect(state().formOutcomes.get(late)).toEqual({ kind: 'missed' })
    await plan()
    await readAll()
    expect(canEditForm(state())).toBe(true)
  })

  it('[FORM-8] are not taken on a text that the form does not show yet', async () => {
    const { state, apply, splice, readAll } = await openForm()
    apply([splice(0, 0, 'x')])
    const intention = state().editPolicy(RENAME, 'passing')
    expect([state().formOutcomes.get(intention), state().formEdits]).toEqual([{ kind: 'missed' }, []])
    await readAll()
    expect(canEditForm(state())).toBe(true)
  })

  it('[FORM-9] are shown when the text changed while they were planned', async () => {
    const { state, apply, splice, plan, readAll, textOf } = await openForm()
    state().editPolicy(RENAME, 'asked')
    apply([splice(0, 0, 'x')])
    await readAll()
    await plan()
    expect([textOf(), isPreviewed(state())]).toEqual(['xabc', true])
  })

  it('[FORM-10] that are taken back in the preview let the next ones go on', async () => {
    const { engine, state, plan, textOf } = await openForm()
    state().editPolicy(RENAME, 'asked')
    const second = state().editPolicy({ kind: 'describe', text: 'x' }, 'passing')
    await plan({ closes: some })
    state().closeDialog()
    expect(engine.last('planChange')).toBe(second)
    expect(textOf()).toBe('abc')
  })
})

describe('the selected policy', () => {
  it('[FORM-11] is followed when texts before it come and go, and let go when it is gone', async () => {
    const { state, apply, splice, read } = await openForm()
    apply([splice(0, 0, 'x')])
    await read({
      policies: [
        { ...POLICY, path: 'p.yaml#0', name: 'new' },
        { ...POLICY, path: 'p.yaml#1' },
      ],
    })
    expect(state().selection).toEqual({ kind: 'policy', id: 'p.yaml#1' })
    apply([splice(0, 0, 'x')])
    await read({ policies: [{ ...POLICY, name: 'new' }] })
    expect([state().selection, state().policyForm]).toEqual([null, null])
  })

  it('[FORM-12] stays open when its own edit is undone', async () => {
    const { state, plan, readAll, textOf } = await openForm()
    state().editPolicy(RENAME, 'passing')
    await plan()
    await readAll()
    const { selection } = state()
    state().undo()
    await readAll()
    expect([textOf(), state().selection]).toEqual(['abc', selection])
  })

  it('[FORM-13] has no form where the engine knows none', async () => {
    const { engine, state } = await openForm()
    state().select({ kind: 'policy', id: 'p.yaml#7' })
    expect(state().policyForm).toBeNull()
    await engine.answer('policyForm', null)
    expect([state().policyForm, canEditForm(state())]).toEqual(['none', false])
  })
})
