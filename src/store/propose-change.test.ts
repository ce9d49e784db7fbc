import { describe, expect, it } from 'vitest'
import type { IsolateIntention } from '../core/authoring/isolate/plan-isolate.ts'
import type { PlannedChange } from '../core/authoring/planned-change.ts'
import type { Edit } from '../core/model/edit.ts'
import { NO_EFFECTS } from '../core/workspace/preview.ts'
import type { Previewed } from '../worker/protocol.ts'
import { isPreviewed } from './is-waiting.ts'
import { selectEffects } from './select-effects.ts'
import { setUp } from './store.testing.ts'

const isolate: IsolateIntention = {
  kind: 'isolate',
  scope: { kind: 'namespace', namespace: 'shop' },
  directions: ['ingress'],
  keepDns: true,
}

const INSERT: Edit = { kind: 'splice', file: 'p.yaml', start: 3, end: 3, text: '!' }

interface Part extends Partial<Omit<Previewed<PlannedChange>, 'plan'>> {
  readonly plan?: Partial<PlannedChange>
}

function previewOf(revision: number, { plan, ...effects }: Part = {}): Previewed<PlannedChange> {
  const full = { label: 'Isolate shop', edits: [INSERT], obstacles: [], selectors: [], notes: [], ...plan }
  return { revision, plan: full, places: new Map(), ...NO_EFFECTS, ...effects }
}

const some = { first: [], total: 1 }

describe('proposing a change', () => {
  it('[SMALL-6] what a person goes on to fill in is always shown first, however small', async () => {
    const { engine, state, read, textOf } = setUp()
    await read()
    state().setAppliesSmall(true)
    state().showTemplates()
    expect(state().dialog).toEqual({ kind: 'templates' })
    state().beginChange({ kind: 'template', template: 'allow-dns', parameters: {} })
    await engine.answer('planChange', previewOf(state().document.revision))
    expect([textOf(), isPreviewed(state())]).toEqual(['abc', true])
    state().changeIntention({ kind: 'template', template: 'allow-dns', parameters: { target: 'x' } })
    await engine.answer('planChange', previewOf(state().document.revision))
    expect(isPreviewed(state())).toBe(true)
    state().confirmDialog()
    expect(textOf()).toBe('abc!')
  })

  it('[PROPOSE-6] the gallery is no plan: nothing waits for it, and typing leaves it open', async () => {
    const { state, read, textOf } = setUp()
    await read()
    state().showTemplates()
    state().confirmDialog()
    expect([textOf(), isPreviewed(state()), state().dialog]).toEqual(['abc', false, { kind: 'templates' }])
    state().applyChange({ edits: [INSERT], label: 'typing', base: state().document.revision }, 'typing')
    expect(state().dialog).toEqual({ kind: 'templates' })
    state().closeDialog()
    expect(state().dialog).toBeNull()
  })

  it('[PROPOSE-1] plans it, shows it, and confirming applies it as one entry', async () => {
    const { engine, state, read, textOf } = setUp()
    await read()
    state().proposeChange(isolate)
    expect(engine.last('planChange')).toEqual(isolate)
    await engine.answer('planChange', previewOf(state().document.revision))
    expect([textOf(), isPreviewed(state())]).toEqual(['abc', true])
    state().confirmDialog()
    expect([textOf(), state().dialog, state().past.map(({ label }) => label)]).toEqual(['abc!', null, ['Isolate shop']])
  })

  it('[PROPOSE-2] is planned again when the person chooses otherwise; an older answer is dropped', async () => {
    const { engine, state, read } = setUp()
    await read()
    state().proposeChange(isolate)
    const both: IsolateIntention = { ...isolate, directions: ['ingress', 'egress'] }
    state().changeIntention(both)
    await engine.answerOldest('planChange', previewOf(state().document.revision))
    expect(state().dialog).toMatchObject({ preview: null, planning: true })
    expect(engine.last('planChange')).toEqual(both)
  })

  it('[PROPOSE-3] opens the dialog of its own that an intention has', async () => {
    const { engine, state, read } = setUp()
    await read()
    const end = { kind: 'namespace', namespace: 'shop' } as const
    state().proposeChange({ kind: 'connect', from: end, to: end, ports: 'every' })
    expect([state().dialog?.kind, engine.last('connect').ports]).toEqual(['connect', 'every'])
  })

  it('[PROPOSE-4] cancels its planning', async () => {
    const { engine, state, read } = setUp()
    await read()
    state().proposeChange(isolate)
    state().cancelWork()
    await engine.settled()
    expect(state().dialog).toMatchObject({ planning: false, stopped: true })
  })

  it('[PROPOSE-5] draws what the plan of the open dialog would do, and nothing when it is closed', async () => {
    const { engine, state, read } = setUp()
    await read()
    state().proposeChange(isolate)
    expect(selectEffects(state())).toBeNull()
    const drawn = { edges: [], flowsNotDrawn: 0, isolated: new Map([['a', ['ingress'] as const]]) }
    await engine.answer('planChange', previewOf(state().document.revision, { drawn }))
    expect(selectEffects(state())).toBe(drawn)
    state().closeDialog()
    expect(selectEffects(state())).toBeNull()
  })
})

