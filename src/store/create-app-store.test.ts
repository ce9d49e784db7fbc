import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConnectPlan } from '../core/authoring/plan.ts'
import type { Edit } from '../core/model/edit.ts'
import type { Question } from '../core/model/verdict.ts'
import { comparePictures } from '../core/picture/compare-pictures.ts'
import { NO_EFFECTS } from '../core/workspace/preview.ts'
import type { Explanation, Previewed } from '../worker/protocol.ts'
import { edgeOf, emptySnapshot, pictureOf, workloadNode } from './fake-engine.testing.ts'
import { isWaiting } from './is-waiting.ts'
import { setUp } from './store.testing.ts'

describe('history', () => {
  it('[HISTORY-1] joins a run of typing, and undo restores the bytes', () => {
    const { apply, splice, state, textOf, clock } = setUp()
    for (const [index, letter] of ['x', 'y', 'z'].entries()) {
      clock.now += 500
      apply([splice(1 + index, 1 + index, letter)])
    }
    expect(textOf()).toBe('axyzbc')
    expect(state().past.map(({ label }) => label)).toEqual(['typing'])
    state().undo()
    expect(textOf()).toBe('abc')
    state().redo()
    expect(textOf()).toBe('axyzbc')
  })

  it('[HISTORY-2] a pause of a second, another place, another file or a gesture begins a new entry', () => {
    const { apply, splice, state, clock } = setUp({ 'p.yaml': 'abcdefgh', 'q.yaml': 'abc' })
    apply([splice(0, 0, 'x')])
    clock.now += 1000
    apply([splice(1, 1, 'x')])
    expect(state().past).toHaveLength(2)
    apply([splice(8, 8, 'x')])
    expect(state().past).toHaveLength(3)
    apply([splice(1, 1, 'x', 'q.yaml')])
    expect(state().past).toHaveLength(4)
    apply([splice(2, 2, 'x', 'q.yaml')], 'gesture', 'allow')
    expect(state().past).toHaveLength(5)
    apply([splice(3, 3, 'x', 'q.yaml')])
    expect(state().past).toHaveLength(6)
  })

  it('[HISTORY-3] deleting backwards goes on with the run', () => {
    const { apply, splice, state, textOf } = setUp()
    apply([splice(3, 3, 'de')])
    apply([splice(4, 5, '')])
    apply([splice(3, 4, '')])
    apply([splice(2, 3, '')])
    expect(textOf()).toBe('ab')
    expect(state().past).toHaveLength(1)
    state().undo()
    expect(textOf()).toBe('abc')
  })

  it('[HISTORY-4] typing after undo is a new entry and forgets the future', () => {
    const { apply, splice, state, textOf } = setUp()
    apply([splice(0, 0, 'x')])
    apply([splice(1, 1, 'y')], 'gesture', 'allow')
    state().undo()
    apply([splice(1, 1, 'z')])
    expect(state().future).toEqual([])
    expect(state().past).toHaveLength(2)
    expect(textOf()).toBe('xzabc')
  })

  it('[HISTORY-5] moved nodes are an entry without text', () => {
    const { state, apply, splice, textOf } = setUp()
    apply([splice(0, 0, 'x')])
    state().moveNodes({ a: { x: 1, y: 2 } })
    state().moveNodes({ a: { x: 3, y: 4 }, b: { x: 5, y: 6 } })
    const { revision } = state().document
    state().undo()
    expect(state().positions).toEqual({ a: { x: 1, y: 2 } })
    state().undo()
    expect(state().positions).toEqual({})
    expect(state().document.revision).toBe(revision)
    state().undo()
    expect(textOf()).toBe('abc')
    state().redo()
    state().redo()
    expect(state().positions).toEqual({ a: { x: 1, y: 2 } })
  })

  it('[HISTORY-6] undo to the start restores every byte after any work', () => {
    const work = fc.array(
      fc.record({
        at: fc.nat(),
        length: fc.nat({ max: 3 }),
        text: fc.constantFrom('', 'x', '\r\n', 'ab\n'),
        pause: fc.constantFrom(0, 400, 2000),
        origin: fc.constantFrom('typing' as const, 'gesture' as const),
      }),
    )
    fc.assert(
      fc.property(work, (steps) => {
        const { apply, splice, state, textOf, clock } = setUp({ 'p.yaml': 'a: 1\r\nb: 2\n' })
        const texts = [textOf()]
        for (const { at, length, text, pause, origin } of steps) {
          const size = textOf()?.length ?? 0
          const start = at % (size + 1)
          clock.now += pause
          apply([splice(start, Math.min(size, start + length), text)], origin)
          texts.push(textOf())
        }
        while (state().past.length > 0) state().undo()
        expect(textOf()).toBe(texts[0])
        while (state().future.length > 0) state().redo()
        expect(textOf()).toBe(texts.at(-1))
      }),
      { numRuns: 200 },
    )
  })

  it('[HISTORY-7] a change planned on another revision is stale and changes nothing', () => {
    const { state, splice, apply, textOf } = setUp()
    const base = state().document.revision
    apply([splice(0, 0, 'x')])
    const answer = state().applyChange({ edits: [splice(0, 0, 'y')], label: 'late', base }, 'gesture')
    expect([answer, textOf(), state().past.length]).toEqual(['stale', 'xabc', 1])
  })
})

