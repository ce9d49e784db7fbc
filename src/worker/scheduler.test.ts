import { describe, expect, it } from 'vitest'
import type { Progress, Work } from '../core/model/work.ts'
import type { AnswerMessage } from './messages.ts'
import { createScheduler, type ScheduledCall } from './scheduler.ts'

/** Milliseconds that a step of the made-up works takes. */
const STEP = 3

/** A scheduler whose clock runs with the steps of its works, and whose turns come when a test says so. */
function setUp(refuse: (message: AnswerMessage) => void = () => {}) {
  const clock = { now: 0 }
  const posted: AnswerMessage[] = []
  /** The names of the works in the order of their steps. */
  const steps: string[] = []
  let goOn: (() => void) | undefined
  const scheduler = createScheduler({
    now: () => clock.now,
    giveWay(next) {
      if (goOn) throw new Error('gave way twice')
      goOn = next
    },
    post(message) {
      refuse(message)
      posted.push(message)
    },
  })

  function* work(label: string, count: number, progress?: Progress): Work<string> {
    for (let done = 0; done < count; done += 1) {
      steps.push(label)
      clock.now += STEP
      yield progress
    }
    return `${label} is done`
  }

  let nextId = 1
  const receive = (call: Pick<ScheduledCall, 'name' | 'kind' | 'begin'>) => {
    const id = nextId++
    scheduler.receive({ id, ...call })
    return id
  }
  const turn = () => {
    const next = goOn
    goOn = undefined
    next?.()
    return next !== undefined
  }
  return {
    clock,
    posted,
    steps,
    scheduler,
    receive,
    turn,
    long: (name: string, count = 10, progress?: Progress) =>
      receive({ name, kind: 'long', begin: () => work(name, count, progress) }),
    short: (name: string) => receive({ name, kind: 'short', begin: () => work(name, 0) }),
    update: (label: string, count = 10) => receive({ name: 'update', kind: 'update', begin: () => work(label, count) }),
    work,
    runAll: () => {
      while (turn());
    },
    stepsOf: (label: string) => steps.filter((step) => step === label).length,
    answers: () => posted.flatMap((message) => (message.kind === 'answer' ? [message.answer] : [])),
  }
}

describe('a long work', () => {
  it('is done in turns of a few steps and answered once', () => {
    const { long, turn, stepsOf, posted, runAll } = setUp()
    const id = long('select', 10)
    expect(stepsOf('select')).toBe(0)
    turn()
    expect(stepsOf('select')).toBe(3)
    runAll()
    expect(stepsOf('select')).toBe(10)
    expect(posted).toEqual([{ kind: 'answer', id, answer: 'select is done' }])
    expect(turn()).toBe(false)
  })

  it('takes no step after a newer request of its name has arrived', () => {
    const { receive, work, turn, stepsOf, posted, runAll } = setUp()
    const older = receive({ name: 'select', kind: 'long', begin: () => work('older', 1000) })
    turn()
    const before = stepsOf('older')
    const newer = receive({ name: 'select', kind: 'long', begin: () => work('newer', 4) })
    expect(posted).toEqual([{ kind: 'stopped', id: older, why: 'superseded' }])
    runAll()
    expect([before, stepsOf('older'), stepsOf('newer')]).toEqual([3, 3, 4])
    expect(posted.slice(1)).toEqual([{ kind: 'answer', id: newer, answer: 'newer is done' }])
  })

  it('never begins when it was superseded while it waited', () => {
    const { update, long, receive, turn, steps, runAll } = setUp()
    update('reading', 5)
    turn()
    receive({
      name: 'select',
      kind: 'long',
      begin: () => {
        throw new Error('begun')
      },
    })
    long('select', 1)
    runAll()
    expect(steps.at(-1)).toBe('select')
  })

  it('is cleaned up when it is stopped', () => {
    const { receive, work, turn, scheduler } = setUp()
    let isOpen = false
    function* careful(): Work<string> {
      isOpen = true
      try {
        return yield* work('connect', 1000)
      } finally {
        isOpen = false
      }
    }
    const id = receive({ name: 'connect', kind: 'long', begin: careful })
    turn()
    expect(isOpen).toBe(true)
    scheduler.cancel(id)
    expect(isOpen).toBe(false)
  })

  it('takes turns with other long ones, begun in their order', () => {
    const { long, turn, steps, answers, runAll } = setUp()
    long('select', 9)
    long('connect', 2)
    turn()
    turn()
    expect(steps).toEqual(['select', 'select', 'select', 'connect', 'connect', 'select'])
    runAll()
    expect(answers()).toEqual(['connect is done', 'select is done'])
  })
})

