import { describe, expect, it } from 'vitest'
import { createEngine } from './engine.ts'
import type { AnswerMessage, UpdateMessage } from './messages.ts'

const POD = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\n`

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a, namespace: shop}
spec: {podSelector: {matchLabels: {app: x}}}
`

/** Large enough that keys are rehearsed. */
const LARGE = [POLICY, ...Array.from({ length: 220 }, (_, index) => POD(`p${index}`))].join('---\n')

/** An engine whose turns come when a test says so, and whose clock runs a millisecond with every look at it. */
function setUp() {
  const posted: AnswerMessage[] = []
  const turns: (() => void)[] = []
  const rests: { readonly milliseconds: number; readonly goOn: () => void }[] = []
  let time = 0
  const receive = createEngine({
    now: () => time++,
    giveWay: (goOn) => turns.push(goOn),
    later: (milliseconds, goOn) => rests.push({ milliseconds, goOn }),
    post: (message) => posted.push(structuredClone(message)),
  })
  const update = (id: number, revision: number, part: Pick<UpdateMessage, 'document' | 'order' | 'changed'>) =>
    receive({
      kind: 'call',
      id,
      name: 'update',
      request: { revision, settings: { cni: 'upstream', implied: true }, folds: {}, ...part },
    })
  return {
    posted,
    receive,
    update,
    locate: (id: number, path: string) => receive({ kind: 'call', id, name: 'locate', request: { path } }),
    turn: () => turns.shift()?.(),
    /** Lets the time go by that something waits for; returns how long that is. */
    rest: () => {
      const resting = rests.shift()
      resting?.goOn()
      return resting?.milliseconds
    },
    runAll: () => {
      for (let turn = turns.shift(); turn; turn = turns.shift()) turn()
    },
    of: (id: number) => posted.filter((message) => message.id === id),
  }
}

describe('createEngine', () => {
  it('answers an update and what is asked about it', () => {
    const { update, locate, runAll, of } = setUp()
    update(1, 1, { order: ['a.yaml'], changed: [{ name: 'a.yaml', text: POD('one') }] })
    locate(2, 'a.yaml#0')
    runAll()
    expect(of(1)).toMatchObject([{ kind: 'answer', answer: { revision: 1, counts: { workloads: 1 } } }])
    expect(of(2)).toMatchObject([{ kind: 'answer', answer: { file: 'a.yaml', line: 1 } }])
  })

  it('has the texts of an update that was stopped: they are not sent again', () => {
    const { update, runAll, turn, of } = setUp()
    const changed = Array.from({ length: 50 }, (_, index) => ({ name: `${index}.yaml`, text: POD(`p${index}`) }))
    update(1, 1, { order: changed.map(({ name }) => name), changed })
    turn()
    update(2, 2, { order: ['7.yaml', 'new.yaml'], changed: [{ name: 'new.yaml', text: POD('new') }] })
    runAll()
    expect(of(1)).toEqual([{ kind: 'stopped', id: 1, why: 'superseded' }])
    expect(of(2)).toMatchObject([{ kind: 'answer', answer: { revision: 2, counts: { workloads: 2 } } }])
  })

  it('goes on with the revision before when an update is cancelled', () => {
    const { update, receive, locate, runAll, turn, of } = setUp()
    update(1, 1, { order: ['a.yaml'], changed: [{ name: 'a.yaml', text: POD('one') }] })
    runAll()
    update(2, 2, { order: ['a.yaml'], changed: [{ name: 'a.yaml', text: `# more\n${POD('one')}---\n${POD('two')}` }] })
    turn()
    locate(3, 'a.yaml#1')
    receive({ kind: 'cancel', id: 2 })
    runAll()
    expect(of(2)).toEqual([{ kind: 'stopped', id: 2, why: 'cancelled' }])
    expect(of(3)).toMatchObject([{ kind: 'answer', answer: { line: 1 } }])
    update(4, 3, { order: ['a.yaml'], changed: [] })
    runAll()
    expect(of(4)).toMatchObject([{ kind: 'answer', answer: { revision: 3, counts: { workloads: 2 } } }])
  })

  it('does not send lists again that the page has', () => {
    const { update, runAll, posted } = setUp()
    update(1, 1, { order: ['a.yaml'], changed: [{ name: 'a.yaml', text: POD('one') }] })
    runAll()
    update(2, 2, { order: ['a.yaml'], changed: [{ name: 'a.yaml', text: `# a comment\n${POD('one')}` }] })
    runAll()
    update(3, 3, { order: ['a.yaml'], changed: [{ name: 'a.yaml', text: POD('another') }] })
    runAll()
    const sent = posted.map(
      (message) => message.kind === 'answer' && Object.hasOwn(message.answer as object, 'endpoints'),
    )
    expect(sent).toEqual([true, false, true])
  })

  it('rehearses keys in a document once, after the page has drawn it and behind what is asked', () => {
    const { update, locate, runAll, turn, rest, posted, of } = setUp()
    update(1, 1, { document: 'large', order: ['a.yaml'], changed: [{ name: 'a.yaml', text: LARGE }] })
    runAll()
    expect(of(0)).toEqual([])
    expect(rest()).toBeGreaterThan(22)
    locate(2, 'a.yaml#0')
    turn()
    expect(posted.filter(({ kind }) => kind === 'answer').map(({ id }) => id)).toEqual([1, 2])
    runAll()
    expect(of(0).at(-1)).toMatchObject({ kind: 'answer', answer: 4 })
    update(3, 2, { document: 'large', order: ['a.yaml'], changed: [] })
    runAll()
    expect(rest()).toBeUndefined()
  })

  it('gives a rehearsal up for a newer text, before it and in the middle', () => {
    const { update, runAll, turn, rest, of } = setUp()
    const large = { order: ['a.yaml'], changed: [{ name: 'a.yaml', text: LARGE }] }
    update(1, 1, { document: 'one', ...large })
    runAll()
    update(2, 2, { document: 'one', order: ['a.yaml'], changed: [] })
    runAll()
    rest()
    runAll()
    expect(of(0)).toEqual([])
    update(3, 3, { document: 'another', ...large })
    runAll()
    rest()
    turn()
    update(4, 4, { document: 'another', order: ['a.yaml'], changed: [{ name: 'a.yaml', text: POD('one') }] })
    expect(of(0).at(-1)).toEqual({ kind: 'stopped', id: 0, why: 'superseded' })
    runAll()
    expect(of(4).at(-1)).toMatchObject({ kind: 'answer', answer: { counts: { workloads: 1 } } })
  })
})
