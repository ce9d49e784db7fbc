import type { AppData } from './state.ts'

/** Whether the document was read and draws nothing. */
export function selectIsEmpty({ snapshot }: Pick<AppData, 'snapshot'>): boolean {
  return snapshot !== null && snapshot.picture.nodes.length === 0
}