describe('short calls', () => {
  it('run in the middle of a long one of the same revision, in their order', () => {
    const { long, short, turn, answers, runAll } = setUp()
    long('select', 100)
    turn()
    short('explain')
    short('locate')
    turn()
    expect(answers()).toEqual(['explain is done', 'locate is done'])
    runAll()
    expect(answers().at(-1)).toBe('select is done')
  })

  it('wait for the update that came before them', () => {
    const { update, short, long, turn, answers, runAll } = setUp()
    update('reading', 20)
    turn()
    long('select', 2)
    short('explain')
    turn()
    expect(answers()).toEqual([])
    runAll()
    expect(answers()).toEqual(['reading is done', 'explain is done', 'select is done'])
  })
})

describe('an update', () => {
  it('stops every work about the revision before', () => {
    const { update, long, short, turn, posted, stepsOf, runAll } = setUp()
    const select = long('select', 100)
    const connect = long('connect', 100)
    turn()
    turn()
    const [selected, connected] = [stepsOf('select'), stepsOf('connect')]
    const explain = short('explain')
    update('reading', 2)
    const stopped = [select, connect, explain].map((id) => ({ kind: 'stopped', id, why: 'superseded' }))
    expect(posted).toEqual(stopped)
    runAll()
    expect([stepsOf('select'), stepsOf('connect')]).toEqual([selected, connected])
  })

  it('stops an older update, which takes no further step', () => {
    const { update, turn, stepsOf, answers, runAll } = setUp()
    update('revision 1', 1000)
    turn()
    update('revision 2', 1000)
    turn()
    update('revision 3', 4)
    const before = [stepsOf('revision 1'), stepsOf('revision 2')]
    runAll()
    expect([stepsOf('revision 1'), stepsOf('revision 2')]).toEqual(before)
    expect(answers()).toEqual(['revision 3 is done'])
  })
})

describe('cancel', () => {
  it('stops a call, which takes no further step, and lets the others go on', () => {
    const { update, short, scheduler, turn, posted, stepsOf, runAll } = setUp()
    const reading = update('reading', 1000)
    turn()
    const explain = short('explain')
    scheduler.cancel(reading)
    runAll()
    expect(stepsOf('reading')).toBe(3)
    expect(posted).toEqual([
      { kind: 'stopped', id: reading, why: 'cancelled' },
      { kind: 'answer', id: explain, answer: 'explain is done' },
    ])
  })

  it('of a call that is answered already is nothing', () => {
    const { long, scheduler, posted, runAll } = setUp()
    const id = long('select', 1)
    runAll()
    scheduler.cancel(id)
    scheduler.cancel(77)
    expect(posted).toHaveLength(1)
  })
})

describe('an error', () => {
  it('answers the call it happened in, and no other', () => {
    const { receive, long, posted, runAll } = setUp()
    const broken = receive({
      name: 'connect',
      kind: 'long',
      *begin(): Work<string> {
        yield undefined
        throw new Error('boom')
      },
    })
    const late = receive({
      name: 'explain',
      kind: 'short',
      begin: () => {
        throw new Error('no document yet')
      },
    })
    const good = long('select', 5)
    runAll()
    expect(posted.map(({ kind, id }) => [kind, id])).toEqual([
      ['error', late],
      ['error', broken],
      ['answer', good],
    ])
    expect(posted.flatMap((message) => (message.kind === 'error' ? message.error.split('\n')[0] : []))).toEqual([
      'Error: no document yet',
      'Error: boom',
    ])
  })

  it('of posting an answer is told as the error of its call', () => {
    const { long, posted, turn, runAll } = setUp((message) => {
      if (message.kind === 'answer') throw new Error('could not be cloned')
    })
    const id = long('select', 1)
    runAll()
    expect(posted).toMatchObject([{ kind: 'error', id }])
    expect(turn()).toBe(false)
  })
})

describe('progress', () => {
  it('is told after 200 ms, and then every 100 ms', () => {
    const told: number[] = []
    const { long, clock, posted, runAll } = setUp(({ kind }) => {
      if (kind === 'progress') told.push(clock.now)
    })
    const progress = { doing: 'drawing', done: 0.5 }
    const id = long('select', 200, progress)
    runAll()
    expect(posted[0]).toEqual({ kind: 'progress', id, progress })
    expect(told).toEqual([201, 303, 405, 507])
  })

  it('is not told of what is done sooner', () => {
    const { long, posted, runAll } = setUp()
    long('select', 50, { doing: 'drawing' })
    runAll()
    expect(posted.map(({ kind }) => kind)).toEqual(['answer'])
  })
})
