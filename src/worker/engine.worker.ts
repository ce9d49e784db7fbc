/// <reference lib="webworker" />
import type { AnswerMessage, CallMessage, UpdateMessage } from './messages.ts'
import type { CallName, RequestOf, UpdateRequest } from './protocol.ts'
import { createSession, type Session } from './session.ts'

const session = createSession()
/** The texts the page has sent, by file name. */
let texts = new Map<string, string>()

self.onmessage = ({ data }: MessageEvent<CallMessage>) => {
  self.postMessage(answer(data))
}

function answer(message: CallMessage): AnswerMessage {
  try {
    if (message.name === 'update') return { id: message.id, answer: session.update(completeUpdate(message.request)) }
    const call = session[message.name] as (request: RequestOf<CallName>) => ReturnType<Session[CallName]>
    return { id: message.id, answer: call(message.request) }
  } catch (error) {
    return { id: message.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function completeUpdate({ order, changed, ...rest }: UpdateMessage): UpdateRequest {
  const sent = new Map(changed.map(({ name, text }) => [name, text]))
  texts = new Map(order.map((name) => [name, sent.get(name) ?? texts.get(name) ?? '']))
  return { ...rest, files: [...texts].map(([name, text]) => ({ name, text })) }
}
