import type { Progress, Work } from '../core/model/work.ts'
import type { AnswerMessage, StopReason } from './messages.ts'

/** Milliseconds of work before messages that wait are seen. */
const TURN = 8

/** Milliseconds that a call may take before its progress is told. */
const PATIENCE = 200

/** Milliseconds between two reports of one call's progress. */
const REPORT_INTERVAL = 100

/** A call to be worked at. */
export interface ScheduledCall {
  readonly id: number
  /** A newer call takes the place of an older one of the same name. */
  readonly name: string
  /**
   * An `update` makes a new revision: it stops all work about the one before, and what comes after it waits for it.
   * A `short` call does not wait for the `long` ones before it.
   */
  readonly kind: 'update' | 'short' | 'long'
  /** Begins the work, once its turn has come. */
  readonly begin: () => Work<unknown>
}

/** Works at calls in short turns, so that a newer request or a cancellation is seen in the middle of a long one. */
export interface Scheduler {
  receive(call: ScheduledCall): void
  /** Stops a call; one that is answered already, or never was, is nothing to stop. */
  cancel(id: number): void
}

/** What the scheduler needs of the world. */
export interface SchedulerPorts {
  /** Milliseconds. */
  readonly now: () => number
  /** Lets messages in that have arrived, then goes on. */
  readonly giveWay: (goOn: () => void) => void
  readonly post: (message: AnswerMessage) => void
}

interface Job extends ScheduledCall {
  work?: Work<unknown>
  readonly received: number
  reported: number
  progress?: Progress
}

/** A scheduler without work. Every call it receives is answered, failed or stopped, once. */
export function createScheduler({ now, giveWay, post }: SchedulerPorts): Scheduler {
  let jobs: readonly Job[] = []
  let isAwake = false

  const drop = (dropped: Job) => {
    jobs = jobs.filter((job) => job !== dropped)
  }

  const stop = (stopped: readonly Job[], why: StopReason) => {
    for (const job of stopped) {
      drop(job)
      job.work?.return(undefined)
      post({ kind: 'stopped', id: job.id, why })
    }
  }

  const wake = () => {
    if (isAwake || jobs.length === 0) return
    isAwake = true
    giveWay(turn)
  }

  const turn = () => {
    isAwake = false
    const end = now() + TURN
    for (let job = nextOf(jobs); job; job = nextOf(jobs)) {
      const time = step(job)
      if (time >= end) break
    }
    jobs = rotated(jobs)
    wake()
  }

  /** Returns the time. */
  const step = (job: Job): number => {
    try {
      job.work ??= job.begin()
      const { done, value } = job.work.next()
      if (done) finish(job, { kind: 'answer', id: job.id, answer: value })
      else if (value) job.progress = value
    } catch (error) {
      finish(job, { kind: 'error', id: job.id, error: toWords(error) })
    }
    const time = now()
    report(job, time)
    return time
  }

  const finish = (job: Job, message: AnswerMessage) => {
    drop(job)
    post(message)
  }

  const report = (job: Job, time: number) => {
    const isDue = time - job.received >= PATIENCE && time - job.reported >= REPORT_INTERVAL
    if (!isDue || !job.progress || !jobs.includes(job)) return
    job.reported = time
    post({ kind: 'progress', id: job.id, progress: job.progress })
  }

  return {
    receive(call) {
      stop(call.kind === 'update' ? jobs : jobs.filter(({ name }) => name === call.name), 'superseded')
      jobs = [...jobs, { ...call, received: now(), reported: Number.NEGATIVE_INFINITY }]
      wake()
    },
    cancel: (id) =>
      stop(
        jobs.filter((job) => job.id === id),
        'cancelled',
      ),
  }
}

/** The update, else the oldest short call, else the first of the long ones. */
function nextOf(jobs: readonly Job[]): Job | undefined {
  return jobs.find(({ kind }) => kind === 'update') ?? jobs.find(({ kind }) => kind === 'short') ?? jobs[0]
}

/** Long calls take turns, so that none waits for the whole of another. */
function rotated(jobs: readonly Job[]): readonly Job[] {
  const [first, ...others] = jobs
  return first?.work && first.kind === 'long' ? [...others, first] : jobs
}

function toWords(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
