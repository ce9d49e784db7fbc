import { createStore } from 'zustand/vanilla'
import type { ImportReport } from './import-report.ts'

/** The dialog about documents that is open. */
export type ShownDialog =
  | { readonly kind: 'documents' }
  | { readonly kind: 'versions' }
  | { readonly kind: 'report'; readonly report: ImportReport }

/** Which one that is; null for none. */
export type DocumentDialog = ReturnType<typeof createShownDialog>

export function createShownDialog() {
  return createStore<ShownDialog | null>()(() => null)
}
