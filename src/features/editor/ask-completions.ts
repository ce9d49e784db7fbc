import type { Completions } from '../../core/assist/suggestion.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { whenRead } from './assist-context.ts'
import type { CaretWindow } from './caret-window.ts'
import type { CancellationToken } from './monaco.ts'

/**
 * What can be written at a caret. The reading of a newer text takes the place of questions that wait: such a question is
 * put again once that text is read, for as long as somebody waits for the answer.
 */
export async function askCompletions(
  store: AppStore,
  { text, offset }: CaretWindow,
  token: CancellationToken,
): Promise<Completions | null> {
  const { askEngine } = store.getState()
  const answer = await askEngine('completeAt', { text, offset })
  if (answer || !(await whenRead(store, token))) return answer
  return askEngine('completeAt', { text, offset })
}