describe('the editor’s file', () => {
  it('[HISTORY-8] a document that is opened again goes on with its history, unless its text is another', () => {
    const { state, splice, apply, textOf } = setUp()
    apply([splice(0, 0, 'x')], 'gesture', 'add x')
    const { files } = state().document
    state().openDocument({ id: 'e', title: 'e', files: [{ name: 'p.yaml', text: 'other' }] })
    expect(state().past).toEqual([])
    state().openDocument({ id: 'd', title: 'd', files: files.map((file) => ({ ...file })) })
    state().undo()
    expect(textOf()).toBe('abc')
    state().openDocument({ id: 'e', title: 'e', files: [] })
    state().openDocument({ id: 'd', title: 'd', files: [{ name: 'p.yaml', text: 'saved by another tab' }] })
    expect([state().past, state().future]).toEqual([[], []])
  })

  it('[FILES-1] follows a rename, leaves a deleted file, shows a created one', () => {
    const { state, apply } = setUp({ 'p.yaml': 'a', 'q.yaml': 'b' })
    apply([{ kind: 'renameFile', file: 'p.yaml', to: 'r.yaml' }], 'gesture')
    expect(state().openFile).toBe('r.yaml')
    apply([{ kind: 'deleteFile', file: 'r.yaml' }], 'gesture')
    expect(state().openFile).toBe('q.yaml')
    apply([{ kind: 'createFile', file: 's.yaml', text: '' }], 'gesture')
    expect(state().openFile).toBe('s.yaml')
    state().undo()
    expect(state().openFile).toBe('q.yaml')
  })

  it('[FILES-2] after a gesture shows the lines that were written', () => {
    const { state, apply, splice } = setUp({ 'p.yaml': 'a: 1\r\nb: 2\r\n', 'q.yaml': 'x' })
    state().openFileTab('q.yaml')
    apply([splice(6, 6, 'new: 1\r\n')], 'gesture')
    expect(state().openFile).toBe('p.yaml')
    expect(state().reveal).toEqual({ file: 'p.yaml', span: { start: 6, end: 12 }, line: 2, column: 1 })
  })
})

