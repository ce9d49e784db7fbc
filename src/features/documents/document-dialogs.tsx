import { AllDocuments } from './all-documents.tsx'
import { ImportReportDialog } from './import-report-dialog.tsx'
import type { ShownDialog } from './shown-dialog.ts'
import { VersionsDialog } from './versions-dialog.tsx'

/** The dialogs about documents: fetched as one. */
export function DocumentDialogs({ shown, onClose }: { shown: ShownDialog; onClose: () => void }) {
  switch (shown.kind) {
    case 'documents':
      return <AllDocuments onClose={onClose} />
    case 'versions':
      return <VersionsDialog onClose={onClose} />
    case 'report':
      return <ImportReportDialog report={shown.report} onClose={onClose} />
  }
}
