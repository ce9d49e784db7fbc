import { finish, type Work } from '../core/model/work.ts'
import type { EngineClient } from './client.ts'
import { isLongCall } from './protocol.ts'
import { createSession } from './session.ts'

/** The engine itself, in this thread. */
export function createLocalEngine(): EngineClient {
  const session = createSession()
  return {
    call: async (name, request) => {
      const answer = session[name](request as never)
      return (isLongCall(name) ? finish(answer as Work<unknown>) : answer) as never
    },
    cancel: () => {},
    revive: () => {},
    close: () => {},
  }
}
