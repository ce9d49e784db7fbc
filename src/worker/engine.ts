import type { Work } from '../core/model/work.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import { leaveOutKnown } from './known-parts.ts'
import type { CallMessage, RequestMessage, SnapshotMessage, UpdateMessage } from './messages.ts'
import { type CallName, isLongCall, type RequestOf, type UpdateRequest } from './protocol.ts'
import { createScheduler, type ScheduledCall, type SchedulerPorts } from './scheduler.ts'
import { createSession, type Session } from './session.ts'

/** No call of the page has this id. */
const UNASKED = 0

/** Milliseconds for each endpoint in which the page draws a new document: what is not asked for waits as long. */
const DRAWING = 0.1

export interface EnginePorts extends SchedulerPorts {
  /** Goes on after so many milliseconds. */
  readonly later: (milliseconds: number, goOn: () => void) => void
}

/** The worker without its thread: takes the page's messages, and posts what there is to say of them. */
export function createEngine(ports: EnginePorts): (message: RequestMessage) => void {
  const session = createSession()
  const scheduler = createScheduler(ports)
  /** The texts the page has sent, by file name. */
  let texts = new Map<string, string>()

  /** Of an update that is stopped the texts are kept all the same: the page does not send them again. */
  const complete = ({ order, changed, ...rest }: UpdateMessage): UpdateRequest => {
    const sent = new Map(changed.map(({ name, text }) => [name, text]))
    texts = new Map(order.map((name) => [name, sent.get(name) ?? texts.get(name) ?? '']))
    return { ...rest, files: [...texts].map(([name, text]) => ({ name, text })) }
  }

  /** What the page got last. */
  let sent: Snapshot | undefined

  let rehearsed: string | undefined
  let updates = 0

  /**
   * Once for each document, unless a newer text comes first, and while nothing else is wanted: the page asked for nothing,
   * and does not know the id.
   */
  const rehearse = (document: string | undefined, endpoints: number) => {
    if (document === rehearsed) return
    rehearsed = document
    const update = updates
    ports.later(endpoints * DRAWING, () => {
      if (updates === update)
        scheduler.receive({ id: UNASKED, name: 'rehearse', kind: 'long', begin: session.rehearse })
    })
  }

  function* update(request: UpdateRequest): Work<SnapshotMessage> {
    updates += 1
    const snapshot = yield* session.update(request)
    rehearse(request.document, snapshot.endpoints.length)
    const message = leaveOutKnown(snapshot, sent)
    sent = snapshot
    return message
  }

  const schedule = (message: CallMessage): ScheduledCall => {
    const { id, name } = message
    if (message.name !== 'update')
      return { id, name, kind: isLongCall(name) ? 'long' : 'short', begin: () => begin(session, message) }
    const request = complete(message.request)
    return { id, name, kind: 'update', begin: () => update(request) }
  }

  return (message) => {
    if (message.kind === 'cancel') scheduler.cancel(message.id)
    else scheduler.receive(schedule(message))
  }
}

/** A call that is answered at once is a work of one step. */
function* begin(session: Session, { name, request }: Exclude<CallMessage, { name: 'update' }>): Work<unknown> {
  const call = session[name] as (request: RequestOf<CallName>) => unknown
  const answer = call(request)
  return isLongCall(name) ? yield* answer as Work<unknown> : answer
}