describe('answers of the engine', () => {
  it('[ANSWERS-1] an answer about an older text does not become the picture of the newer one', async () => {
    const { engine, state, apply, splice, read } = setUp()
    await read()
    const first = state().document.revision
    apply([splice(0, 0, 'x')])
    apply([splice(1, 1, 'y')])
    await engine.answerOldest('update', emptySnapshot(first + 1))
    expect([state().snapshot?.revision, state().working]).toEqual([first + 1, true])
    await read()
    expect([state().snapshot?.revision, state().working]).toEqual([first + 2, false])
  })

  it('[ANSWERS-2] nothing of one document shows in another', async () => {
    const { engine, state, read } = setUp()
    state().openDocument({ id: 'other', title: 'other', files: [] })
    await engine.answerOldest('update', emptySnapshot(1))
    expect(state().snapshot).toBeNull()
    expect(engine.last('update').document).toBe('other')
    await read()
    expect(state().snapshot?.revision).toBe(state().document.revision)
  })

  it('[ANSWERS-3] a question is asked again after a change, and an answer to an older question is dropped', async () => {
    const question = (port: number): Question => ({ from: 'a', to: 'b', protocol: 'TCP', port })
    const explanation = (port: number): Explanation => ({
      question: question(port),
      outcome: { kind: 'unresolved', end: 'to', words: 'no endpoint is called b', candidates: [] },
      places: new Map(),
    })
    const { engine, state, read, apply, splice } = setUp()
    await read()
    state().ask(question(80))
    state().ask(question(81))
    await engine.answerOldest('explain', explanation(80))
    expect(state().explanation).toBeNull()
    await engine.answer('explain', explanation(81))
    expect(state().explanation?.question.port).toBe(81)
    apply([splice(0, 0, 'x')])
    await read()
    expect(engine.last('explain')).toEqual(question(81))
  })

  it('[ANSWERS-7] the texts of a question are asked as typed: the engine says what they stand for', async () => {
    const { engine, state, read } = setUp()
    await read({ endpoints: [{ id: 'b', label: 'b', implied: false }] })
    const question: Question = { from: '10.1.2.3', to: 'http://db:80/x', protocol: 'TCP', port: 80 }
    state().ask(question)
    expect(engine.last('explain')).toEqual(question)
  })

  it('[ANSWERS-4] a selection ends when its thing is gone, and follows the text while it is there', async () => {
    const { engine, state, read, apply, splice } = setUp()
    await read({ picture: pictureOf([workloadNode('a')], []) })
    state().select({ kind: 'node', id: 'a' })
    await engine.answer('select', { node: 'a', others: new Map(), edges: [] })
    expect(state().selectionView?.node).toBe('a')
    apply([splice(0, 0, 'x')])
    await read({ picture: pictureOf([workloadNode('a')], []) })
    expect(engine.last('select')).toEqual({ node: 'a', showDenied: false })
    apply([splice(0, 0, 'x')])
    await read()
    expect([state().selection, state().selectionView]).toEqual([null, null])
  })

  it('[ANSWERS-5] selecting an edge finds and reveals its rules and opens its bundle', async () => {
    const edge = edgeOf('e', 'a', 'b', { pairs: 3, rules: ['p.yaml#0/spec/ingress/0', 'p.yaml#1/spec/egress/0'] })
    const { engine, state, read } = setUp()
    await read({ picture: pictureOf([workloadNode('a'), workloadNode('b')], [edge]) })
    state().select({ kind: 'edge', id: 'e' })
    await engine.answer('openEdge', [edgeOf('e1', 'a', 'b')])
    const place = (start: number) => ({ file: 'p.yaml', span: { start, end: start + 1 }, line: 1, column: start + 1 })
    const asked = () => engine.last('locate').path
    while (engine.calls.some(({ name, settled }) => name === 'locate' && !settled))
      await engine.answer('locate', place(asked() === edge.rules[0] ? 0 : 1))
    expect(engine.last('spareRules')).toEqual({ rules: edge.rules })
    const spare = { path: 'p.yaml#0/spec/ingress/0', by: [{ ...place(1), path: 'p.yaml#1/spec/ingress/0' }] }
    await engine.answer('spareRules', [spare])
    expect(state().spareRules).toEqual([spare])
    expect(state().openedEdges.map(({ id }) => id)).toEqual(['e1'])
    expect(state().highlights.map(({ path }) => path)).toEqual(edge.rules)
    expect(state().reveal?.span.start).toBe(0)
    state().select({ kind: 'edge', id: 'e1' })
    expect([state().openedEdges.length, state().spareRules.length]).toEqual([1, 0])
  })

  it('[ANSWERS-6] a failure of the engine is said, and the text stays editable', async () => {
    const { engine, state, apply, splice, read, textOf } = setUp()
    await engine.fail('update', 'boom')
    expect([state().engineFailure, state().working]).toEqual(['boom', false])
    apply([splice(0, 0, 'x')])
    await read()
    expect([state().engineFailure, textOf()]).toEqual([null, 'xabc'])
  })
})

