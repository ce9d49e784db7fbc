import { Dialog } from '../../ui/dialog.tsx'
import { toCount } from './document-words.ts'
import type { ImportReport } from './import-report.ts'
import './import-report.css'

/** What was read, left out and broken when files were opened. */
export function ImportReportDialog({ report, onClose }: { report: ImportReport; onClose: () => void }) {
  const { title, files, leftOut, banners, setAside } = report
  return (
    <Dialog
      title={`What was opened as ${title}`}
      description="Every text that was opened is kept as it is, also where it could not be read."
      onClose={onClose}
    >
      <table className="import-files" aria-label="Files that were opened">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Read</th>
            <th scope="col">Broken</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, resources, errors }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{resources === 0 ? 'no manifest' : toCount(resources, 'resource', 'resources')}</td>
              <td>{errors > 0 ? `${toCount(errors, 'error', 'errors')}: see Problems` : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Lines title="Left out" lines={leftOut} />
      <Lines title="Not evaluated" lines={banners} />
      <Lines title="Says nothing of traffic" lines={setAside} />
    </Dialog>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <section className="import-lines" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}
