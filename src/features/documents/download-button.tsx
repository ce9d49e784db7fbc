import { toFileName } from '../../core/workspace/archive/file-name.ts'
import { download } from '../../platform/download.ts'
import { useAppStore } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { joinFiles } from './join-files.ts'

/** The way out when something else has failed. */
export function DownloadButton() {
  const store = useAppStore()
  const save = () => {
    const { title, document } = store.getState()
    download(`${toFileName(title)}.yaml`, joinFiles(document.files), 'application/yaml')
  }
  return (
    <Button variant="primary" onClick={save}>
      Download my YAML
    </Button>
  )
}
