import type { ReactNode } from 'react'
import { DownloadButton } from '../features/documents/download-button.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'

/** A part of the screen whose failure is its own. */
export function Pane({ what, children }: { what: string; children: ReactNode }) {
  return (
    <ErrorBoundary what={what} rescue={<DownloadButton />}>
      {children}
    </ErrorBoundary>
  )
}
