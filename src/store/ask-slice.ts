import { Cancelled, Superseded } from '../worker/client.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions } from './state.ts'

/** Questions whose answers nobody but the asker holds. */
export function createAskSlice({ set, get, engine }: SliceContext): Pick<AppActions, 'askEngine' | 'stopAsking'> {
  return {
    async askEngine(name, request, onProgress) {
      if (get().snapshot === null) return null
      try {
        return await engine.call(name, request, onProgress)
      } catch (error) {
        if (!(error instanceof Superseded || error instanceof Cancelled)) set({ engineFailure: String(error) })
        return null
      }
    },
    stopAsking: (name) => engine.cancel(name),
  }
}