describe('work that takes long', () => {
  const progress = { doing: 'reading p.yaml', done: 0.4 }

  it('[WORK-1] shows the progress of the newest update only, until it is answered', async () => {
    const { engine, state, read, apply, splice } = setUp()
    engine.tell('update', progress)
    expect(state().progress).toEqual(progress)
    apply([splice(0, 0, 'x')])
    engine.calls[0]?.onProgress?.(progress)
    expect(state().progress).toBeNull()
    await engine.supersede('update')
    engine.tell('update', progress)
    await read()
    expect([state().progress, state().working, state().engineFailure]).toEqual([null, false, null])
  })

  it('[WORK-2] a cancelled update leaves text and picture alone and says that the picture is older', async () => {
    const { engine, state, read, apply, splice, textOf } = setUp()
    await read()
    const { snapshot } = state()
    apply([splice(0, 0, 'x')])
    state().cancelWork()
    await engine.settled()
    expect(state()).toMatchObject({ working: false, outdated: true, engineFailure: null })
    expect([state().snapshot, textOf()]).toEqual([snapshot, 'xabc'])
    state().readAgain()
    await read()
    expect([state().outdated, state().snapshot?.revision]).toEqual([false, state().document.revision])
  })

  describe('on a picture that is sketched first', () => {
    const cards = [workloadNode('a')]
    const sketch = { ...pictureOf(cards, []), edgesNotDrawn: 400, isSketch: true } as const
    const whole = { picture: { ...pictureOf([...cards, workloadNode('b')], []), edgesNotDrawn: 500 }, problems: [] }
    const calls = ({ calls: all }: ReturnType<typeof setUp>['engine'], name: string) =>
      all.filter((call) => call.name === name).length

    it('[WORK-7] shows the sketch, and what rests on the picture follows the whole one', async () => {
      const { engine, state, read, paint } = setUp()
      await read({ picture: pictureOf(cards, []) })
      state().select({ kind: 'node', id: 'a' })
      const asked = calls(engine, 'select')
      state().readAgain()
      await read({ picture: sketch })
      expect([state().snapshot?.picture, state().working, calls(engine, 'draw')]).toEqual([sketch, true, 0])
      expect(calls(engine, 'select')).toBe(asked)
      paint()
      engine.tell('draw', progress)
      expect(state().progress).toEqual(progress)
      await engine.answer('draw', whole)
      expect(state()).toMatchObject({ snapshot: whole, working: false, progress: null, outdated: false })
      expect(calls(engine, 'select')).toBe(asked + 1)
    })

    it('[WORK-8] is not drawn of a text that is not the newest any more', async () => {
      const { engine, state, read, paint, apply, splice } = setUp()
      await read({ picture: sketch })
      apply([splice(0, 0, 'x')])
      paint()
      expect(calls(engine, 'draw')).toBe(0)
      await read({ picture: sketch })
      paint()
      apply([splice(0, 0, 'y')])
      await engine.answer('draw', whole)
      expect([state().snapshot?.picture, state().working]).toEqual([sketch, true])
    })

    it('[WORK-9] says when it is not drawn whole, stopped or failed', async () => {
      const { engine, state, read, paint } = setUp()
      await read({ picture: sketch })
      paint()
      state().cancelWork()
      await engine.settled()
      expect(state()).toMatchObject({ working: false, outdated: true, engineFailure: null })
      state().readAgain()
      await read({ picture: sketch })
      paint()
      await engine.fail('draw', 'out of memory')
      expect(state()).toMatchObject({ working: false, outdated: true, engineFailure: 'out of memory' })
    })

    it('[WORK-10] tells what a step changed from what was drawn before it', async () => {
      const { engine, state, read, paint, apply, splice } = setUp()
      await read({ picture: pictureOf([], []) })
      apply([splice(0, 0, 'x')], 'gesture', 'x')
      await read({ picture: pictureOf(cards, []) })
      state().undo()
      await read({ picture: sketch })
      paint()
      await engine.answer('draw', whole)
      expect(state().changed).toEqual(comparePictures(pictureOf(cards, []), whole.picture))
    })
  })

  it('[WORK-3] typing on reads the text again', async () => {
    const { engine, state, read, apply, splice } = setUp()
    state().cancelWork()
    await engine.settled()
    apply([splice(0, 0, 'x')])
    expect(state().working).toBe(true)
    await read()
    expect(state().outdated).toBe(false)
  })

  it('[WORK-4] nothing is asked of a document that was never read: the worker may hold another', async () => {
    const { engine, state } = setUp()
    state().cancelWork()
    await engine.settled()
    const asked = engine.calls.length
    state().select({ kind: 'node', id: 'a' })
    state().ask({ from: '10.1.2.3', to: '10.1.2.4', protocol: 'TCP', port: 80 })
    state().revealPath('p.yaml#0')
    await engine.settled()
    expect(engine.calls).toHaveLength(asked)
  })

  it('[WORK-5] places are not looked up in an older text', async () => {
    const { engine, state, read, apply, splice } = setUp()
    await read()
    apply([splice(0, 0, 'x')])
    state().cancelWork()
    await engine.settled()
    const asked = engine.calls.length
    state().caretMoved({ file: 'p.yaml', offset: 2, line: 1, column: 3 })
    state().revealPath('p.yaml#0')
    await engine.settled()
    expect(engine.calls).toHaveLength(asked)
  })

  it('[WORK-6] waiting is for a revision or for a plan', async () => {
    const { engine, state, read } = setUp()
    expect(isWaiting(state())).toBe(true)
    await read()
    state().setBusy(true)
    expect([isWaiting(state()), state().busy]).toEqual([false, false])
    state().startConnect({ kind: 'workload', id: 'a' }, 'a', { kind: 'workload', id: 'b' })
    state().setBusy(true)
    expect([isWaiting(state()), state().busy]).toEqual([true, true])
    engine.tell('connect', progress)
    expect(state().progress).toEqual(progress)
    state().cancelWork()
    await engine.settled()
    expect([isWaiting(state()), state().progress]).toEqual([false, null])
  })
})

