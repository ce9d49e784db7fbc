import { describe, expect, it } from 'vitest'
import { edgeOf, pictureOf, workloadNode } from './fake-engine.testing.ts'
import { setUp } from './store.testing.ts'
import type { Caret } from './viewpoint.ts'

const caretAt = (offset: number, file = 'p.yaml'): Caret => ({ file, offset, line: 1, column: offset + 1 })

describe('jumping in the history', () => {
  function work() {
    const made = setUp()
    const { apply, splice, state, clock } = made
    for (const [index, letter] of ['x', 'y', 'z'].entries()) {
      clock.now += 5000
      state().caretMoved(caretAt(index))
      apply([splice(index, index, letter)], index === 1 ? 'gesture' : 'typing', letter)
    }
    return made
  }

  it('[HISTORY-9] goes to any point in one step of the text, and back', () => {
    const { state, textOf } = work()
    const { revision } = state().document
    state().jumpTo(1)
    expect([textOf(), state().past.length, state().future.map(({ label }) => label)]).toEqual(['xabc', 1, ['y', 'z']])
    expect(state().document.revision).toBe(revision + 1)
    state().jumpTo(0)
    expect(textOf()).toBe('abc')
    state().jumpTo(3)
    expect([textOf(), state().future]).toEqual(['xyzabc', []])
  })

  it('[HISTORY-10] a point that is not there is the nearest one, and where one is nothing happens', () => {
    const { state, textOf } = work()
    const { document } = state()
    state().jumpTo(99)
    expect(state().document).toBe(document)
    state().jumpTo(-1)
    expect([textOf(), state().past]).toEqual(['abc', []])
  })

  it('[HISTORY-11] comes back to where the caret was, and tells what was written on the way', () => {
    const { state } = work()
    state().caretMoved(caretAt(6))
    state().jumpTo(1)
    expect(state().step).toEqual({
      revision: state().document.revision,
      written: [{ file: 'p.yaml', span: { start: 1, end: 1 } }],
      viewpoint: { caret: caretAt(1), selection: null },
    })
    state().caretMoved(caretAt(0))
    state().jumpTo(3)
    expect(state().step).toMatchObject({
      written: [{ file: 'p.yaml', span: { start: 1, end: 3 } }],
      viewpoint: { caret: caretAt(6) },
    })
  })

  it('[HISTORY-12] says when and where an entry was made; typing that goes on moves the time on', () => {
    const { state, apply, splice, clock } = setUp()
    state().caretMoved({ file: 'p.yaml', offset: 0, line: 7, column: 1 })
    clock.now = 1000
    apply([splice(0, 0, 'x')])
    clock.now = 1400
    apply([splice(1, 1, 'y')])
    expect(state().past).toMatchObject([{ at: 1400, place: { file: 'p.yaml', line: 7 } }])
    apply([splice(5, 5, '\nnew: 1\n')], 'gesture', 'add new')
    expect(state().past[1]?.place).toEqual({ file: 'p.yaml', line: 2 })
    apply([{ kind: 'createFile', file: 'q.yaml', text: '' }], 'gesture', 'add q.yaml')
    expect(state().past[2]?.place).toBeUndefined()
  })

  it('[HISTORY-13] selects again what was selected, once its picture is drawn, and names what is other in it', async () => {
    const { state, apply, splice, read } = setUp()
    const nodes = [workloadNode('a'), workloadNode('b')]
    await read({ picture: pictureOf(nodes, [edgeOf('e', 'a', 'b')]) })
    state().select({ kind: 'edge', id: 'e' })
    apply([splice(0, 3, '')], 'gesture', 'close a to b')
    await read({ picture: pictureOf(nodes, []) })
    expect([state().selection, state().changed]).toEqual([null, { nodes: new Set(['a', 'b']), edges: new Set() }])
    state().undo()
    expect(state().selection).toBeNull()
    await read({ picture: pictureOf(nodes, [edgeOf('e', 'a', 'b')]) })
    expect(state().selection).toEqual({ kind: 'edge', id: 'e' })
    expect(state().changed).toEqual({ nodes: new Set(), edges: new Set(['e']) })
    state().redo()
    await read({ picture: pictureOf(nodes, []) })
    expect(state().selection).toBeNull()
  })

  it('[HISTORY-14] what was typed changes nothing that has to be shown', async () => {
    const { state, apply, splice, read } = setUp()
    await read({ picture: pictureOf([workloadNode('a')], []) })
    apply([splice(0, 0, 'x')])
    await read({ picture: pictureOf([workloadNode('b')], []) })
    expect([state().step, state().changed]).toEqual([null, null])
  })

  it('[HISTORY-15] a step that only moved nodes shows them', () => {
    const { state } = setUp()
    state().moveNodes({ a: { x: 1, y: 2 } })
    state().moveNodes({ b: { x: 5, y: 6 } })
    state().jumpTo(1)
    expect(state().changed).toEqual({ nodes: new Set(['b']), edges: new Set() })
    state().jumpTo(0)
    expect([state().positions, state().changed?.nodes]).toEqual([{}, new Set(['a'])])
    state().jumpTo(2)
    expect(state().positions).toEqual({ a: { x: 1, y: 2 }, b: { x: 5, y: 6 } })
  })

  it('[HISTORY-15] a step that only moved nodes selects again what was selected then', async () => {
    const { state, read } = setUp()
    await read({ picture: pictureOf([workloadNode('a'), workloadNode('b')], []) })
    state().select({ kind: 'node', id: 'a' })
    state().moveNodes({ a: { x: 1, y: 2 } })
    state().select({ kind: 'node', id: 'b' })
    state().undo()
    expect(state().selection).toEqual({ kind: 'node', id: 'a' })
    state().redo()
    expect(state().selection).toEqual({ kind: 'node', id: 'b' })
    expect(state().changed?.nodes).toEqual(new Set(['a']))
  })

  it('[HISTORY-13] leaves alone what is selected later, when the same text is drawn again', async () => {
    const { state, apply, splice, read } = setUp()
    const nodes = [workloadNode('a'), workloadNode('b')]
    await read({ picture: pictureOf(nodes, []) })
    state().select({ kind: 'node', id: 'a' })
    apply([splice(0, 0, 'x')], 'gesture', 'write x')
    await read({ picture: pictureOf(nodes, []) })
    state().undo()
    await read({ picture: pictureOf(nodes, []) })
    state().select({ kind: 'node', id: 'b' })
    state().foldNamespace('n', true)
    await read({ picture: pictureOf(nodes, []) })
    expect(state().selection).toEqual({ kind: 'node', id: 'b' })
  })

  it('[HISTORY-11] remembers the text that was selected as well', () => {
    const { state, apply, splice } = setUp()
    const selected = { ...caretAt(3), anchor: { line: 1, column: 1 } }
    state().caretMoved(selected)
    apply([splice(0, 3, 'typed over it')])
    state().caretMoved(caretAt(13))
    state().undo()
    expect(state().step?.viewpoint?.caret).toEqual(selected)
  })

  it('[HISTORY-16] shows the file that was changed, where the caret was if there are several', () => {
    const { state, apply, splice } = setUp({ 'p.yaml': 'abc', 'q.yaml': 'def' })
    state().caretMoved(caretAt(0, 'p.yaml'))
    apply([splice(0, 0, 'x'), splice(0, 0, 'y', 'q.yaml')], 'gesture', 'both')
    expect(state().openFile).toBe('q.yaml')
    state().undo()
    expect(state().openFile).toBe('p.yaml')
  })

  it('[HISTORY-17] forgets a revealed place, which may stand elsewhere now', () => {
    const { state, apply, splice } = setUp()
    apply([splice(0, 0, 'x: 1\n')], 'gesture', 'add x')
    expect(state().reveal).not.toBeNull()
    state().undo()
    expect(state().reveal).toBeNull()
    state().redo()
    apply([splice(0, 0, '# ')])
    expect(state().reveal).toBeNull()
  })
})
