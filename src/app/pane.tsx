import type { ReactNode } from 'react'
import { DownloadButton } from '../features/documents/download-button.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'

interface PaneProps {
  readonly what: string
  /** Of a dialog: sends it away. */
  readonly onClose?: () => void
  readonly children: ReactNode
}

/** A part of the screen whose failure is its own. */
export function Pane({ what, onClose, children }: PaneProps) {
  return (
    <ErrorBoundary what={what} rescue={<DownloadButton />} onClose={onClose}>
      {children}
    </ErrorBoundary>
  )
}