describe('dialogs', () => {
  const ends = { from: { kind: 'workload', id: 'a' }, to: { kind: 'workload', id: 'b' } } as const
  const plan = (edits?: readonly Edit[]): ConnectPlan => ({
    kind: 'connect',
    label: 'allow a to b',
    obstacles: [],
    offers: [],
    ends: [],
    ...(edits ? { edits } : {}),
  })
  const preview = (revision: number, edits?: readonly Edit[]): Previewed<ConnectPlan> => ({
    revision,
    plan: plan(edits),
    places: new Map(),
    ...NO_EFFECTS,
  })

  it('[DIALOG-1] plans the intention, and confirming applies it as one entry', async () => {
    const { engine, state, read, splice, textOf } = setUp()
    await read()
    state().startConnect(ends.from, 'a', ends.to)
    expect(engine.last('connect')).toEqual({ kind: 'connect', ...ends, ports: [] })
    await engine.answer('connect', preview(state().document.revision, [splice(3, 3, '!'), splice(0, 0, '?')]))
    state().confirmDialog()
    expect([textOf(), state().dialog, state().past.length]).toEqual(['?abc!', null, 1])
    state().undo()
    expect(textOf()).toBe('abc')
  })

  it('[DIALOG-2] typing under an open dialog plans again, and confirming waits for it', async () => {
    const { engine, state, read, apply, splice, textOf } = setUp()
    await read()
    state().startConnect(ends.from, 'a', ends.to)
    await engine.answer('connect', preview(state().document.revision, [splice(3, 3, '!')]))
    apply([splice(0, 0, 'x')])
    state().confirmDialog()
    expect(textOf()).toBe('xabc')
    await read()
    await engine.answer('connect', preview(state().document.revision, [splice(4, 4, '!')]))
    expect(state().dialog).toMatchObject({ planning: false, textChanged: true })
    state().confirmDialog()
    expect(textOf()).toBe('xabc!')
  })

  it('[DIALOG-3] a plan of an older intention is dropped, and so is one without edits', async () => {
    const { engine, state, read, splice, textOf } = setUp()
    await read()
    state().startConnect(ends.from, 'a', ends.to)
    state().changeIntention({ kind: 'connect', ...ends, ports: 'every' })
    await engine.answerOldest('connect', preview(state().document.revision, [splice(0, 0, 'old')]))
    expect(state().dialog).toMatchObject({ preview: null, planning: true })
    await engine.answer('connect', preview(state().document.revision))
    state().confirmDialog()
    expect([textOf(), state().dialog?.kind]).toEqual(['abc', 'connect'])
  })

  it('[DIALOG-6] a plan that was cancelled cannot be confirmed, and is made when asked again', async () => {
    const { engine, state, read, splice, textOf } = setUp()
    await read()
    state().startConnect(ends.from, 'a', ends.to)
    await engine.answer('connect', preview(state().document.revision, [splice(3, 3, '!')]))
    state().changeIntention({ kind: 'connect', ...ends, ports: 'every' })
    state().cancelWork()
    await engine.settled()
    expect(state().dialog).toMatchObject({ planning: false, stopped: true })
    state().confirmDialog()
    expect(textOf()).toBe('abc')
    state().planAgain()
    expect(engine.last('connect')).toMatchObject({ ports: 'every' })
    await engine.answer('connect', preview(state().document.revision, [splice(3, 3, '!')]))
    state().confirmDialog()
    expect(textOf()).toBe('abc!')
  })

  it('[DIALOG-7] planning on an older text reads the newest first', async () => {
    const { engine, state, read, apply, splice } = setUp()
    await read()
    apply([splice(0, 0, 'x')])
    state().cancelWork()
    await engine.settled()
    state().startConnect(ends.from, 'a', ends.to)
    expect([state().working, engine.calls.some(({ name }) => name === 'connect')]).toEqual([true, false])
    await read()
    await engine.answer('connect', preview(state().document.revision, [splice(0, 0, '!')]))
    expect(state().dialog).toMatchObject({ planning: false, stopped: false })
  })

  it('[DIALOG-4] deleting an edge names its rules and the endpoints of both ends', async () => {
    const { engine, state, read } = setUp()
    const nodes = [workloadNode('a', ['a#1', 'a#2']), workloadNode('b')]
    await read({ picture: pictureOf(nodes, [edgeOf('e', 'a', 'b')]) })
    state().startDisconnect('e')
    expect(engine.last('disconnect')).toEqual({
      kind: 'disconnect',
      rules: ['p.yaml#0/spec/ingress/0'],
      from: ['a#1', 'a#2'],
      to: ['b'],
    })
  })

  it('[DIALOG-5] without a target the dialog asks for one', async () => {
    const { state, read } = setUp()
    await read()
    state().startConnect(ends.from, 'a')
    expect(state().dialog).toEqual({ kind: 'pick-target', from: ends.from, fromTitle: 'a' })
  })
})