describe('applying small changes without asking', () => {
  async function propose(part: Part, { asks = false } = {}) {
    const made = setUp()
    await made.read()
    made.state().setAppliesSmall(!asks)
    made.state().proposeChange(isolate)
    await made.engine.answer('planChange', previewOf(made.state().document.revision, part))
    return made
  }

  it('[SMALL-1] applies one at once, never seen, and tells of it', async () => {
    const { state, textOf } = await propose({ opens: some })
    expect([textOf(), state().dialog]).toEqual(['abc!', null])
    expect(state().applied).toMatchObject({ entry: { label: 'Isolate shop' }, opens: 1 })
  })

  it('[SMALL-2] asks of everything unless the person chose otherwise', async () => {
    const { state, textOf } = await propose({}, { asks: true })
    expect([textOf(), isPreviewed(state()), state().applied]).toEqual(['abc', true, null])
  })

  it.each<[string, Part]>([
    ['closes a flow', { closes: some }],
    ['isolates a workload', { isolates: ['shop / web (ingress)'] }],
    ['has something to say', { plan: { notes: ['DNS is kept'] } }],
    ['cannot be made', { plan: { edits: [], obstacles: [{ code: 'not-expressible', words: 'no' }] } }],
    ['writes into two files', { plan: { edits: [INSERT, { ...INSERT, file: 'q.yaml' }] } }],
    ['deletes a file', { plan: { edits: [{ kind: 'deleteFile', file: 'p.yaml' }] } }],
  ])('[SMALL-3] asks of a change that %s', async (_, part) => {
    const { state, textOf } = await propose(part)
    expect([textOf(), isPreviewed(state()), state().applied]).toEqual(['abc', true, null])
  })

  it('[SMALL-4] is not seen while it is planned, unless that takes long', async () => {
    const { state, read } = setUp()
    await read()
    state().setAppliesSmall(true)
    state().proposeChange(isolate)
    expect(isPreviewed(state())).toBe(false)
    state().setBusy(true)
    expect(isPreviewed(state())).toBe(true)
  })

  it('[SMALL-5] what a person has seen and chosen in is confirmed by them', async () => {
    const { engine, state, read, textOf } = setUp()
    await read()
    state().setAppliesSmall(true)
    state().proposeChange(isolate)
    state().changeIntention({ ...isolate, keepDns: false })
    await engine.answer('planChange', previewOf(state().document.revision))
    expect([textOf(), isPreviewed(state())]).toEqual(['abc', true])
  })

  it('[SMALL-7] is shown when its planning fails or is cancelled', async () => {
    const { engine, state, read } = setUp()
    await read()
    state().setAppliesSmall(true)
    state().proposeChange(isolate)
    await engine.fail('planChange', 'boom')
    expect(state().dialog).toMatchObject({ stopped: true })
    expect(isPreviewed(state())).toBe(true)
  })

  it('[SMALL-6] the choice outlives the document', async () => {
    const { state } = setUp()
    state().setAppliesSmall(true)
    state().openDocument({ id: 'e', title: 'e', files: [] })
    expect(state().appliesSmall).toBe(true)
  })
})
