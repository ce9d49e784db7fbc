import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EngineClient } from '../worker/client.ts'
import { createAnswers } from './answers.ts'
import { createAskSlice } from './ask-slice.ts'
import { createDialogSlice } from './dialog-slice.ts'
import { createDocumentSlice } from './document-slice.ts'
import { createExpectationsSlice } from './expectations-slice.ts'
import { createFormSlice } from './form-slice.ts'
import { createHistorySlice } from './history-slice.ts'
import { INITIAL_DATA } from './initial-data.ts'
import { createLookSlice } from './look-slice.ts'
import { createPracticeSlice } from './practice-slice.ts'
import { createReviewSlice } from './review-slice.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppState } from './state.ts'
import { createViewSlice } from './view-slice.ts'

export type AppStore = StoreApi<AppState>

/** What the store needs of the world. */
export interface StoreDependencies {
  readonly engine: EngineClient
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs something once what is being drawn is on the screen; absent: at once. */
  readonly afterPaint?: (run: () => void) => void
}

/** The one store. Actions gather, call the core or the worker, and set: no DOM, no timers. */
export function createAppStore({ engine, now, afterPaint = (run) => run() }: StoreDependencies): AppStore {
  return createStore<AppState>()((set, get) => {
    const context: SliceContext = { set, get, engine, now, answers: createAnswers({ set, get, engine, afterPaint }) }
    return {
      ...INITIAL_DATA,
      ...createHistorySlice(context),
      ...createDocumentSlice(context),
      ...createViewSlice(context),
      ...createDialogSlice(context),
      ...createFormSlice(context),
      ...createAskSlice(context),
      ...createLookSlice(context),
      ...createReviewSlice(context),
      ...createPracticeSlice(context),
      ...createExpectationsSlice(context),
    }
  })
}
